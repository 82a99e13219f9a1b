using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Review;
using DataMatching.Tests.Assessment;
using DataMatching.Tests.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Review;

[TestClass]
public sealed class CaseTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 21, 9, 0, 0, TimeSpan.FromHours(8));

    [TestMethod]
    public void As_of_a_moment_is_what_was_known_then()
    {
        var desk = new Desk(Flag.Add);
        desk.Open();
        var (start, steps) = (desk.Now, new List<(DateTimeOffset At, string Next)> { (desk.Now, desk.Case!.Next!.Id) });
        for (var i = 0; i < 5; i++)
        {
            desk.Today = desk.Today.AddDays(1);
            desk.Go();
            steps.Add((desk.Now, desk.Case!.Next!.Id));
        }

        foreach (var (at, next) in steps)
        {
            Assert.AreEqual(next, Case.Fold(77, desk.Events, desk.InForce, at)!.Next!.Id, "the moment itself is included");
            Assert.AreEqual(next, Case.Fold(77, desk.Events, desk.InForce, at.ToUniversalTime().AddHours(1))!.Next!.Id, "whatever the offset it is written in");
        }

        Assert.IsNull(Case.Fold(77, desk.Events, desk.InForce, start.AddSeconds(-1)));
        Assert.HasCount(2, Case.Fold(77, desk.Events, desk.InForce, steps[1].At)!.Events);
    }

    [TestMethod]
    public void Events_that_are_no_case_fail_plainly()
    {
        var desk = new Desk(Flag.Add).Until("sums");
        List<CaseEvent> gap = [.. desk.Events.Where(e => e.Sequence != 3)];
        Assert.Contains("event 3 is missing", Assert.ThrowsExactly<FormatException>(() => Case.Fold(77, gap, Desk.Plans)).Message, StringComparison.Ordinal);
        Assert.ThrowsExactly<FormatException>(() => Case.Fold(77, [], Desk.Plans));
        Assert.ThrowsExactly<FormatException>(() => Case.Fold(77, [.. desk.Events.Skip(1)], Desk.Plans));
        Assert.ThrowsExactly<FormatException>(() => desk.Case!.With(desk.Opening(Desk.Supervisor)));
        Assert.ThrowsExactly<FormatException>(() => desk.Case!.With(new OfTheFuture(desk.Next, desk.Now, 1)));
        var old = (Opened)desk.Events[0] with { At = new DateTimeOffset(2019, 12, 31, 9, 0, 0, TimeSpan.Zero) };
        Assert.Contains("no plan", Assert.ThrowsExactly<FormatException>(() => Case.Fold(77, [old], Desk.Plans)).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_declared_kin_loses_the_case_he_had_taken()
    {
        var desk = new Desk(Flag.Add).Until("visit");
        desk.Must(Desk.Grassroots, new Assigned(desk.Next, desk.Now, Desk.Grassroots.Id, Desk.Grassroots.Id));
        Assert.AreEqual(Desk.Grassroots.Id, desk.Case!.Assignee);
        desk.Must(Desk.County, new RelativeDeclared(desk.Next, desk.Now, Desk.County.Id, Desk.Grassroots.Id, "表兄"));
        Assert.IsNull(desk.Case.Assignee);
        CollectionAssert.AreEqual(new[] { Desk.Grassroots.Id }, desk.Case.Relatives.ToArray());
    }

    [TestMethod]
    public void A_case_nobody_worked_on_ends_with_its_flag_and_lives_again_with_a_new_one()
    {
        var opened = new Opened(1, Start, 0, Desk.Quarter, "KN1", Desk.Place, Flag.Exit, ExitKind.Relieved, 1, 36, ["relieved-by-aid"]);
        CaseEvent[] events = [opened, new Assigned(2, Start, 1, 2), new Unflagged(3, Start, 0, 2), new Rejudged(4, Start, 0, Flag.Add, null, 3, 9, ["on-dibao-list-but-not-filed"])];
        var ended = Case.Fold(1, events[..3], Desk.Plans);
        Assert.AreEqual((CaseState.Closed, null, null), (ended.State, ended.Next, ended.Decision));
        var again = Case.Fold(1, events, Desk.Plans);
        Assert.AreEqual((CaseState.Open, Flag.Add, "apply"), (again.State, again.Flag, again.Next!.Id));
        var worked = Case.Fold(1, [.. events[..2], new Noted(3, Start, 2, "看过", []), new Unflagged(4, Start, 0, 2)], Desk.Plans);
        Assert.AreEqual((CaseState.Open, Flag.Exit), (worked.State, worked.Flag));
    }

    [TestMethod]
    public void Nobody_signs_or_ends_an_exit_that_is_not_judged_one_any_more()
    {
        foreach (var step in new[] { "sign-grassroots", "sign-city", "effect", "close" })
        {
            var desk = new Desk(Flag.Exit, ExitKind.Relieved).Until(step);
            desk.Program(new Unflagged(desk.Next, desk.Now, 0, 5));
            string? refused;
            while ((refused = desk.Do(Desk.Who(desk.Case!.Next!.Role), desk.Right(desk.Case!.Next!))) == "waiting-running") desk.Today = desk.Today.AddDays(1);
            Assert.AreEqual(step == "close" ? "effect-fell" : "not-judged-exit", refused, step);
            Assert.AreEqual(CaseState.Open, desk.Case!.State, "people decide how it ends");
            if (step is "close") continue;
            Assert.Contains("not-judged-exit", CaseMissing.Of(desk.Case!, desk.Today, desk.Calendar).Select(m => m.Code).ToList());
            desk.Program(new Rejudged(desk.Next, desk.Now, 0, Flag.Exit, ExitKind.Relieved, 5, 36, ["relieved-by-aid"]));
            Assert.IsNull(desk.Do(Desk.Who(desk.Case!.Next!.Role), desk.Right(desk.Case!.Next!)), step);
        }
    }

    [TestMethod]
    public void A_visit_by_somebody_declared_kin_later_must_be_made_again()
    {
        var desk = new Desk(Flag.Add).Until("visit");
        desk.Must(Desk.Grassroots, desk.Visit(Desk.Grassroots.Id) with { Second = new Visitor(Desk.Colleague.Id, "赵同") });
        desk.Until("close");
        desk.Must(Desk.Colleague, new RelativeDeclared(desk.Next, desk.Now, Desk.Colleague.Id, Desk.Colleague.Id, "表兄"));
        Assert.AreEqual("visitor-relative", desk.Do(Desk.City, desk.Right(desk.Case!.Next!)));
        Assert.AreEqual("visitor-relative", CaseMissing.Of(desk.Case!, desk.Today, desk.Calendar).Single().Code);
        desk.Must(Desk.City, new Returned(desk.Next, desk.Now, Desk.City.Id, "visit", "回避后重新入户"));
        desk.Until("");
        Assert.AreEqual(Decision.Added, desk.Case!.Decision);
    }

    [TestMethod]
    public void A_verified_income_becomes_evidence_for_that_month_the_latest_counts()
    {
        var desk = new Desk(Flag.ReExamine).Until("visit");
        desk.Must(Desk.Grassroots, desk.Income(Desk.Grassroots, yuan: 900));
        desk.Must(Desk.County, desk.Income(Desk.County, yuan: 950));
        desk.Must(Desk.County, desk.Income(Desk.County, month: "2026-07"));
        var facts = ReviewedEvidence.Of(desk.Events.Select(e => (77L, e))).Incomes.OrderByDescending(f => f.Month).ToList();
        Assert.AreEqual("2026-08 950.00, 2026-07 900.00", string.Join(", ", facts.Select(f => $"{f.Month} {f.Amount}")));
        Assert.AreEqual(new VerifiedIncome("KN1/2", facts[0].Source, IncomeKind.Wage, new Month(2026, 8), Money.Yuan(950), "account 4", desk.Today, "签字表.jpg"), facts[0]);
        Assert.AreEqual(("cases/77", 4L), (facts[0].Source.File, facts[0].Source.Line));
    }

    [TestMethod]
    public void Of_a_rule_the_latest_outcome_counts_and_its_correction_expires()
    {
        var desk = new Desk(Flag.Add).Until("visit");
        var correction = new Correction("KN1/1", "vehicle", "vehicles", "ab12", "已过户", Desk.Paper, desk.Today, desk.Today.AddDays(180));
        desk.Must(Desk.Grassroots, new OutcomeCoded(desk.Next, desk.Now, Desk.Grassroots.Id, "vehicle-beyond-limits", Outcome.WrongAtSource, "已售", correction));
        Assert.AreEqual(correction, desk.Case!.Outcomes.Single().Correction);
        Assert.AreEqual((true, true, true, false), (correction.HoldsOn(desk.Today.AddDays(-1)), correction.HoldsOn(desk.Today), correction.HoldsOn(desk.Today.AddDays(180)), correction.HoldsOn(desk.Today.AddDays(181))));
        desk.Must(Desk.Grassroots, new OutcomeCoded(desk.Next, desk.Now, Desk.Grassroots.Id, "vehicle-beyond-limits", Outcome.Disputed, "说法不一", null));
        Assert.IsNull(desk.Case.Outcomes.Single().Correction);
        Assert.AreEqual("visit", desk.Case.Next!.Id, "beside the steps it moves nothing");
    }

    [TestMethod]
    public void A_due_day_in_a_year_without_its_paper_is_not_told_and_the_year_is_named()
    {
        var desk = new Desk(Flag.Add) { Today = new DateOnly(2026, 12, 28) };
        desk.Open();
        Assert.IsNull(desk.Case!.Due(desk.Calendar));
        var missing = CaseMissing.Of(desk.Case!, desk.Today, desk.Calendar);
        Assert.AreEqual("calendar-year-missing", missing.Single().Code);
        Assert.Contains("2027", missing[0].Chinese, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_listing_is_the_verdict_and_the_case()
    {
        var world = new CaseWorld { Key = "KN1" };
        for (var i = 0; i < 6; i++) world.Facts.Add(RandomHousehold.Wage(world, 1, new Month(2026, 4).Plus(i), Money.Yuan(i == 2 ? 1030 : 2000)));
        var verdict = DecideFlag.Decide(world.Assess());
        var desk = new Desk(Flag.Exit);
        desk.Must(Desk.Supervisor, Opened.Of(verdict, Desk.Quarter, Desk.Place, 5, desk.Now, Desk.Supervisor.Id));
        var row = CaseListings.Of(desk.Case!, verdict, NameMask.Of("王某伟"), desk.Calendar);
        Assert.AreEqual((77L, "KN1", Flag.Exit, ExitKind.OutOfPoverty, "王**", 1), (row.Case, row.Household, row.Flag, row.ExitKind!.Value, row.Shown, row.Members));
        Assert.AreEqual("income-above-standard-for-six-months | tax", $"{string.Join(',', row.Rules)} | {string.Join(',', row.Registries)}");
        Assert.AreEqual((Money.Yuan(30), verdict.Priority, "税务 · 2026-06 · 工资薪金 · 1,030.00 元"), (row.FlipPerMonth!.Value, row.Priority, row.Decisive));
        Assert.AreEqual((CaseState.Open, "visit", Role.Grassroots, null, new DateOnly(2026, 11, 4)), (row.State, row.Step, row.Turn!.Value, row.Assignee, row.Due!.Value));
        desk.Go();
        desk.Must(Desk.County, new Objected(desk.Next, desk.Now, Desk.County.Id, desk.Today, "本人", "不服", []));
        var after = CaseListings.Again(row, desk.Case!, desk.Calendar);
        Assert.AreEqual(row with { State = CaseState.Objected, Step = "objection", Turn = Role.County }, after);
    }

    [TestMethod]
    public void An_exit_that_a_re_examination_blocks_does_not_speak()
    {
        var world = new CaseWorld { Key = "KN1" };
        for (var i = 0; i < 6; i++) world.Facts.Add(RandomHousehold.Wage(world, 1, new Month(2026, 4).Plus(i), Money.Yuan(2000)));
        world.Facts.Add(new AssetFact("KN1/1", "vehicle", "vehicles", MatchGrade.Certain, world.Row(), AssetKind.Vehicle, DateInterval.Always, new AssetDetail(Money.Yuan(50_000), "car")));
        var opened = Opened.Of(DecideFlag.Decide(world.Assess()), Desk.Quarter, Desk.Place, 5, new Desk(Flag.Add).Now, 1);
        Assert.AreEqual((Flag.ReExamine, null, "vehicle-beyond-limits"), (opened.Flag, opened.ExitKind, string.Join(',', opened.Rules)));
        Assert.ThrowsExactly<ArgumentException>(() => Opened.Of(DecideFlag.Decide(new CaseWorld().Assess()), Desk.Quarter, Desk.Place, 5, new Desk(Flag.Add).Now, 1));
    }

    private sealed record OfTheFuture(long Sequence, DateTimeOffset At, long By) : CaseEvent(Sequence, At, By);
}
