using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Tests.Review;

namespace DataMatching.Tests.Web;

/// <summary>Brings the cases of a served demo to where a test wants them, past the rules of doing, and reads figures off its pages.</summary>
internal static partial class QuarterDesk
{
    /// <summary>All cases, by household.</summary>
    public static IReadOnlyList<CaseListing> Cases(this WebDemo demo, Flag? flag = null) =>
        [.. demo.Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null) { Flag = flag }, null, 1_000).OrderBy(c => c.Household, StringComparer.Ordinal)];

    public static CaseListing Again(this WebDemo demo, CaseListing of) => demo.Store.Cases.Find(of.Case, null)!.Listing;

    /// <summary>Records one event at the demo's time and keeps the listing as the case then stands.</summary>
    public static void Record(this WebDemo demo, CaseListing of, Func<long, DateTimeOffset, CaseEvent> make)
    {
        var stored = demo.Store.Cases.Find(of.Case, null)!;
        var known = Case.Fold(of.Case, [.. demo.Store.Cases.Events(of.Case, null).Select(e => e.ToEvent())], demo.Site.Configuration.Steps);
        var happened = make(known.Events.Count + 1, demo.Clock.Now);
        demo.Store.Cases.Append(
            of.Case, null, stored.Sequence, [new NewEvent(CaseEventJson.Kind(happened), CaseEventJson.Write(happened), happened.At, happened.By)],
            CaseListings.Again(stored.Listing, known.With(happened), demo.Site.Configuration.Calendar));
    }

    public static void Decide(this WebDemo demo, CaseListing of, Decision decision) => demo.Record(of, (n, at) => new Closed(n, at, demo.Account("city").Id, decision, "按规定办结"));

    public static void Object(this WebDemo demo, CaseListing of) =>
        demo.Record(of, (n, at) => new Objected(n, at, demo.Account("county").Id, DateOnly.FromDateTime(at.DateTime), "邻居", "有车", []));

    /// <summary>Every step up to the notice, and a notice that hangs from today on.</summary>
    public static void Post(this WebDemo demo, CaseListing of, long yuan)
    {
        var desk = new Desk(of.Flag, of.ExitKind) { Today = DateOnly.FromDateTime(demo.Clock.Now.DateTime) };
        var plan = demo.Site.Configuration.Steps.For(of.Flag, of.ExitKind, of.District, of.Opened)!;
        foreach (var step in plan.Steps.TakeWhile(s => s.Does != StepKind.Notice))
        {
            var right = desk.Right(step) is Assessed assessed ? assessed with { Amount = Money.Yuan(yuan) } : desk.Right(step);
            demo.Record(of, (n, at) => right with { Sequence = n, At = at, By = demo.Account(Desk.Who(step.Role).Role switch { Role.Grassroots => "grassroots", Role.County => "county", _ => "city" }).Id });
        }

        demo.Record(of, (n, at) => new NoticePosted(n, at, demo.Account("county").Id, desk.Today, desk.Today.AddDays(8), "公告栏"));
    }

    /// <summary>Links to worklists with the number that each tells.</summary>
    public static IReadOnlyList<(string Address, int Told)> WorklistLinks(string page) =>
        [.. WorklistLink().Matches(page).Select(m => (WebUtility.HtmlDecode(m.Groups["to"].Value), Number(Digits().Matches(Plain(m.Groups["text"].Value))[^1].Value)))];

    /// <summary>How many cases a worklist's page says it holds.</summary>
    public static int Listed(string page) => Number(Told().Match(page).Groups["n"].Value);

    /// <summary>The text without tags, entities read, spaces as one.</summary>
    public static string Plain(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    /// <summary>The rows of the table below a heading of this id, each cell as plain text.</summary>
    public static IReadOnlyList<string[]> Table(string page, string id)
    {
        var from = page.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
        Assert.IsGreaterThan(0, from, $"nothing has the id {id}");
        var begin = page.IndexOf("<table", from, StringComparison.Ordinal);
        var table = page[begin..page.IndexOf("</table>", begin, StringComparison.Ordinal)];
        return [.. Row().Matches(table).Select(r => CellOf().Matches(r.Value).Select(c => Plain(c.Groups["text"].Value)).ToArray())];
    }

    public static int Number(string text) => int.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex("<a href=\"(?<to>/worklist\\?[^\"]*)\"[^>]*>(?<text>.*?)</a>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex WorklistLink();

    [GeneratedRegex("共 (?<n>[0-9,]+) 件", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Told();

    [GeneratedRegex("[0-9][0-9,]*", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd][^>]*>(?<text>.*?)</t[hd]>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex CellOf();
}
