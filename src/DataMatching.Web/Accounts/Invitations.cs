using System.Security.Cryptography;
using System.Text;
using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Web.Accounts;

/// <summary>
/// One-time codes by which somebody sets his own password: shown once to whoever made the account, kept only as a hash, good for a few days. Nobody but its owner ever knows a password.
/// </summary>
public sealed class Invitations(Store store, TimeProvider clock)
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Groups = 4, GroupLength = 5;
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(3);

    /// <summary>Makes a new code for the account; an earlier one is no longer good.</summary>
    public string For(Account account)
    {
        var code = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));
        store.Accounts.Invite(account.Id, Hash(code), clock.GetUtcNow() + GoodFor);
        return code;
    }

    /// <summary>The account whose code this is; null when the name or the code is wrong, used or too old.</summary>
    public Account? Find(string name, string code) => store.Accounts.FindInvited(name.Trim().ToLowerInvariant(), Hash(code), clock.GetUtcNow());

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])));
}
