using DataMatching.Review;
using DataMatching.Storage;
using Microsoft.AspNetCore.Identity;

namespace DataMatching.Web.Accounts;

/// <summary>What a try to sign in came to. Who is not signed in is told of <see cref="Locked"/> as of <see cref="Wrong"/>: it would say that there is such an account.</summary>
public enum SignInTry { Right, Wrong, Locked }

/// <summary>
/// Passwords by ASP.NET Core's own hash. After <see cref="Tries"/> wrong ones in a row the account is locked for a quarter of an hour; a try is counted before its password is
/// looked at. An unknown name and a locked account cost the same work as a wrong password, so that none of them can be told from the others by waiting.
/// </summary>
public sealed class Passwords(Store store, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    public const int Tries = 5, Shortest = 12, Longest = 128;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);
    private readonly string _nobodys = hasher.HashPassword(Nobody, "no such account");

    private static Account Nobody => new(0, "", "", Role.Auditor, null, false);

    public (SignInTry Result, Account? Account) Try(string name, string password)
    {
        var account = store.Accounts.Find(name.Trim());
        var taken = store.Accounts.TakeAttempt(account?.Id ?? Nobody.Id, Tries, clock.GetUtcNow() + LockedFor);
        var secret = account is null ? null : store.Accounts.Secret(account.Id);
        var right = hasher.VerifyHashedPassword(Nobody, secret?.PasswordHash ?? _nobodys, password) != PasswordVerificationResult.Failed;
        var good = right && taken && account is { Enabled: true } && secret!.PasswordHash is not null;
        store.Accounts.LogSignIn(account?.Id, good);
        if (good) store.Accounts.ClearFailures(account!.Id);
        return good ? (SignInTry.Right, account) : (account is not null && !taken ? SignInTry.Locked : SignInTry.Wrong, null);
    }

    /// <summary>Sets a password that <see cref="Fault"/> finds nothing wrong with; whoever is signed in with the old one is signed out.</summary>
    public void Set(Account account, string password) => store.Accounts.SetPassword(account.Id, hasher.HashPassword(account, password), Stamps.New());

    /// <summary>Why a password cannot be taken; null when it can.</summary>
    public static (string Chinese, string English)? Fault(Account account, string password, string again)
    {
        if (password.Length is < Shortest or > Longest) return ($"密码应为 {Shortest} 至 {Longest} 个字符，可以是一句话", $"A password has {Shortest} to {Longest} characters; a sentence will do");
        if (password != again) return ("两次输入的密码不一致", "The two are not the same");
        if (password.Contains(account.Name, StringComparison.OrdinalIgnoreCase)) return ("密码不能包含登录名", "The password may not contain the sign-in name");
        return password.Distinct().Count() < 5 ? ("密码过于简单", "The password is too simple") : null;
    }
}
