using DataMatching.Assessment;
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
    public void A_doubtful_record_that_is_somebody_else_s_keeps_no_answer_open()
    {
        Fact[] facts = [Fact("ab12") with { Grade = MatchGrade.Doubtful }, Fact("ab12"), Fact("cd34") with { Grade = MatchGrade.Doubtful }];
        var evidence = ReviewedEvidence.Of([(1, Outcome("a", Correct("ab12")) with { Outcome = DataMatching.Review.Outcome.FalseMatch })]);
        CollectionAssert.AreEqual(facts[1..], evidence.Answering(facts, Expires).ToArray(), "a row that was found stays an answer");
        Assert.AreSame(facts, evidence.Answering(facts, Expires.AddDays(1)));
        Assert.AreSame(facts, ReviewedEvidence.Of([(1, Outcome("a", Correct("ab12")))]).Answering(facts, Expires));
    }

    /// <summary>Pensions of one rate: two rows without a number, and her own.</summary>
    [TestMethod]
    public void A_doubtful_record_that_is_somebody_else_s_takes_no_other_away_that_says_the_same()
    {
        Fact[] facts = [Fact("ab12") with { Grade = MatchGrade.Doubtful }, Fact("cd34") with { Grade = MatchGrade.Doubtful }, Fact("ef56")];
        var correction = Correct("ab12") with { Thing = FactThing.ToKnowAgain(facts[0]) };
        var evidence = ReviewedEvidence.Of([(1, Outcome("identity-conflict", correction) with { Outcome = DataMatching.Review.Outcome.FalseMatch })]);
        CollectionAssert.AreEqual(facts[1..], evidence.Answering(facts, Expires).ToArray(), "the other may be hers");
        CollectionAssert.AreEqual(facts[1..], evidence.Apply(facts, Expires).ToArray(), "and one is");
        Assert.AreEqual(FactThing.Of(facts[2]), FactThing.ToKnowAgain(facts[2]), "of one that was hers by number");
    }

    [TestMethod]
    public void A_later_outcome_of_the_same_reason_takes_the_correction_back_and_one_of_another_does_not()
    {
        (long Case, CaseEvent Happened) correct = (1, Outcome("a", Correct("ab12")));
        Assert.IsEmpty(ReviewedEvidence.Of([correct, (1, Outcome("a", null))]).Corrections);
        Assert.HasCount(1, ReviewedEvidence.Of([correct, (1, Outcome("b", null)), (2, Outcome("a", null))]).Corrections);
    }

    [TestMethod]
    public void Of_one_reason_each_record_is_corrected_by_itself_and_an_outcome_without_one_takes_all_back()
    {
        var first = Outcome("a", Correct("ab12"));
        var evidence = ReviewedEvidence.Of([(1, first), (1, Outcome("a", Correct("cd34")) with { Sequence = 3 }), (1, Outcome("a", Correct("ab12") with { Says = "再核" }) with { Sequence = 4 })]);
        CollectionAssert.AreEqual(new[] { "cd34", "ab12" }, evidence.Corrections.Select(c => c.RowHash).ToArray());
        Assert.AreEqual("再核", evidence.Corrections[1].Says);
        Assert.IsEmpty(ReviewedEvidence.Of([(1, first), (1, Outcome("a", Correct("cd34")) with { Sequence = 3 }), (1, Outcome("a", null) with { Sequence = 4 })]).Corrections);
    }

    [TestMethod]
    public void What_is_withdrawn_counts_no_more_and_what_stood_before_it_counts_again()
    {
        (long, CaseEvent)[] events = [(1, Income(100, August)), (1, Income(900, August) with { Sequence = 3 }), (1, new EvidenceWithdrawn(4, At, 2, 3, "填错"))];
        Assert.AreEqual(Money.Yuan(900), ReviewedEvidence.Of(events[..2]).Incomes.Single().Amount);
        Assert.AreEqual(Money.Yuan(100), ReviewedEvidence.Of(events).Incomes.Single().Amount);
        Assert.HasCount(1, ReviewedEvidence.Of([.. events[..2], (2, new EvidenceWithdrawn(3, At, 2, 3, "另一事项"))]).Incomes, "of another case");
        Assert.IsEmpty(ReviewedEvidence.Of([(1, Outcome("a", Correct("ab12"))), (1, new EvidenceWithdrawn(3, At, 0, 2, "退回"))]).Corrections);
    }

    [TestMethod]
    public void A_wrong_amount_is_not_a_proved_zero_but_a_record_of_somebody_else_is_none()
    {
        var wage = Fact("ab12");
        var wrong = ReviewedEvidence.Of([(1, Outcome("a", Correct("ab12")))]).Apply(new Known(), [wage], Expires);
        Assert.AreEqual(Answer.Corrected, wrong.For("KN1/1", "tax", "wages", August));
        Assert.AreEqual(Answer.Found, wrong.For("KN1/1", "tax", "wages", August.Plus(1)));
        Assert.AreEqual(Answer.Found, wrong.For("KN1/2", "tax", "wages", August));
        Assert.IsFalse(Datasets.IsKnown(Answer.Corrected));
        var somebodyElse = ReviewedEvidence.Of([(1, Outcome("a", Correct("ab12")) with { Outcome = DataMatching.Review.Outcome.FalseMatch })]);
        Assert.AreEqual(Answer.Found, somebodyElse.Apply(new Known(), [wage], Expires).For("KN1/1", "tax", "wages", August));
        Assert.AreEqual(Answer.Found, ReviewedEvidence.Of([(1, Outcome("a", Correct("ab12")))]).Apply(new Known(), [wage], Expires.AddDays(1)).For("KN1/1", "tax", "wages", August), "expired");
    }

    [TestMethod]
    public void The_same_thing_is_known_again_in_a_later_delivery()
    {
        AssetFact Car(string row, string key, bool inForce) => new("KN1/1", "vehicle", "vehicles", MatchGrade.Certain, new Provenance(9, "v.csv", 2, 40, row), AssetKind.Vehicle, new DateInterval(null, null), new AssetDetail(InForce: inForce, Key: key));
        var sold = Car("ab12", "00112233aabbccdd", true);
        var correction = new Correction("KN1/1", "vehicle", "vehicles", "ab12", "已售", Desk.Paper, new DateOnly(2026, 10, 21), Expires, FactThing.Of(sold));
        Assert.IsTrue(correction.IsAbout(Car("ef56", "00112233aabbccdd", false)), "its status changed");
        Assert.IsFalse(correction.IsAbout(Car("ef56", "99112233aabbccdd", true)), "another car");
        Assert.IsFalse((correction with { Thing = null }).IsAbout(Car("ef56", "00112233aabbccdd", true)));
        Assert.AreEqual(FactThing.Of(Fact("x")), FactThing.Of(Fact("y")), "columns in another order");
        Assert.AreNotEqual(FactThing.Of(Fact("x")), FactThing.Of(Fact("x") with { Month = August.Plus(1) }), "another month is another record");
        var yes = sold with { Kind = AssetKind.Deposit, Detail = new AssetDetail(OverLimit: true) };
        Assert.AreNotEqual(FactThing.Of(yes), FactThing.Of(yes with { Detail = new AssetDetail(OverLimit: false) }), "yes is not no");
    }

    [TestMethod]
    public void Evidence_falls_with_kinship_and_with_a_return_of_the_step_that_coded_it()
    {
        var desk = new Desk(DataMatching.Assessment.Flag.ReExamine).Until("outcome");
        desk.Must(Desk.Grassroots, desk.Income(Desk.Grassroots));
        desk.Must(Desk.Grassroots, new OutcomeCoded(desk.Next, desk.Now, Desk.Grassroots.Id, "vehicle-beyond-limits", DataMatching.Review.Outcome.FalseMatch, "同名", Correct("ab12")));
        var (income, outcome) = (desk.Next - 2, desk.Next - 1);
        CollectionAssert.AreEqual(new[] { outcome }, ReviewedEvidence.FallenBy(new Returned(desk.Next, desk.Now, Desk.County.Id, "sums", "再核"), desk.Case!).ToArray());
        CollectionAssert.AreEqual(new[] { outcome }, ReviewedEvidence.FallenBy(new Returned(desk.Next, desk.Now, Desk.County.Id, "outcome", "再核"), desk.Case!).ToArray());
        CollectionAssert.AreEqual(new[] { income, outcome }, ReviewedEvidence.FallenBy(new RelativeDeclared(desk.Next, desk.Now, Desk.County.Id, Desk.Grassroots.Id, "表兄"), desk.Case!).ToArray());
        Assert.IsEmpty(ReviewedEvidence.FallenBy(new RelativeDeclared(desk.Next, desk.Now, Desk.County.Id, Desk.Colleague.Id, "表兄"), desk.Case!));
        Assert.IsEmpty(ReviewedEvidence.FallenBy(new Noted(desk.Next, desk.Now, Desk.County.Id, "x", []), desk.Case!));
    }

    private sealed class Known : ICoverageAnswers
    {
        public Answer For(string person, string registry, string dataset, Month month) => Answer.Found;

        public DateOnly? AsOf(string person, string registry, string dataset, Month month) => Expires;
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
