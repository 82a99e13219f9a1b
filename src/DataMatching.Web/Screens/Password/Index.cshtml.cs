using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Password;

/// <summary>Where somebody changes his own password. A wrong one of now counts like a wrong one at sign-in.</summary>
internal sealed class IndexModel(Passwords passwords, Store store, SignedIn who, SiteForWeb site, Say say) : PageModel
{
    public string? Fault { get; private set; }
    public bool Done { get; private set; }

    public async Task OnPostAsync(string? old, string? password, string? again)
    {
        var account = who.Required;
        Fault = passwords.Try(account.Name, old ?? "").Result switch
        {
            SignInTry.Right when Passwords.Fault(account, password ?? "", again ?? "") is { } fault => say[fault.Chinese, fault.English],
            SignInTry.Right => null,
            SignInTry.Locked => say["连续输错，账号已锁定一刻钟", "Wrong too often: the account is locked for a quarter of an hour"],
            _ => say["现在的密码不对", "The password of now is wrong"],
        };
        if (Fault is not null) return;
        passwords.Set(account, password!);
        await CookieSignIn.SignIn(HttpContext, account, Stamps.Text(store.Accounts.Secret(account.Id).Stamp), site.Clock.GetUtcNow());
        Done = true;
    }
}
