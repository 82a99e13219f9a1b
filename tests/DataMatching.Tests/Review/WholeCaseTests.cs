using DataMatching.Assessment;
using DataMatching.Review;

namespace DataMatching.Tests.Review;

/// <summary>Whole cases from opened to closed, with the steps that config/steps.json ships.</summary>
[TestClass]
public sealed class WholeCaseTests
{
    [TestMethod]
    [DataRow(Flag.Add, null, "apply visit evidence sums discussion assessment notice sign-grassroots sign-county sign-city close", Decision.Added)]
    [DataRow(Flag.Exit, ExitKind.OutOfPoverty, "visit evidence sums sign-grassroots sign-county sign-city notice reasons hearing waiting effect close", Decision.Exited)]
    [DataRow(Flag.Exit, ExitKind.Relieved, "visit evidence sums sign-grassroots sign-county sign-city notice reasons hearing waiting effect close", Decision.Exited)]
    [DataRow(Flag.Exit, ExitKind.Ineligible, "evidence sign-grassroots sign-county sign-city notice reasons hearing waiting effect close", Decision.Exited)]
    [DataRow(Flag.ReExamine, null, "evidence visit sums outcome sign-grassroots sign-county close", Decision.Kept)]
    public void The_order_of_the_steps_of_every_list(Flag flag, ExitKind? kind, string steps, Decision decision)
    {
        var desk = new Desk(flag, kind);
        desk.Open();
        var done = new List<string>();
        while (desk.Case!.Next is not null) done.Add(desk.Go());
        Assert.AreEqual(steps, string.Join(' ', done));
        Assert.AreEqual((CaseState.Closed, decision), (desk.Case.State, desk.Case.Decision!.Value));
        Assert.IsNull(desk.Case.Turn);
        Assert.IsNull(desk.Case.Due(desk.Calendar));
        Assert.IsEmpty(CaseMissing.Of(desk.Case, desk.Today, desk.Calendar));
    }

    [TestMethod]
    public void An_entry_day_by_day()
    {
        var desk = new Desk(Flag.Add);
        desk.Open();
        Assert.AreEqual(("apply", Role.Grassroots, new DateOnly(2026, 11, 4)), (desk.Case!.Next!.Id, desk.Case.Turn!.Value, desk.Case.Due(desk.Calendar)!.Value));
        CollectionAssert.AreEqual(new[] { "no-visit", "no-discussion", "no-notice", "no-chair-signature", "no-approval" }, CaseMissing.Of(desk.Case, desk.Today, desk.Calendar).Select(m => m.Code).ToArray());
        desk.Until("notice");
        var posted = (NoticePosted)desk.Right(desk.Case.Next!);
        Assert.AreEqual(new DateOnly(2026, 10, 28), posted.Last, "five working days after Wednesday the 21st");
        desk.Must(Desk.County, posted);
        Assert.AreEqual(("sign-grassroots", new DateOnly(2026, 11, 4)), (desk.Case.Next!.Id, desk.Case.Due(desk.Calendar)!.Value), "the signature's days count from the notice's end");
        desk.Today = posted.Last;
        Assert.AreEqual("notice-running", desk.Do(Desk.Grassroots, desk.Right(desk.Case.Next!)));
        desk.Today = posted.Last.AddDays(1);
        desk.Until("close");
        Assert.AreEqual("sign-grassroots sign-county sign-city", string.Join(' ', desk.Case.Signatures.Select(s => s.Step)));
        Assert.IsTrue(desk.Case.Signatures[0].Chair);
        Assert.IsEmpty(CaseMissing.Of(desk.Case, desk.Today, desk.Calendar));
        desk.Go();
        Assert.AreEqual(Decision.Added, desk.Case.Decision);
    }

    [TestMethod]
    public void An_exit_waits_its_working_days_across_a_weekend()
    {
        var desk = new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until("waiting");
        desk.Today = new DateOnly(2026, 11, 2);
        desk.Must(Desk.Grassroots, desk.Right(desk.Case!.Next!));
        Assert.AreEqual(new DateOnly(2026, 11, 16), desk.Case.WaitingEnds(desk.Calendar));
        Assert.AreEqual(new DateOnly(2026, 11, 23), desk.Case.Due(desk.Calendar));
        desk.Today = new DateOnly(2026, 11, 16);
        Assert.AreEqual("waiting-running", desk.Do(Desk.City, desk.Right(desk.Case.Next!)));
        desk.Today = new DateOnly(2026, 11, 17);
        Assert.AreEqual("waiting-running", desk.Do(Desk.City, new TookEffect(desk.Next, desk.Now, Desk.City.Id, new DateOnly(2026, 11, 16), null)), "nor backdated");
        desk.Until("");
        Assert.AreEqual(Decision.Exited, desk.Case.Decision);
    }

