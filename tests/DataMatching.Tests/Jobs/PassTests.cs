using System.Text.Json;
using Dapper;
using DataMatching.Batches;
using DataMatching.Identity;
using DataMatching.Matching;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.Jobs;

/// <summary>When the people change, what is judged next is matched again, and nothing else (decisions/0004).</summary>
[TestClass]
public sealed class PassTests
{
    [TestMethod]
    public void One_changed_authorisation_matches_again_what_the_night_rests_on_and_is_no_delivery()
    {
        using var site = new NightSite();
        site.Night("2026-06-30");
        site.Night("2026-09-30");
        var delivered = site.Look(s => s.Store.Batches.All().Count(b => b.State == BatchState.Accepted));
        Prolong(site, "KN00000001");
        var again = Batches(site.Night("2026-10-01"));

        Assert.IsNotEmpty(again);
        Assert.IsTrue(again.TrueForAll(b => b.Again), "nothing was delivered");
        Assert.IsTrue(again.TrueForAll(b => b.AsOf >= new DateOnly(2026, 9, 1)), "the second quarter is over");
        Assert.IsLessThan(delivered / 2, again.Count);
        var pins = site.Look(s => s.Store.Runs.LastFinished("night/2026-10-01")!.Pins);
        var home = new District(int.Parse(site.Lines("union", "households.csv")[1].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture));
        var rests = JsonDocument.Parse(pins).RootElement.GetProperty("batches").EnumerateArray().Select(b => District.TryParse(b.GetProperty("scope").GetString()!, out var scope) && home.IsWithin(scope)).ToList();
        Assert.AreEqual(rests.Count(near => near), again.Count, "all that the household's verdict rests on");
        Assert.IsGreaterThan(again.Count, rests.Count, "other places are not asked again");
        foreach (var dataset in site.Summary("2026-10-01").GetProperty("datasets").EnumerateArray())
        {
            Assert.AreEqual("nothing-came", dataset.GetProperty("delivery").GetString());
            Assert.AreEqual(0, dataset.GetProperty("rows").GetInt64());
        }

        Assert.AreEqual(again.Count, site.Summary("2026-10-01").GetProperty("readAgain").GetInt64());
        Assert.Contains($"另有 {again.Count} 个", site.Text("2026-10-01"), StringComparison.Ordinal);
        Assert.IsEmpty(Batches(site.Night("2026-10-02")), "once is enough");
    }

