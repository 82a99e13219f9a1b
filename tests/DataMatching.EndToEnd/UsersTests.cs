using System.Text.Json;

namespace DataMatching.EndToEnd;

/// <summary>Accounts by the command line, as whoever has the machine makes them.</summary>
[TestClass]
public sealed class UsersTests
{
    [TestMethod]
    public void Accounts_are_made_changed_disabled_and_enabled_and_an_administrator_is_always_left()
    {
        using var folder = new TemporaryFolder();
        var site = folder.At("site");
        Datamatching.Succeed("--site", site, "init");
        Assert.Contains("One-time code for admin: ", Users("add", "admin", "--role", "Administrator"), StringComparison.Ordinal);
        var first = Code(Users("add", "Li.Na", "--display", "李娜", "--role", "county", "--district", "440106", "--json"));
        Assert.AreEqual(4, first.Split('-').Length);
        Assert.AreNotEqual(first, Code(Users("code", "li.na", "--json")), "a new code each time");
        CollectionAssert.AreEqual(new[] { "admin Administrator - True", "li.na County 440106 True" }, All());

        Users("change", "li.na", "--role", "City", "--district", "440100");
        Assert.AreEqual("li.na City 440100 True", All()[1]);
        Users("change", "li.na", "--role", "Supervisor");
        Assert.AreEqual("li.na Supervisor 440100 True", All()[1], "the district stays when it is not named");
        Assert.Contains("li.na is Supervisor, everywhere.", Users("change", "li.na", "--district", "everywhere"), StringComparison.Ordinal);
        Users("disable", "li.na");
        Assert.AreEqual("li.na Supervisor - False", All()[1]);
        Users("enable", "li.na");
        Assert.AreEqual("li.na Supervisor - True", All()[1]);

        Refused(2, "district", "change", "li.na", "--role", "County");
        Refused(2, "six-digit", "change", "li.na", "--district", "4401");
        Refused(2, "Nothing to change", "change", "li.na");
        Refused(2, "Choose a role", "add", "other", "--role", "17");
        Refused(2, "already", "add", "LI.NA", "--role", "Auditor");
        Refused(1, "no account 'nobody'", "change", "nobody", "--role", "Auditor");
        Refused(1, "only administrator", "change", "admin", "--role", "Auditor");
        Refused(1, "only administrator", "disable", "admin");
        CollectionAssert.AreEqual(new[] { "admin Administrator - True", "li.na Supervisor - True" }, All());

        string Users(params string[] arguments) => Datamatching.Succeed(["--site", site, "users", .. arguments]);

        string[] All() => [.. JsonDocument.Parse(Users("list", "--json")).RootElement.EnumerateArray().Select(a =>
            $"{a.GetProperty("name").GetString()} {a.GetProperty("role").GetString()} {a.GetProperty("scope").GetString() ?? "-"} {a.GetProperty("enabled").GetBoolean()}")];

        void Refused(int code, string why, params string[] arguments)
        {
            var outcome = Datamatching.Run(["--site", site, "users", .. arguments]);
            Assert.AreEqual(code, outcome.ExitCode, outcome.Output + outcome.Errors);
            Assert.Contains(why, outcome.Errors, StringComparison.Ordinal);
        }
    }

    private static string Code(string json) => JsonDocument.Parse(json).RootElement.GetProperty("code").GetString()!;
}
