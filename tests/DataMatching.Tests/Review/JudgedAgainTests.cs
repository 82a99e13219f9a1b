using DataMatching.Assessment;
using DataMatching.Review;

namespace DataMatching.Tests.Review;

/// <summary>What becomes of signatures, effects and other cases when the household is judged otherwise after people have worked on it.</summary>
[TestClass]
public sealed class JudgedAgainTests
{
    [TestMethod]
    public void What_was_signed_on_another_judgement_is_signed_again()
    {
        var desk = new Desk(Flag.Exit, ExitKind.Relieved).Until("effect");
        desk.Program(Again(desk, ExitKind.Relieved, "vehicle-beyond-limits"));
        Assert.AreEqual("effect", desk.Case!.Next!.Id, "the same judgement changes nothing");
        desk.Program(Again(desk, ExitKind.Relieved, "income-above-standard-for-six-months"));
        Assert.AreEqual(("sign-grassroots", 0), (desk.Case!.Next!.Id, desk.Case.Signatures.Count));
        CollectionAssert.AreEqual(new[] { "evidence", "sums", "visit" }, desk.Case.Done.Keys.ToArray(), "notice, reasons, hearing and waiting told of other reasons");
        Assert.AreEqual(desk.Today, desk.Case.Since);
        desk.Until("");
        Assert.AreEqual(Decision.Exited, desk.Case.Decision);
    }

    [TestMethod]
    public void An_exit_of_another_sort_is_not_ended_by_this_ones_steps()
    {
        var desk = new Desk(Flag.Exit, ExitKind.Ineligible).Until("sign-county");
        desk.Program(Again(desk, ExitKind.OutOfPoverty, "vehicle-beyond-limits"));
        Assert.IsTrue(desk.Case!.IsJudgedOtherwise);
        Assert.AreEqual("judged-another-exit", desk.Do(Desk.Grassroots, desk.Right(desk.Case.Next!)));
        Assert.Contains("judged-another-exit", CaseMissing.Of(desk.Case, desk.Today, desk.Calendar).Select(m => m.Code).ToList());
        Ends(desk, Decision.Kept);
    }

    [TestMethod]
    public void An_exit_in_effect_that_falls_is_returned_by_the_city_and_kept()
    {
        var desk = new Desk(Flag.Exit, ExitKind.Relieved).Until("close");
        CollectionAssert.AreEqual(new[] { Decision.Exited }, desk.Case!.Ends.ToArray());
        desk.Program(new Unflagged(desk.Next, desk.Now, 0, 5));
        Assert.AreEqual("close", desk.Case!.Next!.Id, "what is in effect is not undone by the program");
        Assert.AreEqual("effect-fell", CaseMissing.Of(desk.Case, desk.Today, desk.Calendar).Single().Code);
        Assert.AreEqual("wrong-role", desk.Do(Desk.County, new Returned(desk.Next, desk.Now, Desk.County.Id, "sign-grassroots", "撤销")));
        desk.Must(Desk.City, new Returned(desk.Next, desk.Now, Desk.City.Id, "sign-grassroots", "撤销退出"));
        CollectionAssert.AreEqual(new[] { Decision.Exited, Decision.Kept, Decision.Corrected }, desk.Case.Ends.ToArray());
        Ends(desk, Decision.Kept);
    }

    [TestMethod]
    public void A_case_ends_with_another_of_the_same_household_and_an_objection_opens_it_on_its_own_list()
    {
        var desk = new Desk(Flag.Add).Until("sums");
        desk.Program(new Superseded(desk.Next, desk.Now, 0, 78, Decision.Added));
        Assert.AreEqual((CaseState.Closed, null, null), (desk.Case!.State, desk.Case.Next, desk.Case.Decision));
        Assert.AreEqual("case-closed", desk.Do(Desk.Grassroots, new SumsDone(desk.Next, desk.Now, Desk.Grassroots.Id, Desk.Sheet(), "")));
        desk.Must(Desk.Grassroots, new Objected(desk.Next, desk.Now, Desk.Grassroots.Id, desk.Today, "本人", "不服", []));
        var kept = new CaseListing(77, Desk.Quarter, "KN1", Desk.Place, Flag.Keep, null, 36, "张*", 2, [], [], null, "", CaseState.Closed, "", null, null, null, desk.Today);
        Assert.AreEqual((Flag.Add, CaseState.Objected), (CaseListings.Again(kept, desk.Case, desk.Calendar).Flag, CaseListings.Again(kept, desk.Case, desk.Calendar).State));
    }

    private static void Ends(Desk desk, Decision decision)
    {
        desk.Must(Desk.County, new OutcomeCoded(desk.Next, desk.Now, Desk.County.Id, "vehicle-beyond-limits", Outcome.Explained, "已核", null));
        desk.Must(Desk.City, new Closed(desk.Next, desk.Now, Desk.City.Id, decision, "维持"));
        Assert.AreEqual(decision, desk.Case!.Decision);
    }

    private static Rejudged Again(Desk desk, ExitKind kind, params string[] rules) => new(desk.Next, desk.Now, 0, Flag.Exit, kind, 5, 36, rules);
}
