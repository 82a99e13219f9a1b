using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Tests.Extracts;
using DataMatching.Time;

namespace DataMatching.Tests.Matching;

[TestClass]
public sealed class MatchExplanationTests
{
    private const int People = 1 << 16;
    private static readonly string Number = ScanBench.Id(7);

    /// <summary>One wrong digit; two neighbours exchanged; a wrong check character.</summary>
    private static readonly string WrongDigit = Number[..9] + (Number[9] == '3' ? '4' : '3') + Number[10..];
    private static readonly string Exchanged = Number[..16] + Number[17] + Number[16];
    private static readonly string WrongCheck = Number[..17] + (Number[17] == '1' ? '2' : '1');

    private static HouseholdMember Member(string number, string name) =>
        new("KN1/1", PersonName.TryCreate(name)!, number, ResidentIdReader.Read(number).Id, Relation.Principal, true, false, false, DateInterval.Always);

    private static MatchExplanation Explain(string ourName, string theirNumber, string theirName, string? ours = null) => MatchExplanation.Of(Member(ours ?? Number, ourName), theirNumber, theirName, People);

    public static IEnumerable<object?[]> Levels =>
    [
        [Number, "王伟", NumberAgreement.Equal, NameAgreement.Same, MatchGrade.Certain],
        [Number.ToLowerInvariant() + " ", "王 伟", NumberAgreement.Equal, NameAgreement.Same, MatchGrade.Certain],
        [Number, "王?", NumberAgreement.Equal, NameAgreement.Variant, MatchGrade.Probable],
        [Number, "王玮", NumberAgreement.Equal, NameAgreement.Homophone, MatchGrade.Probable],
        [Number, "赵六", NumberAgreement.Equal, NameAgreement.Different, MatchGrade.Conflict],
        [Number, "", NumberAgreement.Equal, NameAgreement.Different, MatchGrade.Conflict],
        [WrongDigit, "王伟", NumberAgreement.Slip, NameAgreement.Same, MatchGrade.Probable],
        [WrongCheck, "王玮", NumberAgreement.Slip, NameAgreement.Homophone, MatchGrade.Probable],
        [Exchanged, "赵六", NumberAgreement.Slip, NameAgreement.Different, null],
        [ScanBench.Id(8), "王伟", NumberAgreement.Different, NameAgreement.Same, null],
        ["", "王伟", NumberAgreement.Different, NameAgreement.Same, null],
    ];

    [TestMethod]
    [DynamicData(nameof(Levels))]
    public void Levels_and_grade_are_those_of_the_matcher(string number, string name, NumberAgreement numbers, NameAgreement names, MatchGrade? grade)
    {
        var explained = Explain("王伟", number, name);
        Assert.AreEqual((numbers, names, grade), (explained.Number, explained.Name, explained.Grade));
        Assert.AreEqual(ByMatcher(Number, "王伟", number, name), explained.Grade, "the matcher");
    }

    [TestMethod]
    public void A_number_that_fails_in_our_own_file_is_one_slip_from_the_right_one_as_for_the_matcher()
    {
        foreach (var ours in new[] { WrongDigit, Exchanged, WrongCheck })
        {
            if (ResidentIdReader.Read(ours).Id is not null) continue;
            var explained = Explain("王伟", Number, "王伟", ours);
            Assert.AreEqual((NumberAgreement.Slip, MatchGrade.Probable), (explained.Number, explained.Grade));
            Assert.AreEqual(MatchGrade.Probable, ByMatcher(ours, "王伟", Number, "王伟"));
        }
    }

    [TestMethod]
    public void Whatever_is_compared_page_and_matcher_say_the_same_grade()
    {
        string[] names = ["王伟", "王玮", "王?", "赵六", "乾坤", "干坤", "阿卜杜拉·买买提", "阿卜杜拉", "", "１"];
        string[] numbers = [Number, WrongDigit, Exchanged, WrongCheck, ScanBench.Id(8), Number[..17], "护照E12345678", "", Number[..6] + Number[8..17]];
        var compared = 0;
        foreach (var ours in numbers)
        {
            foreach (var ourName in names.Where(n => PersonName.TryCreate(n) is not null))
            {
                foreach (var theirs in numbers)
                {
                    foreach (var theirName in names)
                    {
                        compared++;
                        Assert.AreEqual(ByMatcher(ours, ourName, theirs, theirName), Explain(ourName, theirs, theirName, ours).Grade, $"numbers {Array.IndexOf(numbers, ours)}/{Array.IndexOf(numbers, theirs)}, names {ourName}/{theirName}");
                    }
                }
            }
        }

        Assert.IsGreaterThan(5000, compared);
    }

