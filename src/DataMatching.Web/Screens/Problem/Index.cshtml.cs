using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Problem;

/// <summary>What went wrong, in words and with a way on; never a stack or a value.</summary>
// A refused post is answered by this page under the post's own method: it has no token that could be right, and nothing is changed here.
[IgnoreAntiforgeryToken]
internal sealed class IndexModel : PageModel
{
    public int Code { get; private set; }

    public void OnGet(int code) => Code = code == 0 ? 500 : code;

    public void OnPost(int code) => OnGet(code);
}
