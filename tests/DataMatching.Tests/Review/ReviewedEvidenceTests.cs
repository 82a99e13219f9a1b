using DataMatching.Evidence;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Tests.Review;

[TestClass]
public sealed class ReviewedEvidenceTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 21, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Expires = new(2026, 12, 31);
    private static readonly Month August = new(2026, 8);

    [TestMethod]
    public void Of_a_month_and_kind_the_latest_counts_whichever_case_it_stands_in()
    {
        var evidence = ReviewedEvidence.Of([(1, Income(100, August)), (1, Income(70, August.Plus(1))), (2, Income(250, August)), (2, new Noted(1, At, 2, "备注", []))]);
        CollectionAssert.AreEqual(new[] { Money.Yuan(250), Money.Yuan(70) }, evidence.Incomes.Select(i => i.Amount).ToArray());
        Assert.AreEqual("cases/2", evidence.Incomes[0].Source.File);
    }

    [TestMethod]
    public void One_document_proves_several_months()
    {
        var evidence = ReviewedEvidence.Of([(1, Income(100, August)), (1, Income(100, August.Plus(1)) with { Sequence = 3 })]);
        Assert.AreEqual(2, evidence.Incomes.Select(i => i.Source.RowHash).Distinct(StringComparer.Ordinal).Count(), "else the second would count as the same record delivered twice");
    }

    [TestMethod]
    public void A_corrected_record_is_left_out_until_the_correction_expires()
    {
        var (wrong, other) = (Fact("ab12"), Fact("cd34"));
        var evidence = ReviewedEvidence.Of([(1, Outcome("income-above-standard-for-six-months", Correct("ab12")))]);
        CollectionAssert.AreEqual(new[] { other }, evidence.Apply([wrong, other], Expires).ToArray());
        CollectionAssert.AreEqual(new[] { wrong, other }, evidence.Apply([wrong, other], Expires.AddDays(1)).ToArray());
        Assert.IsFalse(evidence.Corrections[0].IsAbout(wrong with { Person = "KN1/2" }), "another person's record with the same bytes is his");
    }

    [TestMethod]
    public void A_later_outcome_of_the_same_reason_takes_the_correction_back_and_one_of_another_does_not()
    {
        (long Case, CaseEvent Happened) correct = (1, Outcome("a", Correct("ab12")));
        Assert.IsEmpty(ReviewedEvidence.Of([correct, (1, Outcome("a", null))]).Corrections);
        Assert.HasCount(1, ReviewedEvidence.Of([correct, (1, Outcome("b", null)), (2, Outcome("a", null))]).Corrections);
    }

    [TestMethod]
    public void Nothing_proved_leaves_the_facts_as_they_are()
    {
        IReadOnlyList<Fact> facts = [Fact("ab12")];
        Assert.AreSame(facts, ReviewedEvidence.None.Apply(facts, Expires));
    }

    private static IncomeVerified Income(long yuan, Month month) => new(2, At, 2, "KN1/1", month, IncomeKind.Wage, Money.Yuan(yuan), Desk.Paper);

    private static OutcomeCoded Outcome(string rule, Correction? correction) => new(2, At, 2, rule, DataMatching.Review.Outcome.WrongAtSource, "已核", correction);

    private static Correction Correct(string row) => new("KN1/1", "tax", "wages", row, "重名", Desk.Paper, new DateOnly(2026, 10, 21), Expires);

    private static MonthlyIncome Fact(string row) => new("KN1/1", "tax", "wages", MatchGrade.Certain, new Provenance(3, "w.csv", 2, 40, row), IncomeKind.Wage, August, Money.Yuan(9000));
}
