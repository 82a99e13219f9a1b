using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void What_a_quarter_was_closed_with_is_found_later_and_is_not_changed()
    {
        using var store = Open();
        var who = R.Somebody(store);
        store.Quarters.Pin(R.Q3, store.Runs.StartOrResume("quarter/2026Q3", "p").Id, "p");
        DistrictBalance[] balances = [new(new District(440103), 9, 1, 2, 3, 4, 5, 6), new(new District(500101), 1, 0, 0, 0, 0, 1, 0)];
        Assert.IsNull(store.Quarters.Closing(R.Q3, null));
        Assert.ThrowsExactly<StoreException>(() => store.Quarters.Close(new QuarterClosing(R.Q3, balances, 6, " ", who)));
        store.Quarters.Close(new QuarterClosing(R.Q3, balances, 6, "结转隐私", who));
        store.Quarters.Close(new QuarterClosing(R.Q3, [], 0, null, null));
        var kept = store.Quarters.Closing(R.Q3, null)!;
        Assert.AreEqual((6, "结转隐私", who), (kept.CarriedOver, kept.Reason, kept.Account!.Value));
        CollectionAssert.AreEqual(balances, kept.Districts.ToArray());
        Assert.AreEqual(balances[0], store.Quarters.Closing(R.Q3, new District(440000))!.Districts.Single());
        Assert.Throws<System.Data.Common.DbException>(() => Meddle("UPDATE quarter_balance SET opening = 0"));
        Assert.Throws<System.Data.Common.DbException>(() => Meddle("DELETE FROM quarter_closing"));
    }

    [TestMethod]
    public void Decided_cases_and_notices_are_found_within_the_scope_and_cases_are_counted_as_they_stand()
    {
        using var store = Open();
        var a = R.Open(store, R.Opening("A", 440106), R.Opening("B", 440103), R.Opening("C", 500101));
        var one = store.Cases.Find(a, null)!.Listing;
        store.Cases.Append(a, null, 1, [R.Event("closed")], one with { State = CaseState.Closed, Step = "", Due = null, Decision = Decision.Exited, DecidedOn = new DateOnly(2026, 11, 3) });
        var b = store.Cases.FindByHousehold(R.Q3, "B", null)!.Listing;
        store.Cases.Append(b.Case, null, 1, [R.Event("notice-posted")], b with { NoticeUntil = new DateOnly(2026, 11, 3) });
        var decided = store.Cases.Decided(R.Q3, null).Single();
        Assert.AreEqual(("A", Decision.Exited, new DateOnly(2026, 11, 3)), (decided.Household, decided.Decision!.Value, decided.DecidedOn!.Value));
        Assert.IsEmpty(store.Cases.Decided(R.Q3, new District(440103)));
        Assert.IsEmpty(store.Cases.Decided(R.Q3.Next, null));
        Assert.AreEqual("B", store.Cases.InNotice(R.Q3, new District(440000), null, new DateOnly(2026, 11, 3), 9).Single().Household, "the last day is included");
        Assert.IsEmpty(store.Cases.InNotice(R.Q3, null, null, new DateOnly(2026, 11, 4), 9));
        Assert.IsEmpty(store.Cases.InNotice(R.Q3, null, new District(440106), new DateOnly(2026, 11, 3), 9));
        var standing = store.Cases.Standing(R.Q3, null);
        Assert.AreEqual(3, standing.Sum(s => s.Cases));
        Assert.AreEqual(new StandingCount(new District(440106), Flag.Exit, ExitKind.Ineligible, CaseState.Closed, Decision.Exited, true, 1), standing.Single(s => s.Decision is not null));
        Assert.AreEqual(2, store.Cases.Standing(R.Q3, new District(440100)).Sum(s => s.Cases));
        CollectionAssert.AreEqual(new[] { "A", "B" }, store.Cases.Flagged(R.Q3, new District(440000)).Select(f => f.Household).ToArray());
    }

    [TestMethod]
    public void What_a_run_counted_is_kept_once_and_cut_to_the_scope()
    {
        using var store = Open();
        var run = store.Runs.StartOrResume("quarter/2026Q3", "p").Id;
        JudgedCount[] judged = [new(new District(440103), FileState.Active, Flag.Keep, 7), new(new District(441900), FileState.Unfiled, Flag.Add, 2), new(new District(500101), FileState.Active, Flag.Exit, 1)];
        AnswerCount[] answers = [new(new District(440103), RegistryId.Tax, Answer.Failed, 3)];
        store.Runs.SaveTally(run, judged, []);
        store.Runs.SaveTally(run, judged, answers);
        CollectionAssert.AreEqual(judged, store.Runs.Tally(run, null).ToArray());
        CollectionAssert.AreEqual(judged[..2], store.Runs.Tally(run, new District(440000)).ToArray());
        CollectionAssert.AreEqual(judged[1..2], store.Runs.Tally(run, new District(441900)).ToArray());
        CollectionAssert.AreEqual(judged[2..], store.Runs.Tally(run, new District(500101)).ToArray());
        CollectionAssert.AreEqual(answers, store.Runs.Coverage(run, null).ToArray());
        Assert.IsEmpty(store.Runs.Coverage(run, new District(500000)));
        Assert.IsEmpty(store.Runs.Tally(run + 1, null));
    }

    [TestMethod]
    public void Adjustment_files_that_left_are_on_record_and_numbers_only_with_a_purpose()
    {
        using var store = Open();
        var who = R.Somebody(store);
        store.Adjustments.Add(R.Q3, null, null, 12, false, "");
        store.Adjustments.Add(R.Q3, who, new District(440100), 3, true, "导入帮扶系统");
        Assert.ThrowsExactly<StoreException>(() => store.Adjustments.Add(R.Q3, who, null, 3, true, " "));
        var all = store.Adjustments.Of(R.Q3, 9);
        Assert.AreEqual((who, 440100, 3, true, "导入帮扶系统"), (all[0].Account!.Value, all[0].Scope!.Value.Code, all[0].Households, all[0].FullNumbers, all[0].Purpose));
        Assert.AreEqual(((long?)null, (District?)null, 12, ""), (all[1].Account, all[1].Scope, all[1].Households, all[1].Purpose));
        Assert.HasCount(2, all);
        Assert.IsEmpty(store.Adjustments.Of(R.Q3.Next, 9));
        Assert.Throws<System.Data.Common.DbException>(() => Meddle("DELETE FROM adjustment_export"));
    }
}
