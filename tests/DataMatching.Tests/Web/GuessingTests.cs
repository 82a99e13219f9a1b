using System.Net;
using DataMatching.Review;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace DataMatching.Tests.Web;

/// <summary>Somebody guesses passwords: many at once, again after a lock, and names that nobody has.</summary>
[TestClass]
public sealed class GuessingTests
{
    private const string Wrong = "not this one";

    [TestMethod]
    public void Of_guesses_made_at_once_only_as_many_count_as_there_are_tries()
    {
        const int guesses = 12;
        using var demo = new WebDemo();
        using var gathered = new Barrier(guesses);
        var passwords = new Passwords(demo.Store, new Gathering(gathered), demo.Clock);
        var results = new SignInTry[guesses];
        var threads = Enumerable.Range(0, guesses).Select(i => new Thread(() => results[i] = passwords.Try("county", Wrong).Result)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.AreEqual(Passwords.Tries, results.Count(r => r == SignInTry.Wrong));
        Assert.AreEqual(guesses - Passwords.Tries, results.Count(r => r == SignInTry.Locked), "every guess cost the work of a hash, and the others did not count");
        Assert.AreEqual(SignInTry.Locked, new Passwords(demo.Store, new PasswordHasher<Account>(), demo.Clock).Try("county", WebTemplate.Password).Result);
    }

    [TestMethod]
    public void After_a_lock_there_are_as_many_tries_as_before()
    {
        using var demo = new WebDemo();
        var passwords = new Passwords(demo.Store, new PasswordHasher<Account>(), demo.Clock);
        for (var i = 0; i < Passwords.Tries; i++) Assert.AreEqual(SignInTry.Wrong, passwords.Try("county", Wrong).Result);
        Assert.AreEqual(SignInTry.Locked, passwords.Try("county", Wrong).Result);
        demo.Clock.Now += TimeSpan.FromMinutes(15);
        for (var i = 1; i < Passwords.Tries; i++) Assert.AreEqual(SignInTry.Wrong, passwords.Try("county", Wrong).Result, $"try {i} after the lock");
        Assert.AreEqual(SignInTry.Right, passwords.Try("county", WebTemplate.Password).Result);
        for (var i = 0; i < Passwords.Tries; i++) Assert.AreEqual(SignInTry.Wrong, passwords.Try("county", Wrong).Result, "a right one begins the count anew");
    }

    [TestMethod]
    public async Task A_locked_account_a_wrong_password_and_a_name_that_is_nobodys_look_the_same()
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger();
        var wrong = await Answer("county");
        Assert.AreEqual(wrong, await Answer("nobody"));
        for (var i = 1; i < Passwords.Tries; i++) await Answer("county");
        Assert.AreEqual(wrong, await Answer("county"), "locked");
        Assert.AreEqual(wrong, await Answer("county", WebTemplate.Password), "locked, and the right one");

        async Task<(HttpStatusCode, string)> Answer(string name, string password = Wrong)
        {
            using var answer = await surfer.SignIn(name, password);
            var page = await answer.Content.ReadAsStringAsync();
            var at = page.IndexOf("class=\"fault\"", StringComparison.Ordinal);
            return (answer.StatusCode, page[at..page.IndexOf("</p>", at, StringComparison.Ordinal)]);
        }
    }

    /// <summary>Lets nobody through before all have come to the hash, as many slow hashes at once would.</summary>
    private sealed class Gathering(Barrier gathered) : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> _hasher = new();

        public string HashPassword(Account user, string password) => _hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            if (!gathered.SignalAndWait(TimeSpan.FromSeconds(30))) throw new AssertFailedException("Not every guess came to the hash.");
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
