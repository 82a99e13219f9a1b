using System.Net;
using DataMatching.Review;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace DataMatching.Tests.Web;

/// <summary>Coming in, being locked out, and when a session ends. The clock is the test's.</summary>
[TestClass]
public sealed class SessionTests
{
    [TestMethod]
    public async Task After_five_wrong_passwords_the_right_one_waits_a_quarter_of_an_hour()
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger();
        for (var i = 0; i < Passwords.Tries; i++)
        {
            using var wrong = await surfer.SignIn("county", "not this one");
            Assert.AreEqual(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        await Refused();
        demo.Clock.Now += TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1);
        await Refused();
        demo.Clock.Now += TimeSpan.FromSeconds(2);
        using var right = await surfer.SignIn("county", WebTemplate.Password);
        Assert.AreEqual(HttpStatusCode.Redirect, right.StatusCode);

        async Task Refused()
        {
            using var locked = await surfer.SignIn("county", WebTemplate.Password);
            Assert.AreEqual(HttpStatusCode.Unauthorized, locked.StatusCode);
            Assert.IsFalse(await surfer.IsSignedIn());
        }
    }

    [TestMethod]
    public async Task A_name_that_is_nobodys_gets_the_same_answer_as_a_wrong_password()
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger();
        using var wrong = await surfer.SignIn("county", "not this one");
        using var nobody = await surfer.SignIn("nobody", "not this one");
        Assert.AreEqual(wrong.StatusCode, nobody.StatusCode);
        Assert.AreEqual(Fault(await wrong.Content.ReadAsStringAsync()), Fault(await nobody.Content.ReadAsStringAsync()));

        static string Fault(string page) => page[page.IndexOf("class=\"fault\"", StringComparison.Ordinal)..][..80];
    }

    [TestMethod]
    public async Task A_session_ends_after_half_an_hour_without_a_click()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.County);
        demo.Clock.Now += TimeSpan.FromMinutes(29);
        Assert.IsTrue(await surfer.IsSignedIn());
        demo.Clock.Now += TimeSpan.FromMinutes(29);
        Assert.IsTrue(await surfer.IsSignedIn(), "the click renewed it");
        demo.Clock.Now += TimeSpan.FromMinutes(31);
        Assert.IsFalse(await surfer.IsSignedIn());
    }

    [TestMethod]
    public async Task A_session_ends_after_ten_hours_however_much_one_clicks()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.County);
        for (var clicks = 0; clicks < 29; clicks++)
        {
            demo.Clock.Now += TimeSpan.FromMinutes(20);
            Assert.IsTrue(await surfer.IsSignedIn(), $"after {20 * (clicks + 1)} minutes");
        }

        demo.Clock.Now += TimeSpan.FromMinutes(20);
        Assert.IsFalse(await surfer.IsSignedIn());
    }

    [TestMethod]
    [DataRow("disabled")]
    [DataRow("password")]
    [DataRow("role")]
    [DataRow("district")]
    public async Task A_changed_account_is_signed_out_at_once(string what)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.County);
        Assert.IsTrue(await surfer.IsSignedIn());
        var account = demo.Account("county");
        if (what == "password") new Passwords(demo.Store, new PasswordHasher<Account>(), demo.Clock).Set(account, "quite another sentence");
        else await ByAdministrator(demo, account, what);
        Assert.IsFalse(await surfer.IsSignedIn());
        using var sheet = await surfer.Get(WebDemo.SheetOf(demo.Add));
        Assert.AreEqual(HttpStatusCode.Redirect, sheet.StatusCode);
    }

    [TestMethod]
    public async Task Who_left_is_out_and_his_cookie_too()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.County);
        using var left = await surfer.Post("/sign-in?handler=Leave");
        Assert.AreEqual("/sign-in", left.Headers.Location!.OriginalString);
        Assert.IsFalse(await surfer.IsSignedIn());
    }

    [TestMethod]
    [DataRow("https://evil.example/")]
    [DataRow("//evil.example/")]
    [DataRow("/\\evil.example/")]
    [DataRow("http:evil.example")]
    [DataRow("javascript:alert(1)")]
    [DataRow("/\t/evil.example")]
    [DataRow("~//evil.example")]
    public async Task Nobody_is_sent_away_after_signing_in_or_by_the_language(string to)
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger();
        using var language = await surfer.Get("/language?to=" + Uri.EscapeDataString(to));
        Here(language);
        using var signedIn = await surfer.SignIn("county", WebTemplate.Password, to);
        Here(signedIn);

        void Here(HttpResponseMessage answer)
        {
            Assert.AreEqual(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.AreEqual("/", answer.Headers.Location!.OriginalString);
        }
    }

    [TestMethod]
    public async Task Signing_in_leads_to_a_place_of_our_own()
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger();
        using var signedIn = await surfer.SignIn("county", WebTemplate.Password, "/sheet/2026Q3/X?page=2");
        Assert.AreEqual("/sheet/2026Q3/X?page=2", signedIn.Headers.Location!.OriginalString);
    }

    private static async Task ByAdministrator(WebDemo demo, Account account, string what)
    {
        using var admin = await demo.As(Role.Administrator);
        var id = account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var done = what switch
        {
            "disabled" => await admin.Post("/users?handler=Enable", ("id", id), ("enabled", "false")),
            "role" => await admin.Post("/users?handler=Change", ("id", id), ("role", "City"), ("scope", account.Scope.ToString()!)),
            _ => await admin.Post("/users?handler=Change", ("id", id), ("role", "County"), ("scope", "440305")),
        };
        Assert.AreEqual(HttpStatusCode.OK, done.StatusCode);
    }
}