    [TestMethod]
    public void An_upheld_objection_reopens_a_closed_exit_and_undoes_it()
    {
        var desk = new Desk(Flag.Exit, ExitKind.OutOfPoverty).Until("");
        desk.Must(Desk.Grassroots, new Objected(desk.Next, desk.Now, Desk.Grassroots.Id, desk.Today, "本人", "仍在治疗", []));
        Assert.AreEqual((CaseState.Objected, Role.County), (desk.Case!.State, desk.Case.Turn!.Value));
        Assert.IsNull(desk.Case.Decision);
        Assert.AreEqual(desk.Calendar.AddWorkingDays(desk.Today, 10), desk.Case.Due(desk.Calendar));
        desk.Must(Desk.County, new ObjectionAnswered(desk.Next, desk.Now, Desk.County.Id, desk.Case.OpenObjections[0].Sequence, "属实", "visit"));
        Assert.AreEqual((CaseState.Open, "visit"), (desk.Case.State, desk.Case.Next!.Id));
        Assert.IsEmpty(desk.Case.Signatures);
        desk.Must(Desk.Grassroots, desk.Visit(Desk.Grassroots.Id, CausesFound.Persist));
        desk.Until("sign-grassroots");
        Assert.AreEqual("causes-not-gone", desk.Do(Desk.Grassroots, desk.Right(desk.Case.Next!)));
        desk.Must(Desk.County, new OutcomeCoded(desk.Next, desk.Now, Desk.County.Id, "vehicle-beyond-limits", Outcome.CorrectedInFavour, "仍在治疗", null));
        desk.Must(Desk.City, new Closed(desk.Next, desk.Now, Desk.City.Id, Decision.Kept, "致困因素仍在"));
        Assert.AreEqual(Decision.Kept, desk.Case.Decision);
    }

    [TestMethod]
    public void An_objection_that_is_not_upheld_leaves_the_steps_done()
    {
        var desk = new Desk(Flag.Add).Until("");
        desk.Must(Desk.County, new Objected(desk.Next, desk.Now, Desk.County.Id, desk.Today, "群众", "有车", []));
        desk.Must(Desk.County, new Objected(desk.Next, desk.Now, Desk.County.Id, desk.Today, "群众", "有房", []));
        Assert.AreEqual("objection-open", desk.Do(Desk.City, desk.Right(desk.Case!.Next!)));
        desk.Must(Desk.City, new ObjectionAnswered(desk.Next, desk.Now, Desk.City.Id, desk.Case.OpenObjections[0].Sequence, "查无此车", null));
        Assert.AreEqual(CaseState.Objected, desk.Case.State, "the other is still open");
        desk.Must(Desk.City, new ObjectionAnswered(desk.Next, desk.Now, Desk.City.Id, desk.Case.OpenObjections[0].Sequence, "查无此房", null));
        Assert.AreEqual("close", desk.Go());
        Assert.AreEqual(Decision.Added, desk.Case.Decision);
    }

    [TestMethod]
    public void What_is_returned_is_done_again_from_there_on()
    {
        var desk = new Desk(Flag.Add).Until("sign-county");
        desk.Must(Desk.County, new Returned(desk.Next, desk.Now, Desk.County.Id, "sums", "算错"));
        Assert.AreEqual(("sums", 0), (desk.Case!.Next!.Id, desk.Case.Signatures.Count));
        CollectionAssert.AreEqual(new[] { "apply", "evidence", "visit" }, desk.Case.Done.Keys.ToArray());
        desk.Until("");
        Assert.AreEqual(Decision.Added, desk.Case.Decision);
    }

    [TestMethod]
    public void Nobody_is_left_to_hear_only_where_the_rules_say_so()
    {
        var desk = new Desk(Flag.Exit, ExitKind.Ineligible, null, "principal-died-alone").Until("hearing");
        HearingRecorded Hearing(Attachment? proof) => new(desk.Next, desk.Now, Desk.Grassroots.Id, desk.Today, HearingKind.NobodyLives, "", proof);
        Assert.AreEqual("hearing-needs-proof", desk.Do(Desk.Grassroots, Hearing(null)));
        desk.Must(Desk.Grassroots, Hearing(Desk.Paper));
        desk = new Desk(Flag.Exit, ExitKind.Ineligible, null, "principal-moved-away").Until("hearing");
        Assert.AreEqual("somebody-lives", desk.Do(Desk.Grassroots, Hearing(Desk.Paper)));
    }

    [TestMethod]
    public void The_worksheet_adds_itself_up_as_the_visit_that_is_on_record()
    {
        var sheet = Desk.Sheet();
        Assert.AreEqual((Money.Yuan(30_800), Money.Yuan(6_800)), (sheet.Spending, sheet.Gap));
        Assert.AreEqual(Money.Yuan(-1), Desk.Sheet(30_801).Gap);
    }
}
