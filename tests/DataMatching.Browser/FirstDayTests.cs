using System.Text.RegularExpressions;

namespace DataMatching.Browser;

/// <summary>The first hour of a new site, from the printed code to a colleague's first sign-in.</summary>
[TestClass]
public sealed partial class FirstDayTests
{
    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task The_first_administrator_lets_a_colleague_in()
    {
        var folder = Directory.CreateTempSubdirectory("datamatching-first-day-");
        try
        {
            await Served.Run("init", "--site", folder.FullName);
            using var served = await Served.Start("serve", "--site", folder.FullName);
            var first = FirstCode().Match(served.Said).Groups["code"].Value;
            await using var admin = await Visit.Begin(served.Address);
            await Accounts.SetPassword(admin, "admin", first, "fourteen small boats");
            Assert.AreEqual(1, await admin.Page.Locator(".done").CountAsync());
            await admin.Picture("setup-done");
            await admin.SignIn("admin", "fourteen small boats");
            Assert.IsTrue(await admin.IsSignedIn());
            var code = await Accounts.Make(admin, "zhang.min", "County", "440106");
            Assert.Contains("天河区", await admin.Page.Locator("table").InnerTextAsync(), StringComparison.Ordinal);
            await admin.Picture("users-code");

            await using var colleague = await Visit.Begin(served.Address, Visit.Phone);
            await Accounts.SetPassword(colleague, "zhang.min", code, "one long quiet river");
            await colleague.Page.Locator(".done + p a").ClickAsync();
            await colleague.SignIn("zhang.min", "one long quiet river");
            Assert.IsTrue(await colleague.IsSignedIn());
            await Accounts.SetPassword(colleague, "zhang.min", code, "one long quiet river");
            Assert.AreEqual(1, await colleague.Page.Locator(".fault").CountAsync(), "a code works once");
            Assert.IsEmpty([.. admin.Complaints, .. colleague.Complaints], string.Join('\n', admin.Complaints.Concat(colleague.Complaints)));
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [GeneratedRegex("one-time code (?<code>[0-9A-Z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstCode();
}
