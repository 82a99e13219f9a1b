using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Policy;
using DataMatching.Tests.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Assessment;

[TestClass]
public sealed class SixMonthLedgerTests
{
    private static readonly Month September = new(2026, 9);

    [TestMethod]
    public void Only_what_was_measured_in_its_month_fits_a_cell()
    {
        Assert.AreEqual(typeof(ILedgerIncome), typeof(LedgerEntry).GetProperty(nameof(LedgerEntry.Income))!.PropertyType);
        var fitting = typeof(Fact).Assembly.GetTypes().Where(t => t.IsClass && typeof(ILedgerIncome).IsAssignableFrom(t)).Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(new[] { nameof(MonthlyIncome), nameof(VerifiedIncome) }, fitting);
    }

    [TestMethod]
    public void The_window_is_the_six_months_that_end_with_the_last()
    {
        var world = new CaseWorld();
        var ledger = new SixMonthLedger(September, [Entry(world, September.Plus(-6)), Entry(world, September.Plus(-5)), Entry(world, September), Entry(world, September.Plus(1))]);
        Assert.AreEqual(new Month(2026, 4), ledger.Window[0]);
        Assert.HasCount(6, ledger.Window);
        Assert.AreEqual(Money.Yuan(100), ledger.Proved("H1/1", new Month(2026, 4)));
        Assert.AreEqual(Money.Yuan(100), ledger.Proved("H1/1", September));
        Assert.AreEqual(Money.Zero, ledger.Proved("H1/1", new Month(2026, 3)));
    }

    [TestMethod]
    public void A_child_is_settled_until_the_month_in_which_it_turns_sixteen()
    {
        var world = new CaseWorld();
        world.Member(1, Households.Relation.Principal, new DateOnly(1980, 1, 1));
        world.Member(2, Households.Relation.Child, new DateOnly(2010, 8, 31));
        world.Gap(world.Person(2), "tax/wages", null, Answer.Failed);
        var settled = world.Assess().Months.Select(m => m.Members.Single(x => x.Person == "H1/2").Settled).ToArray();
        CollectionAssert.AreEqual(new[] { true, true, true, true, false, false }, settled);
    }

    [TestMethod]
    [DataRow("tax/wages", IncomeKind.Wage, true)]
    [DataRow("tax/business", IncomeKind.Business, true)]
    [DataRow("social-security/pensions", IncomeKind.EmployeePension, true)]
    [DataRow("social-security/unemployment", IncomeKind.UnemploymentBenefit, true)]
    [DataRow("tax/wages", IncomeKind.Business, false)]
    public void A_document_answers_for_the_dataset_that_would_have_told_of_it(string unanswered, IncomeKind verified, bool settled)
    {
        var world = new CaseWorld();
        world.Member(1, Households.Relation.Principal, new DateOnly(1980, 1, 1));
        world.Gap(world.Person(1), unanswered, null, Answer.Failed);
        world.Facts.Add(new VerifiedIncome("H1/1", world.Row(), verified, September, Money.Yuan(300), "account 2", new DateOnly(2026, 10, 21), "工资条.jpg"));
        var months = world.Assess().Months;
        Assert.AreEqual(settled, months[^1].Members[0].Settled);
        Assert.AreEqual(Money.Yuan(300), months[^1].Low);
        Assert.IsFalse(months[^2].Members[0].Settled, "it tells of its month and of no other");
    }

    [TestMethod]
    public void The_dead_are_counted_in_the_month_of_death_and_no_longer()
    {
        var world = new CaseWorld();
        world.Member(1, Households.Relation.Principal, new DateOnly(1980, 1, 1));
        world.Member(2, Households.Relation.Spouse, new DateOnly(1980, 1, 1));
        world.Facts.Add(new StatusFact("H1/2", "civil-affairs", "deaths", MatchGrade.Certain, world.Row(), StatusKind.Dead, DateInterval.From(new DateOnly(2026, 6, 30)), StatusDetail.None));
        CollectionAssert.AreEqual(new[] { 2, 2, 2, 1, 1, 1 }, world.Assess().Months.Select(m => m.Members.Count).ToArray());
    }

    [TestMethod]
    public void A_missing_standard_is_named_as_missing()
    {
        var world = new CaseWorld();
        world.Standards.Add(new SubsistenceStandard(world.District, new DateOnly(2026, 6, 1), Money.Yuan(1000), "case"));
        var a = world.Assess();
        Assert.AreEqual(Cell.Unknown, a.Months[0].Cell);
        var missing = a.Missing.Single();
        Assert.AreEqual("standard", missing.Dataset);
        CollectionAssert.AreEqual(new[] { new Month(2026, 4), new Month(2026, 5) }, missing.Months.ToArray());
    }

    private static LedgerEntry Entry(CaseWorld world, Month month) => new("H1/1", RandomHousehold.Wage(world, 1, month, Money.Yuan(100)));
}
