using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>The sheet as reviewers read it: what was recorded, as it stood on another day, and what it gives to whom.</summary>
[TestClass]
public sealed partial class SheetTests
{
    [TestMethod]
    public async Task As_of_an_earlier_day_it_stands_as_it_stood_then_and_nothing_can_be_done()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        var then = Day(demo);
        var due = entry.Case.Due(demo.Site.Configuration.Calendar)!.Value;
        demo.Clock.Now += TimeSpan.FromDays(1);
        using var surfer = await demo.As(Role.Grassroots);
        var (status, fault) = await entry.Try(surfer, entry.Visit(said: "丈夫住院三个月"));
        Assert.AreEqual(HttpStatusCode.Redirect, status, fault);

        var now = await surfer.Text(entry.Sheet);
        Assert.Contains("丈夫住院三个月", now, StringComparison.Ordinal);
        Assert.Contains("data-draft", now, StringComparison.Ordinal);
        var before = await surfer.Text($"{entry.Sheet}?asOf={then}");
        Assert.Contains($"这是 {then} 结束时的样子", WebUtility.HtmlDecode(before), StringComparison.Ordinal);
        Assert.DoesNotContain("丈夫住院三个月", before, StringComparison.Ordinal);
        Assert.DoesNotContain("data-draft", before, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Kind\"", before, StringComparison.Ordinal);
        Assert.Contains("要办理请回到现在", WebUtility.HtmlDecode(before), StringComparison.Ordinal);
        Assert.Contains(due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), before, StringComparison.Ordinal, "due as it was then");
        Assert.DoesNotContain("结束时的样子", WebUtility.HtmlDecode(await surfer.Text($"{entry.Sheet}?asOf=2099-01-01")), StringComparison.Ordinal, "a day to come is now");
    }

    [TestMethod]
    public async Task All_that_was_recorded_with_an_event_stands_with_it_and_opening_its_scan_is_on_record()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        using var surfer = await demo.As(Role.Grassroots);
        Assert.AreEqual(HttpStatusCode.Redirect, (await entry.Try(surfer, entry.Visit(), ("门口.jpg", Entry.Photo))).Status);
        using var county = await demo.As(Role.County);
        var sheet = WebUtility.HtmlDecode(await county.Text(entry.Sheet));
        foreach (var said in new[] { "住房一处", "丈夫住院", "李同", "仍存在", "2,000", "门口.jpg" }) Assert.Contains(said, sheet, StringComparison.Ordinal);
        var views = demo.Store.Disclosures.Views(null, demo.Add.Case, null, null, 100).Count;
        using var file = await county.Get(WebUtility.HtmlDecode(FileLink().Matches(sheet)[0].Groups["address"].Value));
        Assert.AreEqual(HttpStatusCode.OK, file.StatusCode);
        Assert.HasCount(views + 1, demo.Store.Disclosures.Views(null, demo.Add.Case, null, null, 100));
    }

    private static string Day(WebDemo demo) => TimeZoneInfo.ConvertTime(demo.Clock.Now, demo.Clock.LocalTimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("href=\"(?<address>[^\"]*handler=File[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileLink();
}
