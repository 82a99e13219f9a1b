using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.SignIn;

/// <summary>Signing in by name and password, and leaving.</summary>
internal sealed class IndexModel(Passwords passwords, Store store, TimeProvider clock, Say say) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty]
    public string Name { get; set; } = "";

    public string? Fault { get; private set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Redirect("/") : Page();

    public async Task<IActionResult> OnPostAsync(string? password)
    {
        var (_, account) = passwords.Try(Name ?? "", password ?? "");
        if (account is null)
        {
            Fault = say[$"登录名或密码不对。连续输错 {Passwords.Tries} 次后，须等 15 分钟再试", $"Name or password is wrong. After {Passwords.Tries} wrong ones in a row, wait 15 minutes"];
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status401Unauthorized;
            return Page();
        }

        await CookieSignIn.SignIn(HttpContext, account, Stamps.Text(store.Accounts.Secret(account.Id).Stamp), clock.GetUtcNow());
        return Url.IsLocalUrl(To) ? LocalRedirect(To!) : Redirect("/");
    }

    public async Task<IActionResult> OnPostLeaveAsync()
    {
        await HttpContext.SignOutAsync();
        return Redirect("/sign-in");
    }
}
