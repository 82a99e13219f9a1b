using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Web.Accounts;

/// <summary>
/// One-time codes by which somebody sets his own password: shown once to whoever made the account, kept only as a hash, good for a few days. Nobody but its owner ever knows a password.
/// </summary>
public sealed class Invitations(Store store, TimeProvider clock)
{
    private const int Groups = 4, GroupLength = 5;
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(3);

    /// <summary>Makes a new code for the account; an earlier one is no longer good.</summary>
    public string For(Account account)
    {
        var code = Dictatable.Make(Groups, GroupLength);
        store.Accounts.AddCode(CodePurpose.Invite, account.Id, Bare(code), clock.GetUtcNow() + GoodFor);
        return code;
    }

    /// <summary>The account whose code this is; null when the name or the code is wrong, used or too old.</summary>
    public Account? Find(string name, string code) =>
        store.Accounts.LookAtCode(Bare(code)) is { Account: { } id } && store.Accounts.Find(id) is { } account && string.Equals(account.Name, name.Trim(), StringComparison.OrdinalIgnoreCase) ? account : null;

    /// <summary>Uses the code up; false when somebody was faster.</summary>
    public bool Use(string code) => store.Accounts.UseCode(Bare(code)) is not null;

    private static string Bare(string code) => new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
