using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Users;

/// <summary>Accounts: who may do what, and where. Nobody is deleted: what he did stays his.</summary>
internal sealed class IndexModel(Store store, Invitations invitations, SignedIn who, Say say) : PageModel
{
    public IReadOnlyList<Account> Accounts => store.Accounts.All();
    public (string Name, string Code)? Invited { get; private set; }
    public string? Fault { get; private set; }

    public void OnPostAdd(string? name, string? display, Role role, string? scope)
    {
        var sign = (name ?? "").Trim().ToLowerInvariant();
        if (NewAccount.Fault(sign, display ?? "", role, scope) is { } fault) Fault = say[fault.Chinese, fault.English];
        else if (store.Accounts.Find(sign) is not null) Fault = say["这个登录名已经有人用", "This sign-in name is taken"];
        else Invite(store.Accounts.Create(sign, display!.Trim(), role, NewAccount.ScopeOf(scope), Stamps.New()));
    }

    public IActionResult OnPostCode(long id) => With(id, Invite);

    public IActionResult OnPostEnable(long id, bool enabled) => With(id, account =>
    {
        if (account.Id == who.Required.Id) Fault = say["不能停用自己的账号", "You can't disable yourself"];
        else store.Accounts.Change(account with { Enabled = enabled }, Stamps.New());
    });

    public IActionResult OnPostChange(long id, Role role, string? scope) => With(id, account =>
    {
        if (account.Id == who.Required.Id) Fault = say["不能改自己的角色", "You can't change your own role"];
        else if (NewAccount.Fault(account.Name, account.DisplayName, role, scope) is { } fault) Fault = say[fault.Chinese, fault.English];
        else store.Accounts.Change(account with { Role = role, Scope = NewAccount.ScopeOf(scope) }, Stamps.New());
    });

    public string PlaceOf(District? scope) => scope is { } place ? $"{PlaceWords.Of(place)} {place}" : say["全部", "everywhere"];

    private void Invite(Account account) => Invited = (account.Name, invitations.For(account));

    private IActionResult With(long id, Action<Account> work)
    {
        if (store.Accounts.Find(id) is not { } account) return NotFound();
        work(account);
        return Page();
    }
}
