using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private static readonly DateOnly Day = new(2026, 11, 3);

    [TestMethod]
    public void A_decision_counts_in_its_quarter_or_when_that_is_closed_in_the_one_open_then()
    {
        using var store = Open();
        R.Open(store, R.Opening("A"), R.Opening("B"), R.Opening("C", 500101));
        var run = store.Runs.StartOrResume("quarter/2026Q3", "p").Id;
        store.Quarters.Pin(R.Q3, run, "p");
        Decide(store, "A", Decision.Exited);
        store.Quarters.Close(new QuarterClosing(R.Q3, [], 2, "结转", null));
        var next = store.Runs.StartOrResume("quarter/2026Q4", "p").Id;
        store.SaveVerdicts(next, "000000", [Judged("A", FileState.Closed), Judged("B", FileState.Active)]);
        Decide(store, "B", Decision.Exited);
        Decide(store, "A", null);
        Decide(store, "A", Decision.Kept);

        string Told(Quarter quarter, District? scope = null) => string.Join(' ', store.Cases.Decided(quarter, scope).Select(d => $"{d.Household}:{d.Decision}:{d.DecidedOn:MMdd}"));
        Assert.AreEqual("A:Exited:1103", Told(R.Q3), "the closed quarter's file stays as it was");
        Assert.AreEqual("A:Kept:1103 B:Exited:1103", Told(R.Q3.Next));
        Assert.AreEqual("", Told(R.Q3.Next, new District(500000)));
        CollectionAssert.AreEqual(
            new[] { ("A", Decision.Exited, -1, false), ("A", Decision.Kept, 1, false), ("B", Decision.Exited, 1, true) },
            store.Cases.LateDecisions(R.Q3.Next, next, null).Select(l => (l.Household, l.Decision, l.Change, l.WasActive)).ToArray());
        Assert.IsEmpty(store.Cases.LateDecisions(R.Q3, run, null));
        store.Quarters.Pin(R.Q3.Next, next, "p");
        store.Quarters.Close(new QuarterClosing(R.Q3.Next, [], 0, null, null));
        Decide(store, "C", Decision.Corrected);
        Assert.AreEqual("C:Corrected:1103", Told(R.Q3.Next.Next), "two quarters later");
        Assert.Throws<System.Data.Common.DbException>(() => Meddle("UPDATE case_decision SET booked = '2027Q1'"));
    }

    [TestMethod]
    public void Nobody_decides_while_a_quarter_is_being_closed_and_what_is_refused_then_closes_nothing()
    {
        using var store = Open();
        R.Open(store, R.Opening("A"));
        store.Quarters.Pin(R.Q3, store.Runs.StartOrResume("quarter/2026Q3", "p").Id, "p");
        Assert.ThrowsExactly<InvalidOperationException>(() => store.Quarters.Close(R.Q3, () => throw new InvalidOperationException("missing")));
        Assert.AreEqual(QuarterRow.Open, store.Quarters.Find(R.Q3)!.State);

        Task? reviewer = null;
        store.Quarters.Close(R.Q3, () =>
        {
            reviewer = Task.Run(() => Decide(store, "A", Decision.Exited));
            Assert.IsFalse(reviewer.Wait(300), "he waits");
            return new QuarterClosing(R.Q3, [], store.Cases.Standing(R.Q3, null).Count(s => s.Decision is null), "结转", null);
        });
        Assert.IsTrue(reviewer!.Wait(TimeSpan.FromMinutes(1)));
        Assert.AreEqual(1, store.Quarters.Closing(R.Q3, null)!.CarriedOver, "what was counted is what was closed");
        Assert.IsEmpty(store.Cases.Decided(R.Q3, null));
        Assert.HasCount(1, store.Cases.Decided(R.Q3.Next, null));
    }

    [TestMethod]
    public void The_tally_says_what_counting_one_by_one_says()
    {
        using var store = Open();
        R.Open(store, R.Opening("A"), R.Opening("B", 440103), R.Opening(R.Listing("C") with { ExitKind = null, Flag = Flag.Add }), R.Opening("gone"));
        Decide(store, "A", Decision.Exited);
        Decide(store, "C", Decision.Added);
        Decide(store, "C", null);
        store.Cases.Open(R.Q3, [R.Opening("A"), R.Opening("B", 440106), R.Opening(R.Listing("C") with { ExitKind = null, Flag = Flag.Add })], "{}", R.At);
        foreach (var scope in new District?[] { null, new District(440100), new District(440103) })
            CollectionAssert.AreEqual(store.Cases.StandingOneByOne(R.Q3, scope).ToArray(), store.Cases.Standing(R.Q3, scope).ToArray(), scope?.ToString());
        Assert.AreEqual(4, store.Cases.Standing(R.Q3, null).Sum(s => s.Cases));
    }

    [TestMethod]
    public void Events_bear_moments_in_their_order_whoever_began_first_and_a_look_back_misses_none_between()
    {
        using var store = Open();
        var id = R.Open(store, R.Opening("A"), R.Opening("B"));
        var listing = store.Cases.Find(id, null)!.Listing;
        // The run began at minute 0, a reviewer was at work at minute 30, the run writes then.
        store.Cases.Append(id, null, 1, [R.Event("a", minute: 30)], listing);
        store.Cases.Open(R.Q3, [R.Opening(R.Listing("A"), "b2")], "{}", R.At);
        store.Cases.Append(id, null, 3, [R.Event("late", minute: 10)], listing);
        var events = store.Cases.Events(id, null);
        CollectionAssert.AreEqual(new[] { "opened", "a", "rejudged", "late" }, events.Select(e => e.Kind).ToArray());
        for (var i = 1; i < events.Count; i++) Assert.IsTrue(events[i].At >= events[i - 1].At, events[i].Kind);
        Assert.HasCount(1, store.Cases.Events(id, null, R.At.AddMinutes(20)));

        // What an older program wrote.
        Meddle(DropTrigger("case_event_is_not_changed", "case_event"));
        Meddle($"UPDATE case_event SET at = '2026-10-08T09:40:00.0000000Z' WHERE review_case = {id} AND sequence = 2");
        CollectionAssert.AreEqual(new[] { 1 }, store.Cases.Events(id, null, R.At.AddMinutes(35)).Select(e => e.Sequence).ToArray());
    }

    [TestMethod]
    public void Who_shares_a_number_with_a_household_that_changed_is_found_as_it_was_and_as_it_is()
    {
        using var store = Open();
        Household Alone(string key, ResidentId? id, FileState state = FileState.Active)
        {
            var household = Samples.Household(key, id: id, state: state);
            return household with { Members = [household.Members[0]] };
        }

        var one = store.Union.Import("1", [Alone("A", Samples.IdA), Alone("B", Samples.IdA), Alone("C", Samples.IdFound)], []);
        var two = store.Union.Import("2", [Alone("A", Samples.IdA, FileState.Closed), Alone("B", Samples.IdA), Alone("C", Samples.IdFound)], []);
        var three = store.Union.Import("3", [Alone("A", Samples.IdFound, FileState.Closed), Alone("B", Samples.IdA), Alone("C", Samples.IdFound)], []);
        CollectionAssert.AreEqual(new[] { "B" }, store.Union.BesideChanged(one.Id, two.Id).ToArray());
        CollectionAssert.AreEqual(new[] { "B", "C" }, store.Union.BesideChanged(two.Id, three.Id).ToArray());
        Assert.IsEmpty(store.Union.BesideChanged(two.Id, two.Id));

        Assert.AreEqual("A>B B>A C>", Beside(one.Id, new HouseholdSpan("A", "C"), "A", "B", "C"));
        Assert.AreEqual("A>C B> C>A", Beside(three.Id, new HouseholdSpan("A", "C"), "A", "B", "C"));
        Assert.AreEqual("B> C>A", Beside(three.Id, new HouseholdSpan("B", "C"), "B", "C"));
        var named = store.Union.Beside(three.Id, ["A", "A", "B"]);
        Assert.AreEqual("C", string.Join(' ', named.Keys));
        Assert.AreEqual("C", string.Join(' ', named.Of(store.Union.Find(three.Id, "A")!)));

        string Beside(long import, HouseholdSpan span, params string[] keys)
        {
            var beside = store.Union.Beside(import, span);
            return string.Join(' ', keys.Select(k => $"{k}>{string.Join(',', beside.Of(store.Union.Find(import, k)!))}"));
        }
    }

    private static StoredVerdict Judged(string household, FileState state) => new(household, 440106, state, Flag.Keep, null, [], 1, "{}");

    private static void Decide(Store store, string household, Decision? decision)
    {
        var stored = store.Cases.FindByHousehold(R.Q3, household, null)!;
        var after = stored.Listing with { State = decision is null ? CaseState.Open : CaseState.Closed, Decision = decision, DecidedOn = decision is null ? null : Day };
        store.Cases.Append(stored.Listing.Case, null, stored.Sequence, [R.Event(decision is null ? "objected" : "closed")], after);
    }
}