    [TestMethod]
    public void A_number_of_before_needs_a_name_that_agrees_and_a_shared_one_is_under_another_name_the_others()
    {
        string before = ScanBench.Id(9), failing = before[..9] + (before[9] == '3' ? '4' : '3') + before[10..];
        foreach (var (ours, shares, theirs, theirName, number, grade) in new (string, bool, string, string, NumberAgreement, MatchGrade?)[]
        {
            (Number, false, before, "王伟", NumberAgreement.Former, MatchGrade.Probable), (Number, false, before, "王玮", NumberAgreement.Former, MatchGrade.Probable),
            (Number, false, before, "赵六", NumberAgreement.Former, null), (Number, false, before, "", NumberAgreement.Former, MatchGrade.Conflict), (Number, true, Number, " ", NumberAgreement.Shared, MatchGrade.Conflict),
            (Number, true, Number, "王伟", NumberAgreement.Shared, MatchGrade.Certain), (Number, true, Number, "王玮", NumberAgreement.Shared, MatchGrade.Probable),
            (Number, true, Number, "赵六", NumberAgreement.Shared, null), (Number, true, before, "王伟", NumberAgreement.Former, MatchGrade.Probable),
            (Number, true, WrongDigit, "王伟", NumberAgreement.Slip, MatchGrade.Probable), (failing, false, before, "王伟", NumberAgreement.Former, MatchGrade.Probable),
            (Number, false, Number, "赵六", NumberAgreement.Equal, MatchGrade.Conflict), (Number, false, failing, "王伟", NumberAgreement.Different, null),
        })
        {
            var member = Member(ours, "王伟") with { FormerIds = [ResidentIdReader.Read(before).Id!.Value], SharesId = shares };
            var explained = MatchExplanation.Of(member, theirs, theirName, People);
            Assert.AreEqual((number, grade), (explained.Number, explained.Grade), $"{number} {theirName}");
            var people = new UnionPeople([new UnionPerson(member.Person, member.Id, ours, member.Name) { FormerIds = member.FormerIds, SharesId = shares }]);
            Assert.AreEqual(grade, ByMatcher(people, theirs, theirName), $"{number} {theirName}");
        }
    }

