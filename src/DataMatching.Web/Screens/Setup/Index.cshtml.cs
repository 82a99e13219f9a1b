using DataMatching.Web.Accounts;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Setup;

/// <summary>Where somebody with a one-time code sets his password: the first administrator, a new colleague, one who forgot his.</summary>
internal sealed class IndexModel(Invitations invitations, Passwords passwords, Say say) : PageModel
{
    [BindProperty]
    public string Name { get; set; } = "";

    public string? Fault { get; private set; }
    public bool Done { get; private set; }

    public void OnPost(string? code, string? password, string? again)
    {
        if (invitations.Find(Name ?? "", code ?? "") is not { } account) Fault = say["登录名或一次性代码不对，或代码已用过、已过期", "Name or code is wrong, or the code was used or is too old"];
        else if (Passwords.Fault(account, password ?? "", again ?? "") is { } fault) Fault = say[fault.Chinese, fault.English];
        else if (!invitations.Use(code!)) Fault = say["一次性代码刚刚被用过", "The code has just been used"];
        else
        {
            passwords.Set(account, password!);
            Done = true;
        }
    }
}