    [TestMethod]
    public void Months_of_the_window_that_an_old_delivery_speaks_for_are_matched_again_and_states_too_old_are_not()
    {
        using var site = new NightSite();
        site.Night("2026-06-30");
        Prolong(site, "KN00000001");
        var again = Batches(site.Night("2026-09-29")).Where(b => b.Again).ToList();
        Assert.IsNotEmpty(again);
        CollectionAssert.AreEqual(
            new[] { "business", "contributions", "deposits", "pensions", "wages" },
            again.Select(b => b.Dataset).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), "March to June are in the window; states are older than 60 days");
    }

    [TestMethod]
    public void Deliveries_that_an_earlier_program_matched_are_read_once_more_where_a_judgement_rests_on_them()
    {
        using var site = new NightSite();
        site.Night("2026-06-30");
        site.Night("2026-09-30");
        Assert.IsTrue(site.Look(s => s.Store.Batches.All().All(b => b.State != BatchState.Accepted || b.Matcher == MatcherVersion.Current)));
        using (var connection = new SqliteConnection($"Data Source={site.Look(s => s.Folder.Database)};Pooling=False")) connection.Execute("UPDATE batch SET matcher = NULL");
        var again = Batches(site.Night("2026-10-01"));
        Assert.IsTrue(again.Count > 0 && again.TrueForAll(b => b.Again));
        var (delivered, current) = site.Look(s => (s.Store.Batches.All().Count(b => b.State == BatchState.Accepted && b.Matcher == 0), s.Store.Batches.All().Count(b => b.Matcher == MatcherVersion.Current)));
        Assert.AreEqual(again.Count, current);
        Assert.IsGreaterThan(again.Count, delivered, "the second quarter is over");
        Assert.IsEmpty(Batches(site.Night("2026-10-02")), "once is enough");
    }

    [TestMethod]
    public void What_is_replaced_the_same_night_is_not_read_again()
    {
        using var site = new NightSite();
        site.Night("2026-09-30");
        Prolong(site, "KN00000001");
        site.Deliver("civil-affairs", "deaths", "new.csv", "2026-10-01", "姓名,证件号码,死亡日期,火化日期\n" + string.Concat(Enumerable.Repeat("甲,44010119000101001X,2026-01-01,2026-01-02\n", 200)));
        var batches = Batches(site.Night("2026-10-01"));
        Assert.ContainsSingle(batches.Where(b => b.Dataset == "deaths" && !b.Again));
        Assert.IsEmpty(batches.Where(b => b.Dataset == "deaths" && b.Again), "the former one is no longer asked");
        Assert.ContainsSingle(batches.Where(b => b.Dataset == "dibao" && b.Again));
    }

    [TestMethod]
    public void An_authorisation_that_begins_makes_the_night_ask_on_its_day_and_not_before()
    {
        using var site = new NightSite();
        site.Edit("authorisations.csv", row => row.StartsWith("KN00000001,", StringComparison.Ordinal) ? Signed(row, "2026-10-05") : row);
        site.Night("2026-10-03");
        Assert.IsEmpty(Batches(site.Night("2026-10-04")));
        Assert.IsNotEmpty(Batches(site.Night("2026-10-05")));
        Assert.IsEmpty(Batches(site.Night("2026-10-06")));
    }

    /// <summary>The night leaves a past quarter's deliveries alone; the quarter itself reads them when it takes new pins.</summary>
    [TestMethod]
    public void A_quarter_that_pins_anew_asks_for_the_changed_people_itself()
    {
        using var site = new NightSite();
        site.Night("2026-06-30");
        site.Run("quarter", "run", "2026Q2");
        site.Night("2026-09-30");
        var exits = Exits(site);
        var household = exits[0];
        Prolong(site, household);
        site.Night("2026-10-01");
        var before = site.Look(s => s.Store.Batches.All().Max(b => b.Id));
        site.Run("quarter", "run", "2026Q2");
        Assert.AreEqual(before, site.Look(s => s.Store.Batches.All().Max(b => b.Id)), "the same pins, nothing to read");

        site.Run("quarter", "run", "2026Q2", "--repin");
        CollectionAssert.AreEqual(exits, Exits(site), "prolonging an authorisation changes no conclusion");
        var read = site.Look(s => s.Store.Batches.All().Where(b => b.Id > before).ToList());
        Assert.IsNotEmpty(read);
        Assert.IsTrue(read.TrueForAll(b => b.State == BatchState.Accepted && b.Manifest.AsOf <= new DateOnly(2026, 7, 20) && b.Pass!.On == new DateOnly(2026, 10, 1)));
    }

    private static string[] Exits(NightSite site) => [.. site.Lines("lists", "2026Q2", "exit.csv").Skip(1).Select(l => l.Split(',')).Where(r => r.Length > 1 && r[1].StartsWith("KN", StringComparison.Ordinal)).Select(r => r[1])];

    private static void Prolong(NightSite site, string household) =>
        site.Edit("authorisations.csv", row => row.StartsWith(household + ",", StringComparison.Ordinal) ? Until(row, "2028-12-30") : row);

    private static string Signed(string row, string day) => With(row, 3, day);

    private static string Until(string row, string day) => With(row, 4, day);

    private static string With(string row, int field, string value)
    {
        var fields = row.Split(',');
        fields[field] = value;
        return string.Join(',', fields);
    }

    private static List<(string Dataset, string Scope, DateOnly AsOf, bool Again)> Batches(JsonElement night) =>
        [.. night.GetProperty("match").GetProperty("batches").EnumerateArray().Select(b => (
            b.GetProperty("dataset").GetString()!, b.GetProperty("scope").GetString()!, DateOnly.Parse(b.GetProperty("asOf").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            b.GetProperty("again").GetBoolean()))];
}
