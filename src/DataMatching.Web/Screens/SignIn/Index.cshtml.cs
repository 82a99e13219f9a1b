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
        var (result, account) = passwords.Try(Name ?? "", password ?? "");
        if (account is null)
        {
            Fault = result == SignInTry.Locked
                ? say["连续输错多次，账号已锁定 15 分钟", "Wrong too often: the account is locked for 15 minutes"]
                : say["登录名或密码不对", "Name or password is wrong"];
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
