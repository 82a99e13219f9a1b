using System.Net;
using DataMatching.Web.Accounts;

namespace DataMatching.Tests.Web;

/// <summary>Somebody changes his own password.</summary>
[TestClass]
public sealed class PasswordTests
{
    private const string New = "nine slow brown otters";

    [TestMethod]
    public async Task The_new_one_is_good_the_old_one_is_not_and_only_this_browser_stays()
    {
        using var demo = new WebDemo();
        using var here = await demo.As("county");
        using var elsewhere = await demo.As("county");
        Assert.Contains("已修改", await Change(here, WebTemplate.Password, New, New), StringComparison.Ordinal);
        Assert.IsTrue(await here.IsSignedIn());
        Assert.IsFalse(await elsewhere.IsSignedIn());
        using var old = await elsewhere.SignIn("county", WebTemplate.Password);
        Assert.AreEqual(HttpStatusCode.Unauthorized, old.StatusCode);
        using var again = await elsewhere.SignIn("county", New);
        Assert.AreEqual(HttpStatusCode.Redirect, again.StatusCode);
    }

    [TestMethod]
    [DataRow("not this one", New, New, "现在的密码不对")]
    [DataRow(WebTemplate.Password, New, "nine slow brown otter", "两次输入的密码不一致")]
    [DataRow(WebTemplate.Password, "short", "short", "12 至 128")]
    [DataRow(WebTemplate.Password, "my name is county", "my name is county", "不能包含登录名")]
    [DataRow(WebTemplate.Password, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "过于简单")]
    [DataRow("", "", "", "现在的密码不对")]
    public async Task What_is_wrong_changes_nothing(string old, string password, string again, string fault)
    {
        using var demo = new WebDemo();
        using var here = await demo.As("county");
        using var elsewhere = await demo.As("county");
        Assert.Contains(fault, await Change(here, old, password, again), StringComparison.Ordinal);
        Assert.IsTrue(await here.IsSignedIn() && await elsewhere.IsSignedIn());
        using var signedIn = await elsewhere.SignIn("county", WebTemplate.Password);
        Assert.AreEqual(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [TestMethod]
    public async Task Guesses_at_an_unlocked_screen_are_counted_too()
    {
        using var demo = new WebDemo();
        using var here = await demo.As("county");
        for (var i = 0; i < Passwords.Tries; i++) Assert.Contains("现在的密码不对", await Change(here, "not this one", New, New), StringComparison.Ordinal);
        Assert.Contains("已锁定", await Change(here, WebTemplate.Password, New, New), StringComparison.Ordinal);
    }

    private static async Task<string> Change(Surfer surfer, string old, string password, string again)
    {
        using var answer = await surfer.Post("/password", ("old", old), ("password", password), ("again", again));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
