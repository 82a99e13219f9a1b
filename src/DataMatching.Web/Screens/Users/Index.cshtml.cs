using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Users;

/// <summary>Accounts: who may do what, and where. Nobody is deleted: what he did stays his.</summary>
internal sealed class IndexModel(Store store, Invitations invitations, SignedIn who, Say say) : PageModel
{
    public IReadOnlyList<Account> Accounts => store.Accounts.All();
    public (string Name, string Code)? Invited { get; private set; }
    public string? Fault { get; private set; }

    /// <summary>The sign-in name of the account that this request changed.</summary>
    public string? Changed { get; private set; }

    /// <summary>What was typed into the form of a new account that was refused.</summary>
    public (string Name, string Display, Role? Role, string Scope) Sent { get; private set; } = ("", "", null, "");

    public IActionResult OnPostAdd(string? name, string? display, Role? role, string? scope)
    {
        var sign = (name ?? "").Trim().ToLowerInvariant();
        if (NewAccount.Fault(sign, display ?? "", role, scope) is { } fault) Refuse(say[fault.Chinese, fault.English]);
        else if (store.Accounts.Find(sign) is not null) Refuse(say["这个登录名已经有人用", "This sign-in name is taken"]);
        else Invite(store.Accounts.Create(sign, display!.Trim(), role!.Value, NewAccount.ScopeOf(scope), Stamps.New()));
        if (Fault is not null) Sent = (sign, display ?? "", role is { } chosen && Enum.IsDefined(chosen) ? chosen : null, scope ?? "");
        return Page();
    }

    public IActionResult OnPostCode(long id) => With(id, Invite);

    public IActionResult OnPostEnable(long id, bool enabled) => With(id, account =>
    {
        if (account.Id == who.Required.Id) Refuse(say["不能停用自己的账号", "You can't disable yourself"]);
        else Change(account with { Enabled = enabled });
    });

    public IActionResult OnPostChange(long id, Role? role, string? scope) => With(id, account =>
    {
        if (account.Id == who.Required.Id) Refuse(say["不能改自己的角色", "You can't change your own role"]);
        else if (NewAccount.RightsFault(role, scope) is { } fault) Refuse(say[fault.Chinese, fault.English]);
        else Change(account with { Role = role!.Value, Scope = NewAccount.ScopeOf(scope) });
    });

    public string PlaceOf(District? scope) => scope is { } place ? $"{PlaceWords.Of(place)} {place}" : say["全部", "everywhere"];

    public bool IsMe(Account account) => account.Id == who.Required.Id;

    /// <summary>Whoever is signed in with the account is signed out by its new stamp.</summary>
    private void Change(Account after)
    {
        try
        {
            store.Accounts.Change(after, Stamps.New());
            Changed = after.Name;
        }
        catch (StoreException)
        {
            // Two administrators who take each other's rights away at the same moment: one of them stays.
            Refuse(say["没有改动：至少要有一个启用的系统管理员", "Nothing was changed: one enabled administrator has to be left"]);
        }
    }

    private void Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    private void Invite(Account account) => Invited = (account.Name, invitations.For(account));

    private IActionResult With(long id, Action<Account> work)
    {
        if (store.Accounts.Find(id) is not { } account) return NotFound();
        work(account);
        return Page();
    }
}
