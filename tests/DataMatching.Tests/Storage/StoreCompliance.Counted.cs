using DataMatching.Assessment;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage;
using DataMatching.Tests.Landings;
using DataMatching.Time;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private static readonly QuarantinedRow[] Aside =
    [
        new("tax/w.csv", 9, 90, "收入额", "不是金额", "B/1"), new("tax/w.csv", 3, 30, null, "列数不符", null), new("tax/w.csv", 4, 40, null, "列数不符", "A/1"),
        new("tax/w.csv", 4, 40, null, "列数不符", "A/2"), new("tax/w.csv", 5, 50, "姓名𠮷", "是空的", null),
    ];

    [TestMethod]
    public void A_database_is_begun_once_it_was_opened()
    {
        using var store = Open();
        Assert.IsTrue(DataMatching.Storage.Store.IsBegun(store.Dialect));
    }

    [TestMethod]
    public void Rows_set_aside_are_counted_by_column_and_reason_and_shown_page_after_page()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv").Id;
        store.Batches.Refuse(batch, "x", Aside, header: new FileHeader(["姓名", "证件号码\"'"], "多出一列：备注"));
        var refused = store.Batches.Find(batch)!;
        CollectionAssert.AreEqual(new[] { "姓名", "证件号码\"'" }, refused.Header.ToArray());
        Assert.AreEqual("多出一列：备注", refused.HeaderDrift);
        CollectionAssert.AreEqual(new (string?, string, long)[] { (null, "列数不符", 2), ("收入额", "不是金额", 1), ("姓名𠮷", "是空的", 1) }, store.Batches.QuarantineReasons([batch, batch + 1])[batch].ToArray(), "a torn row counts once");
        Assert.AreEqual("3 4 5 9", Lines(store.Batches.QuarantinePage(batch, null, null, 0, 10)));
        Assert.AreEqual("4 5", Lines(store.Batches.QuarantinePage(batch, null, null, 1, 2)));
        Assert.AreEqual("3 4", Lines(store.Batches.QuarantinePage(batch, "", "列数不符", 0, 10)));
        Assert.AreEqual("5", Lines(store.Batches.QuarantinePage(batch, "姓名𠮷", null, 0, 10)));

        var import = store.Union.Import("1", [Samples.Household("H1"), Samples.Household("H2", Samples.NameFound, Samples.IdFound)], Aside).Id;
        Assert.AreEqual(2, store.Union.People(import));
        CollectionAssert.AreEqual(new (string, string?, string, long)[] { ("tax/w.csv", null, "列数不符", 3), ("tax/w.csv", "收入额", "不是金额", 1), ("tax/w.csv", "姓名𠮷", "是空的", 1) }, store.Union.RejectedReasons(import).ToArray());
        Assert.AreEqual("3 4 4", Lines(store.Union.RejectedPage(import, "tax/w.csv", "", null, 0, 10)));
        Assert.AreEqual("9", Lines(store.Union.RejectedPage(import, "tax/w.csv", "收入额", "不是金额", 0, 10)));
        Assert.AreEqual("", Lines(store.Union.RejectedPage(import, "tax/x.csv", null, null, 0, 10)));

        static string Lines(IEnumerable<QuarantinedRow> rows) => string.Join(' ', rows.Select(r => r.Line));
    }

    [TestMethod]
    public void Facts_of_one_household_and_those_that_begin_or_cease_to_hold_are_found()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        StatusFact Held(string household, int line, DateInterval days, StatusKind kind = StatusKind.Married) => new(
            household + "/1", RegistryId.Tax, "wages", MatchGrade.Certain, new Provenance(batch.Id, batch.File, line, 0, Samples.Hash("r" + line)), kind, days, StatusDetail.None);
        var march = new DateOnly(2026, 3, 15);
        Write(store, batch,
        [
            ("begins", Held("begins", 1, DateInterval.From(march))), ("ceases", Held("ceases", 2, new DateInterval(null, march))), ("always", Held("always", 3, DateInterval.Always)),
            ("insured", Held("insured", 4, DateInterval.From(march), StatusKind.Insured)), ("begins", Samples.Wage(batch, "begins/1", 5)),
        ]);
        CollectionAssert.AreEqual(new[] { "begins", "ceases" }, store.Facts.WithEdgeIn([batch.Id], new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 31)).ToArray());
        Assert.IsEmpty(store.Facts.WithEdgeIn([batch.Id], march.AddDays(1), new DateOnly(2026, 3, 31)));
        Assert.IsEmpty(store.Facts.WithEdgeIn([batch.Id + 1], new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 31)));
        CollectionAssert.AreEqual(new[] { 1L, 5L }, store.Facts.Of("begins", new HashSet<long> { batch.Id }).Select(f => f.Source.Line).ToArray());
        Assert.IsEmpty(store.Facts.Of("begins", new HashSet<long>()));
    }

    [TestMethod]
    public void What_runs_came_to_is_told_without_opening_a_verdict()
    {
        using var store = Open();
        long first = Judged("quarter/2026Q2", ("A", Flag.Add, FileState.Unfiled), ("B", Flag.Keep, FileState.Active)), second = Judged("quarter/2026Q3", ("B", Flag.Exit, FileState.Active), ("C", Flag.Keep, FileState.Active));
        CollectionAssert.AreEquivalent(new[] { "B", "C" }, store.Runs.ActiveFiles(second).Keys.ToArray());
        Assert.AreEqual(new District(440106), store.Runs.ActiveFiles(second)["B"]);
        Assert.AreEqual((Flag.Exit, "member-died"), (store.Runs.Outcome(second, "B")!.Value.Flag, store.Runs.Outcome(second, "B")!.Value.Rules.Single()));
        Assert.IsNull(store.Runs.Outcome(second, "A"));
        Assert.AreEqual((1, 1), (store.Runs.Count(second)[Flag.Exit], store.Runs.Count(second)[Flag.Keep]));
        CollectionAssert.AreEqual(new[] { "B Exit", "C Keep" }, store.Runs.Outcomes(second).Select(o => $"{o.Household} {o.Flag}").ToArray());
        var latest = store.Runs.LatestFlags("quarter/", "quarter/2026Q4", Spans.Whole);
        Assert.AreEqual((Flag.Add, Flag.Exit, Flag.Keep), (latest["A"], latest["B"], latest["C"]));
        Assert.AreEqual(Flag.Keep, store.Runs.LatestFlags("quarter/", "quarter/2026Q3", Spans.Whole)["B"]);
        Assert.AreEqual("B:Exit C:Keep", Flags(store.Runs.LatestFlags("quarter/", "quarter/2026Q4", new HouseholdSpan("B", "X"))));
        Assert.AreEqual("A:Add B:Keep", Flags(store.Runs.LatestFlags("quarter/", "quarter/2026Q3", ["B", "A", "A", "X"])));
        Assert.AreNotEqual(first, second);

        static string Flags(IReadOnlyDictionary<string, Flag> flags) => string.Join(' ', flags.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}:{f.Value}"));

        long Judged(string key, params (string Household, Flag Flag, FileState State)[] all)
        {
            var run = store.Runs.StartOrResume(key, "p").Id;
            store.SaveVerdicts(run, "s", all.Select(v => new StoredVerdict(v.Household, 440106, v.State, v.Flag, null, ["member-died"], 1, "{}")));
            store.Runs.Finish(run);
            return run;
        }
    }

    [TestMethod]
    public void Rules_of_two_quarters_are_held_against_each_other_and_each_plan_is_kept_once()
    {
        using var store = Open();
        var q4 = R.Q3.Next;
        var one = R.Open(store, R.Opening("A"), R.Opening("B"), R.Opening("D", 320102));
        store.Cases.Open(q4, new[] { "B", "C" }.Select(h => R.Opening(R.Listing(h) with { Quarter = q4 })), "{}", R.At, _ => "plan");
        store.Cases.Open(q4, new[] { "B", "C" }.Select(h => R.Opening(R.Listing(h, priority: 60) with { Quarter = q4 }, "b2")), "{}", R.At, _ => "another");
        Assert.AreEqual(new RuleCount(R.Rules[1], 2, 3, 1), store.Cases.Rules(q4, R.Q3, null).Single());
        Assert.AreEqual(new RuleCount(R.Rules[1], 2, 2, 1), store.Cases.Rules(q4, R.Q3, new District(440100)).Single());
        CollectionAssert.AreEqual(new[] { "C" }, store.Cases.OnlyIn(q4, R.Q3, R.Rules[1], null, 10).ToArray());
        CollectionAssert.AreEqual(new[] { "A", "D" }, store.Cases.OnlyIn(R.Q3, q4, R.Rules[1], null, 10).ToArray());
        Assert.AreEqual(new PlanInUse(Flag.Exit, ExitKind.Ineligible, new District(440106), new DateOnly(2026, 10, 8), "plan"), store.Cases.PlansInUse().Single());
        var two = store.Cases.FindByHousehold(q4, "B", null)!.Listing.Case;
        CollectionAssert.AreEqual(new[] { (one, 1), (two, 1), (two, 2) }, store.Cases.Events([two, one], null).Select(e => (e.Case, e.Sequence)).ToArray());
        Assert.IsEmpty(store.Cases.Events([two, one], new District(320102)));
    }

    [TestMethod]
    public void Whom_a_landing_asked_about_is_counted_and_a_job_that_is_no_dry_run_came_to_no_difference()
    {
        using var store = Open();
        var import = store.Union.Import("1", [Samples.Household("H1")], []).Id;
        var gate = Gate.Clear([GateTests.Of(GateTests.Adult, new Authorisation("H/1", ["*"], DateInterval.Always)), GateTests.Of(GateTests.Adult)], RegistryId.Tax, DateInterval.Always, AgreementCovers.Authorised, new DateOnly(2026, 10, 1), new Month(2026, 5));
        var landing = store.Landings.Open(
            new LandingOf("tax", "wages", new District(440000), "http", new DateOnly(2026, 10, 1), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, "A-1", "核对", new MatchPass(import, new DateOnly(2026, 10, 1))), gate).Id;
        Assert.AreEqual((PersonAnswer.Asked, 1), store.Landings.Answers(landing).Select(a => (a.Key, a.Value)).Single());
        Assert.AreEqual((GateRefusal.NoAuthorisation, 1), store.Landings.Refusals(landing).Select(a => (a.Key, a.Value)).Single());
        Assert.IsNull(store.Jobs.Difference(store.Jobs.Ask(JobKind.Night, "2026-09-30", "", null).Id, null));
        Assert.IsEmpty(store.Jobs.OfRuns([]));
    }
}
