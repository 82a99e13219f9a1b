using DataMatching.Batches;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Hosting;
using DataMatching.Web.Operations;

namespace DataMatching.Tests.Operations;

/// <summary>What is waited for on a day, how long what there is is believed, and who may start what.</summary>
[TestClass]
public sealed class DueTonightTests
{
    private static readonly DatasetOnPages State = new("vehicles", false, true, 60, 1, DriftLimits.Usual, []), ByMonth = new("wages", true, true, 60, 1, DriftLimits.Usual, []);
    private static readonly Quarter Q3 = new(2026, 3);

    [TestMethod]
    [DataRow("2026-10-10", "2026-09-29", null)]
    [DataRow("2026-11-21", "2026-09-29", Awaited.RunsOutSoon)]
    [DataRow("2026-11-29", "2026-09-29", Awaited.TooOld)]
    [DataRow("2026-10-10", "2026-07-31", Awaited.QuarterEndMissing)]
    [DataRow("2026-10-10", null, Awaited.NeverCame)]
    public void A_dataset_of_state_is_waited_for_before_it_runs_out(string today, string? asOf, object? why)
    {
        var due = Due(State, today, asOf is null ? [] : [Batch("vehicles", Day(asOf), new Month(2000, 1), new Month(2026, 9))]);
        Assert.AreEqual(why, due.Deliveries.SingleOrDefault()?.Why);
    }

    [TestMethod]
    public void A_dataset_by_month_is_waited_for_from_the_end_of_the_month()
    {
        Batch[] wages = [Batch("wages", Day("2026-09-30"), new Month(2026, 4), new Month(2026, 9))];
        Assert.IsEmpty(Due(ByMonth, "2026-10-30", wages).Deliveries);
        Assert.AreEqual(Awaited.MonthMissing, Due(ByMonth, "2026-10-31", wages).Deliveries.Single().Why);
        Assert.AreEqual(Day("2026-11-29"), Due(ByMonth, "2026-10-31", wages).Deliveries.Single().By);
    }

    [TestMethod]
    public void The_ended_quarter_comes_to_its_cutoff_until_it_is_closed()
    {
        Assert.AreEqual(new QuarterDue(Q3, Day("2026-10-20"), 5, false), Due(State, "2026-10-15", []).Quarter);
        var run = new QuarterRow(Q3, QuarterRow.Open, 7, "{}", null);
        Assert.AreEqual(new QuarterDue(Q3, Day("2026-10-20"), -2, true), Of(State, "2026-10-22", [], [run]).Quarter);
        Assert.IsNull(Of(State, "2026-10-22", [], [run with { State = QuarterRow.Closed }]).Quarter);
    }

    [TestMethod]
    [DataRow("2026-11-28", 0, 1)]
    [DataRow("2026-11-29", -1, 0)]
    [DataRow("2026-09-29", 60, 5)]
    [DataRow("2026-10-29", 30, 3)]
    public void Dots_tell_the_share_of_days_that_is_left(string today, int left, int dots)
    {
        var fresh = Freshness.Of(State, Day("2026-09-29"), Day(today));
        Assert.AreEqual((left, dots, 5), (fresh.Left, fresh.Dots, fresh.Row.Length));
        Assert.AreEqual(left >= 0, fresh.IsKnown);
    }

    [TestMethod]
    public void Auditors_and_reviewers_start_nothing_and_each_role_what_is_its_work()
    {
        foreach (var kind in Enum.GetValues<JobKind>())
        {
            foreach (var role in new[] { Role.Auditor, Role.Grassroots, Role.County, Role.City }) Assert.IsFalse(May(kind, role), $"{role} {kind}");
            Assert.IsTrue(May(kind, Role.Operator));
            Assert.AreEqual(kind is not (JobKind.Night or JobKind.Tidy), May(kind, Role.Supervisor));
            Assert.AreEqual(kind is JobKind.Night or JobKind.Tidy, May(kind, Role.Administrator));
            foreach (var role in Enum.GetValues<Role>()) Assert.IsFalse(May(kind, role, new District(440000)), $"{role} of a district, {kind}");
        }

        static bool May(JobKind kind, Role role, District? scope = null) => WhoMayAsk.For(kind, new Account(1, "x", "x", role, scope, true));
    }

    [TestMethod]
    public void A_pack_shows_what_it_takes_over_and_which_texts_run_out()
    {
        var national = PolicyPack.Parse(File.ReadAllText(Path.Combine(DataMatching.App.Guard.ShippedConfig, "policies", "national.json")), "national.json");
        var place = national with
        {
            Id = "place",
            Extends = "national",
            District = new District(440000),
            Parameters = new Dictionary<string, IReadOnlyList<DatedValue>>
            {
                ["vehicle-limit"] = [new(Day("2020-01-01"), ParameterValue.Whole(0), "甲"), new(Day("2026-01-01"), ParameterValue.Whole(1), "乙"), new(Day("2027-01-01"), null, "到期")],
            },
        };
        var entries = PackEntry.Of(place, [national, place], Day("2026-10-01"));
        Assert.HasCount(PolicyParameter.All.Count, entries);
        var vehicles = entries.Single(e => e.Parameter.Name == "vehicle-limit");
        Assert.AreEqual(("place", "乙", Day("2027-01-01")), (vehicles.From!.Id, vehicles.Current!.Source, vehicles.RunsOut));
        Assert.AreEqual("甲", vehicles.Former.Single().Source);
        Assert.AreEqual("national", entries.Single(e => e.Parameter.Name == "home-limit").From!.Id);
        Assert.IsTrue(entries.Single(e => e.Parameter.Name == "resident-pension-counted").RanOut, "the shipped text has run out");
    }

    private static DueTonight Due(DatasetOnPages dataset, string today, Batch[] batches) => Of(dataset, today, batches, []);

    private static DueTonight Of(DatasetOnPages dataset, string today, Batch[] batches, QuarterRow[] quarters) => DueTonight.Of(
        [new RegistryOnPages("x", "x", "x", "x", "x", null, null, false, [dataset])], batches, quarters, 20, Day(today));

    private static Batch Batch(string dataset, DateOnly asOf, Month first, Month last) => new(
        1, new Manifest("x", dataset, new District(440000), asOf, first, last, DeliveryMode.Full, ExtractEncoding.Utf8, 1, "00", null), "x/a.csv", BatchState.Accepted, null, BatchCounts.None,
        new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
