using System.Net;
using DataMatching.Assessment;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>Every figure of the quarter's page that opens a worklist opens exactly the cases that it counts.</summary>
[TestClass]
public sealed class QuarterLinksTests
{
    [TestMethod]
    public async Task Each_figure_is_the_number_of_the_worklist_behind_it_for_every_level()
    {
        using var demo = new WebDemo();
        Advance(demo);
        var sorts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in new[] { "supervisor", "city", "county" })
        {
            using var surfer = await demo.As(name);
            var place = demo.Account(name).Scope is null ? demo.Add.District.City : demo.Add.District;
            foreach (var address in new[] { "/quarter/2026Q3", $"/quarter/2026Q3?place={place}" })
            {
                var links = QuarterDesk.WorklistLinks(await surfer.Text(address));
                Assert.IsGreaterThan(8, links.Count, $"{name} {address}");
                foreach (var (to, told) in links)
                {
                    Assert.AreEqual(told, QuarterDesk.Listed(await surfer.Text(to)), $"{name} {address}: {to}");
                    sorts.UnionWith(to.Split('?')[1].Split('&').Select(p => p.Split('=')[0]));
                    if (to.Contains("s=", StringComparison.Ordinal)) sorts.Add(to[to.IndexOf("s=", StringComparison.Ordinal)..].Split('&')[0]);
                }
            }
        }

        foreach (var sort in new[] { "due", "rule", "step", "d", "s=objected", "s=closed", "s=any" }) Assert.Contains(sort, sorts, "no such link was followed");
    }

    [TestMethod]
    public async Task All_lists_hold_the_three_and_nothing_that_a_repeated_run_ended()
    {
        using var demo = new WebDemo();
        var cases = demo.Cases();
        var gone = cases[0];
        // What a repeated run does to a case that nobody has worked on and that is no longer flagged.
        demo.Store.Cases.Open(WebTemplate.Q3, [], CaseEventJson.Write(new Unflagged(2, demo.Clock.Now, 0, 1)), demo.Clock.Now);
        using var surfer = await demo.As("supervisor");
        Assert.AreEqual(0, QuarterDesk.Listed(await surfer.Text("/worklist?t=all&s=any")));
        Assert.AreEqual(Flag.Keep, demo.Again(gone).Flag);
        Assert.AreEqual(HttpStatusCode.OK, (await surfer.Get("/quarter/2026Q3")).StatusCode);
    }

    /// <summary>Some cases go on, some are objected to, some decided, and all that are open grow late.</summary>
    private static void Advance(WebDemo demo)
    {
        foreach (var flag in new[] { Flag.Add, Flag.Exit, Flag.ReExamine })
        {
            var here = demo.Cases(flag).OrderByDescending(c => c.District == demo.Add.District).ToList();
            demo.Object(here[0]);
            demo.Decide(here[1], flag switch { Flag.Add => Decision.Added, Flag.Exit => Decision.Exited, _ => Decision.Kept });
            demo.Decide(here[^1], Decision.Corrected);
            if (flag != Flag.Add) continue;
            foreach (var one in here.Skip(2).Take(3))
                demo.Record(one, (n, at) => new Applied(n, at, demo.Account("grassroots").Id, DateOnly.FromDateTime(at.DateTime), DataMatching.Tests.Review.Desk.Paper));
        }

        demo.Clock.Now = demo.Clock.Now.AddDays(40);
    }
}