    /// <summary>Whether a number is shared or was another's: who may be meant by a broken row, or by one without a name, is never said to have no record.</summary>
    [TestMethod]
    public void A_broken_row_and_one_without_a_name_are_not_nobodys()
    {
        var before = ScanBench.Id(9);
        UnionPerson Known(UnionPerson person) => person with { SharesId = true, FormerIds = [ResidentIdReader.Read(before).Id!.Value] };
        foreach (var (number, whose) in new[] { (ScanBench.OurIds[0], "H0/1"), (before, "H0/1") })
        {
            var scan = ScanBench.Scan($"姓名,证件号码,备注,住址\n赵六,{number},x,y,one too many\n,{number},x,y\n赵六,{number},x,y\n", known: p => p.Person == whose ? Known(p) : p);
            Assert.AreEqual(whose, scan.SetAside.Single().Person);
            Assert.StartsWith($"{whose}|{MatchGrade.Conflict}|", scan.Facts.Single(), StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void A_number_that_one_had_before_and_another_has_today_goes_by_the_name()
    {
        var id = ResidentIdReader.Read(Number).Id!.Value;
        UnionPerson today = new("A/1", id, Number, PersonName.TryCreate("王伟")!), before = new("B/1", ResidentIdReader.Read(ScanBench.Id(9)).Id, ScanBench.Id(9), PersonName.TryCreate("赵六")!) { FormerIds = [id] };
        var people = new UnionPeople([today, before]);
        int[] found = [0];
        people.LookUp([id.Body], found);
        Assert.AreEqual(UnionPeople.Several, found[0]);
        Assert.AreEqual(new Match(0, MatchGrade.Certain), people.Match(id.Body, today.Name).Single());
        Assert.AreEqual(new Match(1, MatchGrade.Probable), people.Match(id.Body, before.Name).Single());
        Assert.AreEqual(new Match(0, MatchGrade.Conflict), people.Match(id.Body, PersonName.TryCreate("孙七")).Single());
        new UnionPeople([before]).LookUp([id.Body], found);
        Assert.AreEqual(UnionPeople.Several, found[0], "never at once as his own");
    }

    [TestMethod]
    public void Weights_add_up_from_the_prior_to_the_probability()
    {
        var match = Explain("王伟", Number, "王伟");
        Assert.AreEqual(-16.0, match.PriorBits, 1e-9);
        Assert.AreEqual(Math.Log2(0.98 / 0.001) + 16, match.NumberOdds.Bits, 1e-9);
        Assert.AreEqual(12.23, match.NameOdds!.Value.Bits, 0.01);
        Assert.AreEqual(match.PriorBits + match.NumberOdds.Bits + match.NameOdds.Value.Bits, match.TotalBits, 1e-9);
        Assert.AreEqual(Math.Pow(2, match.TotalBits), match.Probability / (1 - match.Probability), Math.Pow(2, match.TotalBits) * 1e-6);
    }

    [TestMethod]
    public void What_agrees_more_weighs_more_and_a_conflict_stays_near_a_coins_toss_however_many_people_there_are()
    {
        var ordered = new[] { Explain("王伟", Number, "王伟"), Explain("王伟", Number, "王?"), Explain("王伟", Number, "王玮"), Explain("王伟", Number, "赵六") };
        CollectionAssert.AreEqual(ordered.OrderByDescending(m => m.TotalBits).ToArray(), ordered);
        Assert.IsLessThan(ordered[0].TotalBits, Explain("王伟", WrongDigit, "王伟").TotalBits);
        Assert.IsLessThan(0, ordered[3].NameOdds!.Value.Bits);
        foreach (var people in new[] { 1, 1000, 50_000_000 })
        {
            var conflict = MatchExplanation.Of(Member(Number, "王伟"), Number, "赵六", people);
            Assert.AreEqual(0.66, conflict.Probability, 0.01, $"{people} people");
        }
    }

    [TestMethod]
    public void A_row_without_a_name_says_nothing_by_it()
    {
        var match = Explain("王伟", Number, "  ");
        Assert.IsTrue(match.NameMissing);
        Assert.IsNull(match.NameOdds);
        Assert.AreEqual(match.PriorBits + match.NumberOdds.Bits, match.TotalBits, 1e-9);
    }

    [TestMethod]
    public void The_places_of_a_slip_are_told_and_no_digit()
    {
        CollectionAssert.AreEqual(new[] { 10 }, Explain("王伟", WrongDigit, "王伟").SlipPlaces.ToArray());
        CollectionAssert.AreEqual(new[] { 18 }, Explain("王伟", WrongCheck, "王伟").SlipPlaces.ToArray());
        CollectionAssert.AreEqual(new[] { 17, 18 }, Explain("王伟", Exchanged, "王伟").SlipPlaces.ToArray());
        Assert.IsEmpty(Explain("王伟", Number, "王伟").SlipPlaces);
    }

    [TestMethod]
    public void The_levels_of_each_comparison_add_up_to_one()
    {
        foreach (var people in new[] { 1, 1700, 10_000_000 })
        {
            // A number is either known to be shared or not.
            var numbers = Enum.GetValues<NumberAgreement>().Where(n => n != NumberAgreement.Shared).Select(n => AssumedWeights.Of(n, people)).ToList();
            Assert.AreEqual(1, numbers.Sum(o => o.M), 1e-12);
            Assert.AreEqual(1, numbers.Sum(o => o.U), 1e-12);
        }

        var names = Enum.GetValues<NameAgreement>().Select(AssumedWeights.Of).ToList();
        Assert.AreEqual(1, names.Sum(o => o.M), 1e-12);
        Assert.AreEqual(1, names.Sum(o => o.U), 1e-12);
    }

    /// <summary>What the matcher itself makes of a row when there is only this one person.</summary>
    private static MatchGrade? ByMatcher(string ours, string ourName, string theirs, string theirName)
    {
        return ByMatcher(new UnionPeople([new UnionPerson("KN1/1", ResidentIdReader.Read(ours).Id, ours, PersonName.TryCreate(ourName)!)]), theirs, theirName);
    }

    private static MatchGrade? ByMatcher(UnionPeople people, string theirs, string theirName)
    {
        var reading = ResidentIdReader.Read(theirs);
        var name = PersonName.TryCreate(theirName);
        var found = reading.Id is { } id ? people.Match(id.Body, name) : reading.MayBeSlip ? people.MatchSlips(theirs, name) : [];
        return found.Count == 0 ? null : found.Single().Grade;
    }
}
