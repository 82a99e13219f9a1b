using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>Which delivery speaks: by as-of dates, whenever it arrived.</summary>
[TestClass]
public sealed class BatchesInForceTests
{
    private static readonly District Guangzhou = new(440106);
    private static readonly DateOnly EndOfQuarter = new(2026, 9, 30);

    private static readonly DatasetTerms[] Terms = [new("tax", "wages", true, 60), new("vehicle", "vehicles", false, 60)];

    private static Batch Wages(long id, string asOf, string first, string last, int scope = 440000, DeliveryMode mode = DeliveryMode.Full, BatchState state = BatchState.Accepted) =>
        Of(id, "tax", "wages", asOf, first, last, scope, mode, state);

    private static Batch Of(long id, string registry, string dataset, string asOf, string first, string last, int scope, DeliveryMode mode, BatchState state) => new(
        id,
        new Manifest(registry, dataset, new District(scope), DateOnly.ParseExact(asOf, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Month.Parse(first), Month.Parse(last), mode, ExtractEncoding.Utf8, 1, new string('0', 64), null),
        "f.csv", state, null, BatchCounts.None, DateTimeOffset.UnixEpoch)
    {
        Pass = new MatchPass(1, EndOfQuarter),
    };

    private static long? Full(BatchesInForce batches, string month, string dataset = "tax/wages") =>
        batches.For(dataset.Split('/')[0], dataset.Split('/')[1], Guangzhou, Month.Parse(month))?.Full.Id;

    [TestMethod]
    public void Of_each_month_the_delivery_with_the_newest_as_of_date_speaks_even_when_it_came_first()
    {
        Batch[] deliveries = [Wages(1, "2026-09-30", "2026-04", "2026-09"), Wages(2, "2026-06-30", "2026-01", "2026-06"), Wages(3, "2026-09-30", "2026-09", "2026-09")];
        foreach (var order in new[] { deliveries, [.. deliveries.Reverse()] })
        {
            var batches = new BatchesInForce(order, Terms, new DateOnly(2026, 10, 20), EndOfQuarter);
            Assert.AreEqual(2, Full(batches, "2026-03"));
            Assert.AreEqual(1, Full(batches, "2026-05"));
            Assert.AreEqual(3, Full(batches, "2026-09"), "of one as-of date the later registered corrects the earlier");
            Assert.IsNull(Full(batches, "2026-10"));
        }
    }

    [TestMethod]
    public void A_past_quarter_is_judged_on_what_was_known_at_its_cutoff()
    {
        var batches = new BatchesInForce(
            [Wages(1, "2026-06-30", "2026-01", "2026-06"), Wages(2, "2026-09-30", "2026-04", "2026-09")], Terms, new DateOnly(2026, 7, 20), new DateOnly(2026, 6, 30));
        Assert.AreEqual(1, Full(batches, "2026-05"));
    }

    [TestMethod]
    public void Refused_and_pending_deliveries_do_not_speak_and_the_last_good_one_stays()
    {
        var batches = new BatchesInForce(
            [Wages(1, "2026-06-30", "2026-04", "2026-06"), Wages(2, "2026-07-31", "2026-04", "2026-06", state: BatchState.Refused), Wages(3, "2026-08-31", "2026-04", "2026-06", state: BatchState.Pending)],
            Terms, new DateOnly(2026, 10, 20), EndOfQuarter);
        Assert.AreEqual(1, Full(batches, "2026-05"));
    }

    [TestMethod]
    [DataRow("2026-08-01", true)]
    [DataRow("2026-07-31", false)]
    public void A_state_is_believed_for_its_days_and_no_longer(string asOf, bool believed)
    {
        var batches = new BatchesInForce([Of(1, "vehicle", "vehicles", asOf, "2026-04", "2026-09", 440000, DeliveryMode.Full, BatchState.Accepted)], Terms, new DateOnly(2026, 10, 20), EndOfQuarter);
        Assert.AreEqual(believed, Full(batches, "2026-09", "vehicle/vehicles") is not null);
    }

    [TestMethod]
    public void A_city_s_delivery_speaks_for_the_city_and_increments_add_to_the_full_one_before_them()
    {
        var batches = new BatchesInForce(
            [Wages(1, "2026-06-30", "2026-04", "2026-09"), Wages(2, "2026-08-31", "2026-04", "2026-09", 440100), Wages(3, "2026-09-30", "2026-04", "2026-09", 440300),
             Wages(4, "2026-09-15", "2026-04", "2026-09", 440100, DeliveryMode.Increment), Wages(5, "2026-07-15", "2026-04", "2026-09", 440100, DeliveryMode.Increment)],
            Terms, new DateOnly(2026, 10, 20), EndOfQuarter);
        var chosen = batches.For("tax", "wages", Guangzhou, new Month(2026, 5))!;
        Assert.AreEqual(2, chosen.Full.Id);
        CollectionAssert.AreEqual(new[] { 4L }, chosen.Increments.Select(b => b.Id).ToArray());
        Assert.AreEqual(new DateOnly(2026, 9, 15), chosen.AsOf);
    }

    [TestMethod]
    public void Each_of_the_five_answers_is_given_where_it_is_true()
    {
        var id = ResidentId.FromBody(44010619800523123)!.Value;
        var member = new HouseholdMember("H/1", PersonName.TryCreate("王伟")!, id.Reveal(), id, Relation.Principal, true, false, false, DateInterval.Always);
        var spouse = member with { Person = "H/2", Relation = Relation.Spouse };
        var household = new Household("H", Guangzhou, FileState.Active, null, [], null, null, [member, spouse],
            [new Authorisation("H/1", ["*"], new DateInterval(new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1))),
             new Authorisation("H/2", ["vehicle"], new DateInterval(new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1)))], []);
        var batches = new BatchesInForce([Wages(1, "2026-09-30", "2026-04", "2026-08")], Terms, new DateOnly(2026, 10, 20), EndOfQuarter);
        var wage = new MonthlyIncome("H/1", "tax", "wages", MatchGrade.Certain, new Provenance(1, "f.csv", 2, 0, "00"), IncomeKind.Wage, new Month(2026, 5), Money.Yuan(1));
        CoverageTerms TermsWith(bool refused = false, bool changed = false, bool aside = false) => new(
            EndOfQuarter, new DateOnly(2026, 10, 20), _ => AgreementCovers.Authorised, _ => refused, (_, _) => changed, (_, _) => aside);
        var answers = new CoverageAnswers(household, batches, [wage], TermsWith());
        Assert.AreEqual(Answer.Found, answers.For("H/1", "tax", "wages", new Month(2026, 5)));
        Assert.AreEqual(Answer.NoRecord, answers.For("H/1", "tax", "wages", new Month(2026, 6)));
        Assert.AreEqual(Answer.NotAsked, answers.For("H/2", "tax", "wages", new Month(2026, 6)));
        Assert.AreEqual(Answer.Failed, answers.For("H/1", "tax", "wages", new Month(2026, 9)), "not delivered");
        Assert.AreEqual(Answer.Refused, new CoverageAnswers(household, batches, [wage], TermsWith(refused: true)).For("H/1", "tax", "wages", new Month(2026, 9)));
        Assert.AreEqual(Answer.Failed, new CoverageAnswers(household, batches, [wage], TermsWith(changed: true)).For("H/1", "tax", "wages", new Month(2026, 5)), "not among those asked");
        Assert.AreEqual(Answer.Failed, new CoverageAnswers(household, batches, [wage], TermsWith(aside: true)).For("H/1", "tax", "wages", new Month(2026, 6)), "own row set aside");
        Fact[] doubtful = [wage, wage with { Grade = MatchGrade.Doubtful, Month = new Month(2026, 6) }, wage with { Grade = MatchGrade.Doubtful }];
        var withDoubt = new CoverageAnswers(household, batches, doubtful, TermsWith());
        Assert.AreEqual(Answer.Failed, withDoubt.For("H/1", "tax", "wages", new Month(2026, 6)), "a row that may be his");
        Assert.AreEqual(Answer.Found, withDoubt.For("H/1", "tax", "wages", new Month(2026, 5)), "another one is his for certain");
        Assert.AreEqual(Answer.NoRecord, withDoubt.For("H/1", "tax", "wages", new Month(2026, 7)));
    }

    /// <summary>Nobody is known to be absent who could not have been found.</summary>
    [TestMethod]
    [DataRow("", Answer.Failed)]
    [DataRow("护照E1234567", Answer.Failed)]
    [DataRow("4401061980", Answer.Failed)]
    [DataRow("4.40106E+17", Answer.Failed)]
    [DataRow("440106198005231239", Answer.NoRecord)]
    public void Whoever_has_no_number_that_can_be_looked_for_is_never_known_to_have_no_record(string written, Answer expected)
    {
        Assert.IsNull(ResidentIdReader.Read(written).Id);
        var member = new HouseholdMember("H/1", PersonName.TryCreate("王伟")!, written, null, Relation.Principal, true, false, false, DateInterval.Always);
        var household = new Household("H", Guangzhou, FileState.Active, null, [], null, null, [member], [new Authorisation("H/1", ["*"], DateInterval.Always)], []);
        var batches = new BatchesInForce([Wages(1, "2026-09-30", "2026-04", "2026-08")], Terms, new DateOnly(2026, 10, 20), EndOfQuarter);
        var wage = new MonthlyIncome("H/1", "tax", "wages", MatchGrade.Probable, new Provenance(1, "f.csv", 2, 0, "00"), IncomeKind.Wage, new Month(2026, 5), Money.Yuan(1));
        var answers = new CoverageAnswers(household, batches, [wage], new CoverageTerms(EndOfQuarter, new DateOnly(2026, 10, 20), _ => AgreementCovers.Authorised, _ => false, (_, _) => false, (_, _) => false));
        Assert.AreEqual(expected, answers.For("H/1", "tax", "wages", new Month(2026, 6)));
        Assert.AreEqual(Answer.Found, answers.For("H/1", "tax", "wages", new Month(2026, 5)), "what was found by name and details is found");
    }

    [TestMethod]
    public void An_increment_matched_again_speaks_once_by_its_newest_pass()
    {
        Batch Again(long id, Batch batch) => batch with { Id = id, Pass = new MatchPass(2, EndOfQuarter) };
        var (full, increment) = (Wages(1, "2026-06-30", "2026-04", "2026-09"), Wages(2, "2026-08-31", "2026-04", "2026-09", mode: DeliveryMode.Increment));
        var chosen = new BatchesInForce([full, increment, Again(3, full), Again(4, increment)], Terms, new DateOnly(2026, 10, 20), EndOfQuarter)
            .For("tax", "wages", Guangzhou, new Month(2026, 5))!;
        Assert.AreEqual(3, chosen.Full.Id);
        CollectionAssert.AreEqual(new[] { 4L }, chosen.Increments.Select(b => b.Id).ToArray());
    }

    [TestMethod]
    public void Nobody_is_known_to_be_absent_while_an_increment_was_matched_against_other_people()
    {
        var id = ResidentId.FromBody(44010619800523123)!.Value;
        var person = new HouseholdMember("H/1", PersonName.TryCreate("王伟")!, id.Reveal(), id, Relation.Principal, true, false, false, DateInterval.Always);
        var household = new Household("H", Guangzhou, FileState.Active, null, [], null, null, [person], [new Authorisation("H/1", ["*"], DateInterval.Always)], []);
        var full = Wages(3, "2026-06-30", "2026-04", "2026-09") with { Pass = new MatchPass(2, EndOfQuarter) };
        var increment = Wages(4, "2026-08-31", "2026-04", "2026-09", mode: DeliveryMode.Increment);
        var terms = new CoverageTerms(EndOfQuarter, new DateOnly(2026, 10, 20), _ => AgreementCovers.Authorised, _ => false, (import, _) => import == 1, (_, _) => false);
        Answer Of(params Batch[] batches) => new CoverageAnswers(household, new BatchesInForce(batches, Terms, new DateOnly(2026, 10, 20), EndOfQuarter), [], terms)
            .For("H/1", "tax", "wages", new Month(2026, 5));
        Assert.AreEqual(Answer.NoRecord, Of(full));
        Assert.AreEqual(Answer.Failed, Of(full, increment), "its file is gone, so it could not be matched again");
        Assert.AreEqual(Answer.NoRecord, Of(full, increment, increment with { Id = 5, Pass = new MatchPass(2, EndOfQuarter) }));
    }
}
