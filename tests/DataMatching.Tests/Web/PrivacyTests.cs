using System.Text.RegularExpressions;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>No number of the people of the site stands in any page, unless somebody asked for it and said what for.</summary>
[TestClass]
public sealed partial class PrivacyTests
{
    [TestMethod]
    public async Task No_page_of_any_role_shows_a_number()
    {
        using var demo = new WebDemo();
        var numbers = Numbers(demo);
        Assert.IsGreaterThan(300, numbers.Count);
        var looked = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            using var surfer = await demo.As(role);
            foreach (var (path, text) in await Pages.Reachable(demo, surfer))
            {
                foreach (Match digits in LongNumber().Matches(text)) Assert.DoesNotContain(digits.Value, numbers, $"{role} sees a number on {path}");
                looked++;
            }
        }

        Assert.IsGreaterThan(40, looked);
    }

    [TestMethod]
    public async Task A_number_is_shown_for_a_purpose_once_and_it_is_noted()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.Grassroots);
        var numbers = Numbers(demo);
        var show = WebDemo.SheetOf(demo.Add) + "?handler=Show";
        using var silent = await surfer.Post(show, ("person", demo.Add.Household + "/1"), ("purpose", " "));
        Assert.IsFalse(Shows(await silent.Content.ReadAsStringAsync()), "without a purpose");
        using var asked = await surfer.Post(show, ("person", demo.Add.Household + "/1"), ("purpose", "核对身份证原件"));
        Assert.IsTrue(Shows(await asked.Content.ReadAsStringAsync()), "for a purpose");
        Assert.AreEqual("核对身份证原件", demo.Store.Disclosures.All(null, demo.Add.Case, null, null, 5).Single(d => d.Purpose.Length > 0).Purpose);
        Assert.IsFalse(Shows(await surfer.Text(WebDemo.SheetOf(demo.Add))), "it is masked again");

        bool Shows(string text) => LongNumber().Matches(text).Any(m => numbers.Contains(m.Value));
    }

    [TestMethod]
    public async Task What_people_and_files_are_called_is_shown_as_text()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        using var surfer = await demo.As(Role.Grassroots);
        const string Attack = "\"><img src=x onerror=alert(1)><script>alert(2)</script>";
        Assert.AreEqual(System.Net.HttpStatusCode.Redirect, (await entry.Try(surfer, entry.Visit(second: Attack, said: Attack), ("<b>x</b>.jpg", Entry.Photo))).Status);
        var (_, fault) = await entry.Try(surfer, [("Kind", "sums-done"), ("Text", Attack), ("Rent", Attack)]);
        Assert.AreNotEqual("", fault);
        var wherever = 0;
        foreach (var role in new[] { Role.Grassroots, Role.Supervisor, Role.Administrator })
        {
            using var reader = await demo.As(role);
            foreach (var (path, text) in (await Pages.Reachable(demo, reader)).Append((Path: entry.Sheet, Text: await reader.Text(entry.Sheet))))
            {
                Assert.DoesNotContain("<img src=x", text, StringComparison.OrdinalIgnoreCase, path);
                Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase, path);
                Assert.DoesNotContain("<b>x</b>", text, StringComparison.Ordinal, path);
                if (text.Contains("&lt;script&gt;alert(2)", StringComparison.Ordinal)) wherever++;
            }
        }

        Assert.IsGreaterThan(0, wherever, "the attack was shown nowhere, so that nothing was proved");
    }

    [TestMethod]
    [DataRow("演示\u202Eabc")]
    [DataRow("演示\u2066abc")]
    [DataRow("演示\u200Babc")]
    public async Task A_display_name_with_hidden_marks_is_refused(string display)
    {
        using var demo = new WebDemo();
        using var admin = await demo.As(Role.Administrator);
        using var answer = await admin.Post("/users?handler=Add", ("name", "hidden"), ("display", display), ("role", "Operator"));
        Assert.Contains("class=\"fault\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.IsNull(demo.Store.Accounts.Find("hidden"));
    }

    /// <summary>Every number in the union's files.</summary>
    private static HashSet<string> Numbers(WebDemo demo) =>
        [.. Directory.EnumerateFiles(Path.Combine(demo.Site.Folder.Root, "union"), "*.csv").SelectMany(File.ReadLines).SelectMany(l => LongNumber().Matches(l)).Select(m => m.Value)];

    [GeneratedRegex("(?<![0-9])([0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LongNumber();
}
