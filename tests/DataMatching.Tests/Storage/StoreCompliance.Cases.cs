using System.Data.Common;
using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void A_case_comes_back_as_it_was_opened()
    {
        using var store = Open();
        var bare = R.Listing("B") with { ExitKind = null, FlipPerMonth = null, Due = null, Turn = null, Rules = [], Registries = [], Flag = Flag.Add, Decisive = "" };
        var opened = store.Cases.Open(R.Q3, [R.Opening("A"), R.Opening(bare)], "{}", R.At);
        Assert.AreEqual(2, opened.Opened);
        var a = store.Cases.FindByHousehold(R.Q3, "A", null)!;
        var b = store.Cases.FindByHousehold(R.Q3, "B", null)!;
        Assert.AreEqual(Plain(R.Listing("A") with { Case = a.Listing.Case }), Plain(a.Listing));
        Assert.AreEqual(Plain(bare with { Case = b.Listing.Case }), Plain(b.Listing));
        Assert.AreEqual((1, false, true), (a.Sequence, a.Touched, a.Flagged));
        Assert.AreEqual(new StoredEvent(a.Listing.Case, 1, CaseEventKind.Opened, "{\"text\":\"立案隐私\"}", R.At, null), store.Cases.Events(a.Listing.Case, null).Single());
    }

    [TestMethod]
    public void Opening_again_changes_nothing_of_the_same_basis_and_no_listing_of_a_case_in_work()
    {
        using var store = Open();
        var who = R.Somebody(store);
        CaseOpening[] first = [R.Opening("same"), R.Opening("idle"), R.Opening("work"), R.Opening("gone-idle"), R.Opening("gone-work")];
        R.Open(store, first);
        long Id(string household) => store.Cases.FindByHousehold(R.Q3, household, null)!.Listing.Case;
        foreach (var household in new[] { "work", "gone-work" }) store.Cases.Append(Id(household), null, 1, [R.Event(by: who)], R.Listing(household) with { Step = "notice" });
        store.Cases.Assign([Id("idle")], null, who, R.Event("assigned", who));

        CaseOpening Again(string household) => R.Opening(R.Listing(household, priority: 99), "b2");
        CaseOpening[] second = [R.Opening(R.Listing("same", priority: 99)), Again("idle"), Again("work")];
        var again = store.Cases.Open(R.Q3, second, "{\"why\":1}", R.At.AddDays(1));
        Assert.AreEqual((0, 1, 1), (again.Opened, again.Unchanged, again.Renewed));
        CollectionAssert.AreEqual(new[] { Id("work") }, again.Rejudged.ToArray());
        CollectionAssert.AreEqual(new[] { Id("gone-idle"), Id("gone-work") }, again.Unflagged.ToArray());

        StoredCase Now(string household) => store.Cases.FindByHousehold(R.Q3, household, null)!;
        Assert.AreEqual((50, 1), (Now("same").Listing.Priority, Now("same").Sequence));
        Assert.AreEqual((99, 3, who), (Now("idle").Listing.Priority, Now("idle").Sequence, Now("idle").Listing.Assignee!.Value));
        Assert.AreEqual((50, 3, "notice"), (Now("work").Listing.Priority, Now("work").Sequence, Now("work").Listing.Step));
        Assert.AreEqual((Flag.Keep, CaseState.Closed, false), (Now("gone-idle").Listing.Flag, Now("gone-idle").Listing.State, Now("gone-idle").Flagged));
        Assert.AreEqual((Flag.Exit, CaseState.Open, "notice", false), (Now("gone-work").Listing.Flag, Now("gone-work").Listing.State, Now("gone-work").Listing.Step, Now("gone-work").Flagged));
        CollectionAssert.AreEqual(new[] { "opened", "visited", "rejudged" }, Kinds(store, Id("work")));
        CollectionAssert.AreEqual(new[] { "opened", "visited", "unflagged" }, Kinds(store, Id("gone-work")));

        var third = store.Cases.Open(R.Q3, [.. second, R.Opening("gone-idle")], "{}", R.At.AddDays(2));
        Assert.AreEqual((0, 3, 1, 0), (third.Opened, third.Unchanged, third.Renewed, third.Unflagged.Count));
        Assert.AreEqual((Flag.Exit, CaseState.Open, true), (Now("gone-idle").Listing.Flag, Now("gone-idle").Listing.State, Now("gone-idle").Flagged));
    }

    [TestMethod]
    public void Opening_that_broke_off_is_made_whole_by_doing_it_again()
    {
        var openings = Enumerable.Range(0, 520).Select(i => R.Opening("H" + i.ToString("D5", System.Globalization.CultureInfo.InvariantCulture))).ToList();
        using (var store = Open())
        {
            store.Cases.OpenedAtOnce = 100;
            Assert.ThrowsExactly<InvalidOperationException>(() => store.Cases.Open(R.Q3, openings.Take(510).Append(null!).Select(o => o ?? throw new InvalidOperationException("killed")), "{}", R.At));
        }

        using (var store = Open())
        {
            Assert.AreEqual(500, store.Cases.Count(new CaseFilter(R.Q3, null)).Number);
            var again = store.Cases.Open(R.Q3, openings, "{}", R.At);
            Assert.AreEqual((20, 500, 0), (again.Opened, again.Unchanged, again.Unflagged.Count));
            Assert.AreEqual(new CaseCount(520, true), store.Cases.Count(new CaseFilter(R.Q3, null)));
        }
    }

    [TestMethod]
    public void A_closed_quarter_another_quarter_or_a_household_twice_opens_nothing()
    {
        using var store = Open();
        var run = store.Runs.StartOrResume("quarter/2026Q3", "p").Id;
        Assert.ThrowsExactly<StoreException>(() => store.Cases.Open(R.Q3, [R.Opening("A"), R.Opening("A")], "{}", R.At));
        Assert.ThrowsExactly<StoreException>(() => store.Cases.Open(R.Q3.Next, [R.Opening("A")], "{}", R.At));
        Assert.ThrowsExactly<StoreException>(() => store.Cases.Open(R.Q3, [R.Opening("A"), R.Opening(R.Listing("B", priority: 101))], "{}", R.At));
        Assert.ThrowsExactly<StoreException>(() => store.Cases.Open(R.Q3, [R.Opening(R.Listing("B") with { Rules = ["a;b"] })], "{}", R.At));
        store.Quarters.Pin(R.Q3, run, "p");
        store.Quarters.Close(new QuarterClosing(R.Q3, [], 0, null, null));
        Assert.Contains("closed", Assert.ThrowsExactly<StoreException>(() => store.Cases.Open(R.Q3, [R.Opening("A")], "{}", R.At)).Message, StringComparison.Ordinal);
        Assert.AreEqual(0, store.Cases.Count(new CaseFilter(R.Q3, null)).Number);
    }

    [TestMethod]
    public void Of_many_who_append_at_once_one_succeeds_each_time_and_no_event_is_lost()
    {
        using var store = Open();
        var id = R.Open(store, R.Opening("A"));
        int done = 0, refused = 0;
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, n =>
        {
            for (var i = 0; i < 10;)
            {
                var seen = store.Cases.Find(id, null)!;
                try
                {
                    store.Cases.Append(id, null, seen.Sequence, [R.Event($"by-{n}"), R.Event($"and-{n}")], seen.Listing with { Members = seen.Listing.Members + 1 });
                    Interlocked.Increment(ref done);
                    i++;
                }
                catch (CaseConflictException e)
                {
                    Assert.AreEqual((id, seen.Sequence), (e.Case, e.Expected));
                    Assert.IsGreaterThan(e.Expected, e.Found);
                    Interlocked.Increment(ref refused);
                }
            }
        });
        Assert.AreEqual(60, done);
        CollectionAssert.AreEqual(Enumerable.Range(1, 121).ToArray(), store.Cases.Events(id, null).Select(e => e.Sequence).ToArray());
        var now = store.Cases.Find(id, null)!;
        Assert.AreEqual((121, 63, true), (now.Sequence, now.Listing.Members, now.Touched));
    }

    [TestMethod]
    public void A_late_append_is_refused_and_leaves_nothing_and_a_case_keeps_its_household()
    {
        using var store = Open();
        var id = R.Open(store, R.Opening("A"), R.Opening("B"));
        var listing = store.Cases.Find(id, null)!.Listing;
        Assert.AreEqual(2, store.Cases.Append(id, null, 1, [R.Event()], listing));
        var conflict = Assert.ThrowsExactly<CaseConflictException>(() => store.Cases.Append(id, null, 1, [R.Event("late")], listing with { Step = "late" }));
        Assert.AreEqual((1, 2), (conflict.Expected, conflict.Found));
        Assert.ThrowsExactly<StoreException>(() => store.Cases.Append(id, null, 2, [R.Event()], listing with { Household = "B" }));
        Assert.ThrowsExactly<StoreException>(() => store.Cases.Append(id + 99, null, 1, [R.Event()], listing));
        CollectionAssert.AreEqual(new[] { "opened", "visited" }, Kinds(store, id));
        Assert.AreEqual("visit", store.Cases.Find(id, null)!.Listing.Step);
    }

    [TestMethod]
    public void Events_as_of_an_instant_are_those_that_had_happened_by_then()
    {
        using var store = Open();
        var id = R.Open(store, R.Opening("A"));
        var listing = store.Cases.Find(id, null)!.Listing;
        store.Cases.Append(id, null, 1, [R.Event("a", minute: 10), R.Event("b", minute: 20)], listing);
        string[] At(int minute, long ticks = 0) => store.Cases.Events(id, null, R.At.AddMinutes(minute).AddTicks(ticks)).Select(e => e.Kind).ToArray();
        Assert.IsEmpty(At(0, -1));
        CollectionAssert.AreEqual(new[] { "opened" }, At(10, -1));
        CollectionAssert.AreEqual(new[] { "opened", "a" }, At(10));
        CollectionAssert.AreEqual(new[] { "opened", "a", "b" }, At(20));
    }

    [TestMethod]
    public void Many_are_assigned_at_once_with_an_event_each_and_those_he_has_are_passed_over()
    {
        using var store = Open();
        var who = R.Somebody(store);
        R.Open(store, R.Opening("A"), R.Opening("B"), R.Opening("C", 320101));
        var ids = store.Cases.Page(new CaseFilter(R.Q3, null), null, 10).Select(c => c.Case).ToList();
        CollectionAssert.AreEqual(ids, store.Cases.Assign([.. ids, ids[0], 999], null, who, R.Event("assigned", who)).ToArray());
        Assert.IsEmpty(store.Cases.Assign(ids, null, who, R.Event("assigned", who)));
        CollectionAssert.AreEqual(new[] { "opened", "assigned" }, Kinds(store, ids[0]));
        Assert.HasCount(3, store.Cases.Page(new CaseFilter(R.Q3, null, Assignee: who), null, 10));
        Assert.HasCount(2, store.Cases.Assign(ids, new DataMatching.Identity.District(440000), null, R.Event("released", who)));
        Assert.HasCount(2, store.Cases.Page(new CaseFilter(R.Q3, null, Unassigned: true), null, 10));
        Assert.ThrowsExactly<CaseConflictException>(() => store.Cases.Append(ids[0], null, 1, [R.Event()], store.Cases.Find(ids[0], null)!.Listing));
    }

    [TestMethod]
    public void What_was_noted_can_be_neither_changed_nor_deleted_behind_the_stores_back()
    {
        using var store = Open();
        var who = R.Somebody(store);
        var id = R.Open(store, R.Opening("A"));
        store.Disclosures.Add(who, id, null, "A/1", Disclosed.Phone, "约定入户时间");
        store.Disclosures.AddView(who, id, null);
        store.Accounts.LogSignIn(who, true);
        store.Exports.Add(who, "csv", "q=2026Q3", 1);
        foreach (var statement in new[]
        {
            "UPDATE case_event SET kind = 'x'", "DELETE FROM case_event", "UPDATE disclosure SET account = account", "DELETE FROM disclosure", "UPDATE case_view SET at = 'x'",
            "DELETE FROM case_view", "UPDATE export SET row_count = 0", "DELETE FROM export", "UPDATE sign_in SET ok = 0", "DELETE FROM sign_in", "DELETE FROM account", "DELETE FROM review_case",
        })
            Assert.Throws<DbException>(() => Meddle(statement), statement);
        CollectionAssert.AreEqual(new[] { "opened" }, Kinds(store, id));
    }

    private static string[] Kinds(Store store, long reviewCase) => store.Cases.Events(reviewCase, null).Select(e => e.Kind).ToArray();
}
