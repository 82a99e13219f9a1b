using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Tests.Review;
using DataMatching.Time;
using DataMatching.Web.Cases;
using DataMatching.Web.Hosting;

namespace DataMatching.Tests.Web;

/// <summary>What the program itself notes after an event: in the case, and in the household's other cases.</summary>
[TestClass]
public sealed class ConsequencesTests
{
    [TestMethod]
    public void Evidence_is_judged_at_once_in_every_open_case_of_the_household()
    {
        using var demo = new WebDemo();
        var (desk, other) = (new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until("sign-county"), new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until("effect"));
        var consequences = new Consequences(demo.Store, new Judge(new Verdict("KN1", Flag.Keep, null, [], null, null, [], 1, 1) { Quarter = Desk.Quarter }));
        var income = desk.Income(Desk.Grassroots);
        var (own, foreign) = consequences.Of(desk.Case!, [other.Case!], income);
        CollectionAssert.AreEqual(new[] { typeof(IncomeVerified), typeof(Unflagged) }, own.Select(e => e.GetType()).ToArray());
        Assert.AreEqual((income.Sequence + 1, 0L), (own[1].Sequence, own[1].By));
        other.Program(foreign[77].Single());
        Assert.AreEqual("not-judged-exit", other.Do(Desk.Grassroots, other.Right(other.Case!.Next!)), "the other exit stops too");
        Assert.IsEmpty(consequences.Of(desk.Case!, [other.Case!], income).Foreign, "a case that knows is not told again");
        Assert.HasCount(1, consequences.Of(desk.Case!, [other.Case!], new Noted(desk.Next, desk.Now, 2, "x", [])).Own);
    }

    [TestMethod]
    public void Kin_takes_his_evidence_along_and_it_is_judged_without_it()
    {
        using var demo = new WebDemo();
        var desk = new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until("sign-grassroots");
        desk.Must(Desk.Grassroots, desk.Income(Desk.Grassroots));
        var income = desk.Next - 1;
        var (own, _) = new Consequences(demo.Store, new Judge(null)).Of(desk.Case!, [], new RelativeDeclared(desk.Next, desk.Now, Desk.County.Id, Desk.Grassroots.Id, "表兄"));
        Assert.AreEqual(income, ((EvidenceWithdrawn)own[1]).Entry);
        foreach (var e in own) desk.Program(e);
        Assert.Contains(income, desk.Case!.Withdrawn);
    }

    [TestMethod]
    [DataRow(Decision.Exited, true)]
    [DataRow(Decision.Kept, false)]
    public void Who_left_the_files_leaves_them_once(Decision decision, bool ends)
    {
        using var demo = new WebDemo();
        var (desk, other) = (new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until("close"), new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until("sums"));
        var (_, foreign) = new Consequences(demo.Store, new Judge(null)).Of(desk.Case!, [other.Case!], new Closed(desk.Next, desk.Now, 6, decision, "x"));
        Assert.AreEqual(ends, foreign.Count == 1 && foreign[77] is [Superseded { Decision: Decision.Exited, Case: 77 }]);
    }

    private sealed class Judge(Verdict? verdict) : IHouseholdInputs
    {
        HouseholdInputs? IHouseholdInputs.Of(Quarter quarter, string household, DateTimeOffset? asOf) => null;

        Verdict? IHouseholdInputs.Judge(Quarter quarter, string household, ReviewedEvidence evidence) => verdict;
    }
}
