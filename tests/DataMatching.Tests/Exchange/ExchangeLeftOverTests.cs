using DataMatching.Batches;
using DataMatching.Jobs.Landings;

namespace DataMatching.Tests.Exchange;

/// <summary>What holds personal data does not stay when a request has ended, and a request that was carried away is not given up by a night that is made up for.</summary>
[TestClass]
public sealed class ExchangeLeftOverTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 1, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Making_up_for_yesterday_does_not_give_up_what_was_carried_away_today()
    {
        using var site = Asked();
        var brought = Pull(site, 0, night: -1);
        Assert.IsEmpty(brought, string.Join("; ", brought.Select(b => b.Failure)));
        Assert.AreEqual((1L, LandingState.Open), site.Night.Look(s => (s.Store.Landings.Latest(9).Single().Id, s.Store.Landings.Latest(9).Single().State)));
        site.Put("1.csv", site.Answer(site.Request()), false);
        Pull(site, 1);
        Assert.AreEqual(LandingState.Landed, site.Night.Look(s => s.Store.Landings.Latest(9).Single().State));
    }

    [TestMethod]
    public void Killed_between_whole_and_the_drop_folder_no_list_stays()
    {
        using var site = Asked();
        site.Put("1.csv", site.Answer(site.Request()), false);
        // Nothing can take its place in the drop folder, so it stops after its SHA-256 was noted.
        var target = Directory.CreateDirectory(site.Night.Line.At("site", "drop", "tax", "wages-440000-2026-10-20-L1.csv"));
        Pull(site, 1);
        Assert.IsNotNull(site.Night.Look(s => s.Store.Landings.Latest(9).Single()).Sha256);
        Assert.HasCount(2, site.Files("requests"), "it stopped before anything was removed");
        var (work, other) = (Leave(site, "1.answer.csv.0.part"), Leave(site, "notes.txt"));
        target.Delete();
        Pull(site, 1);
        Assert.AreEqual(LandingState.Landed, site.Night.Look(s => s.Store.Landings.Latest(9).Single().State));
        Assert.IsEmpty(site.Files("requests"));
        Assert.AreEqual((false, true), (File.Exists(work), File.Exists(other)));
    }

    [TestMethod]
    public void Given_up_without_an_answer_no_list_stays_of_whichever_district_and_form()
    {
        using var site = Asked();
        var work = Leave(site, "1.answer.csv");
        Pull(site, 11);
        Assert.AreEqual(LandingState.GivenUp, site.Night.Look(s => s.Store.Landings.Latest(9).Single().State));
        Assert.IsEmpty(site.Files("requests"));
        Assert.IsFalse(File.Exists(work));
        string[] old = ["tax-wages-440100-2026-01-31-L7.xlsx", "tax-wages-440000-2026-10-20-L1.csv.part", "tax-wages-440000-2026-10-20-L1.csv.cover.json"], kept = ["tax-business-440000-2026-10-20-L1.csv", "tax-wages-readme.txt"];
        foreach (var name in (string[])[.. old, .. kept]) File.WriteAllText(Path.Combine(site.Folder("requests"), name), "x");
        Pull(site, 11);
        CollectionAssert.AreEquivalent((string[])[.. kept, "tax-wages-440000-2026-10-31-L2.csv", "tax-wages-440000-2026-10-31-L2.csv.cover.json"], site.Files("requests").Select(f => Path.GetFileName(f)!).ToArray());
    }

    private static ExchangeSite Asked()
    {
        var site = new ExchangeSite("csv", Now);
        site.Night.Run("import");
        Pull(site, 0);
        return site;
    }

    private static IReadOnlyList<Brought> Pull(ExchangeSite site, int day, int? night = null)
    {
        site.Night.Line.Clock.Now = Now.AddDays(day);
        using var opened = site.Open(inner => inner);
        return BringDeliveries.Run(opened, new DateOnly(2026, 10, 20).AddDays(night ?? day), null, CancellationToken.None);
    }

    private static string Leave(ExchangeSite site, string name)
    {
        var path = site.Night.Line.At("site", "data", "landing", name);
        File.WriteAllText(path, "x");
        return path;
    }
}
