using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Description;
using DataMatching.Time;

namespace DataMatching.Tests.Matching;

/// <summary>The blind check of matches without a number: what is drawn, and what follows from answers.</summary>
[TestClass]
public sealed class MatchCheckTests
{
    private static readonly MatchThresholds Meant = MatchThresholds.Meant;

    private static string Hash(int n) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(n)));

    private static PersonName Name(string name) => PersonName.TryCreate(name)!;

    private static WeighedRow Row(int n, double probability) => new(Hash(n), n, n * 10, probability > 0 ? n : -1, probability, Meant.GradeOf(probability, false), Name("王伟"), default);

    private static Batch Batch(long id, string dataset = "units", DateOnly? asOf = null) => new(
        id, new Manifest("property", dataset, new District(440000), asOf ?? new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, ExtractEncoding.Utf8, 9, new string('a', 64), null),
        $"property/{id}.csv", BatchState.Accepted, null, BatchCounts.None, default);

    /// <summary>A delivery whose strata hold rows numbered from <paramref name="first"/>, each about a person of its own number.</summary>
    private static DescribedSample Sample(int first, params (RowStratum Stratum, int Size, double Bits)[] strata)
    {
        var n = first;
        return new DescribedSample(Meant, [.. strata.Select(s => new DrawnStratum(s.Stratum, s.Size, [.. Enumerable.Range(0, s.Size).Select(_ => n++).Select(i => new DrawnRow(Hash(i), i, i, $"KN{i}/1", new District(440305), s.Bits)).OrderBy(r => r.RowHash, StringComparer.Ordinal).Take(s.Stratum.Most)]))]);
    }

    [TestMethod]
    public void Of_each_kind_those_with_the_lowest_hashes_are_drawn_in_whatever_order_rows_come()
    {
        List<WeighedRow> rows = [.. Enumerable.Range(0, 300).Select(n => Row(n, 0.9995)), .. Enumerable.Range(300, 700).Select(n => Row(n, n % 2 == 0 ? 0 : 0.009)), .. Enumerable.Range(1000, 7).Select(n => Row(n, 0.5)), Row(2000, 0.99), Row(2001, 0.1), Row(2002, 0.0999)];
        var (there, back) = (new WeighedRows(Meant), new WeighedRows(Meant));
        foreach (var row in rows) there.Add(row);
        foreach (var row in Enumerable.Reverse(rows)) back.Add(row);
        var strata = there.Strata.ToList();
        CollectionAssert.AreEqual(
            new[] { "Probable 0.999 300 100", "Probable 0.99 1 1", "Doubtful 0.5 7 7", "Doubtful 0.1 1 1", " 0.01 1 1", " 0 700 500" },
            strata.Select(s => FormattableString.Invariant($"{s.Stratum.Grade} {s.Stratum.From} {s.Size} {s.Drawn.Count}")).ToArray());
        CollectionAssert.AreEqual(strata.SelectMany(s => s.Drawn).Select(r => r.Line).ToArray(), back.Strata.SelectMany(s => s.Drawn).Select(r => r.Line).ToArray());
        var lowest = rows.Take(300).OrderBy(r => r.RowHash, StringComparer.Ordinal).Take(100).Select(r => r.Line);
        CollectionAssert.AreEqual(lowest.ToArray(), strata[0].Drawn.Select(r => r.Line).ToArray());
    }

    [TestMethod]
    public void Of_several_deliveries_the_same_rows_are_drawn_as_of_one()
    {
        var sure = new RowStratum(MatchGrade.Probable, 6);
        var (one, two) = (Sample(0, (sure, 90, 12)), Sample(90, (sure, 60, 12)));
        var both = MatchCheck.Of([(Batch(1), one), (Batch(2), two)]);
        Assert.AreEqual(150, both.Strata.Single().Size);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 150).Select(Hash).Order(StringComparer.Ordinal).Take(100).ToArray(), both.Pairs.Select(p => p.Key.RowHash).ToArray());
        CollectionAssert.AreEqual(both.Pairs.Select(p => p.Key).ToArray(), MatchCheck.Of([(Batch(2), two), (Batch(1), one)]).Pairs.Select(p => p.Key).ToArray());

        var again = MatchCheck.Of([(Batch(1), one), (Batch(3), one)]);
        Assert.IsTrue(again.Pairs.All(p => p.Batch == 3), "a row that stands in two deliveries is looked at once, in the newer one");
        Assert.AreEqual((90, 90L, 90), (again.Pairs.Count, again.Strata.Single().Size, again.Strata.Single().Drawn.Count), "and counted once");
        Assert.AreEqual(180, MatchCheck.Of([(Batch(1), one), (Batch(2, "other"), one)]).Strata.Single().Size, "of another dataset it is another row");
        Assert.IsEmpty(MatchCheck.Of([]).Strata);
    }

    /// <summary>Not all are drawn, and two in three stand in both: how many there are follows from those drawn.</summary>
    [TestMethod]
    public void Rows_that_several_deliveries_hold_are_counted_once_as_far_as_the_drawn_ones_tell()
    {
        var (old, now) = (Lowest(0), Lowest(100));
        var both = MatchCheck.Of([(Batch(1), old), (Batch(2), now)]).Strata.Single();
        Assert.HasCount(100, both.Drawn);
        Assert.IsTrue(both.Size is > 540 and < 660, $"600 there are, {both.Size} were counted");
        var lowest = Enumerable.Range(0, 600).Select(Hash).Order(StringComparer.Ordinal).Take(100).ToArray();
        CollectionAssert.AreEqual(lowest, both.Drawn.Select(d => d.Pair!.Value.RowHash).ToArray(), "as of all in one");

        static DescribedSample Lowest(int first) => new(Meant, [new DrawnStratum(new RowStratum(MatchGrade.Probable, 6), 500,
            [.. Enumerable.Range(first, 500).Select(i => new DrawnRow(Hash(i), i, i, $"KN{i}/1", new District(440305), 12)).OrderBy(r => r.RowHash, StringComparer.Ordinal).Take(100)])]);
    }

    /// <summary>Large kinds are drawn at low hashes alone: in the order of hashes one could tell which they are.</summary>
    [TestMethod]
    public void The_order_of_pairs_does_not_tell_their_kind()
    {
        var check = MatchCheck.Of([(Batch(1), Sample(0, (new RowStratum(MatchGrade.Probable, 6), 5000, 12), (new RowStratum(MatchGrade.Doubtful, 3), 40, 0)))]);
        var doubtful = check.Strata[1].Drawn.Select(d => d.Pair!.Value).ToHashSet();
        var first = check.Pairs.Take(70).Count(p => doubtful.Contains(p.Key));
        Assert.IsTrue(first is > 10 and < 30, $"of 40 among 140 there are {first} in the first half");
    }

    [TestMethod]
    public void Answers_give_precision_and_recall_and_what_nobody_has_to_look_at_is_nobodys()
    {
        // 30 probable (27 his), 20 doubtful (10 his), 10 likely to be nobody's (1 his), 400 like nobody, of whom 8 are looked at and 1 is his.
        RowStratum probable = new(MatchGrade.Probable, 6), doubtful = new(MatchGrade.Doubtful, 3), not = new(null, 1), rest = new(null, 0);
        var sample = Sample(0, (probable, 30, 11), (doubtful, 20, 1), (not, 10, -5), (rest, 400, -9));
        var last = sample.Strata[3];
        sample = sample with { Strata = [.. sample.Strata.Take(3), last with { Drawn = [.. last.Drawn.Select((d, i) => i < 8 ? d : d with { Person = null, District = null })] }] };
        var check = MatchCheck.Of([(Batch(1), sample)]);
        var answers = new Dictionary<PairKey, MatchAnswer>();
        int[] his = [27, 10, 1, 1];
        for (var s = 0; s < 4; s++)
        {
            var shown = check.Strata[s].Drawn.Where(d => d.Pair is not null).ToList();
            for (var i = 0; i < shown.Count; i++) answers[shown[i].Pair!.Value] = i < his[s] ? MatchAnswer.Same : MatchAnswer.Other;
        }

        var result = MatchCheckResult.Of(check, answers);
        Assert.AreEqual(27 / 30.0, result.Precision!.Share, 1e-9);
        Assert.AreEqual(27 / 39.0, result.Recall!.Share, 1e-9);
        Assert.AreEqual(37 / 39.0, result.Found!.Share, 1e-9);
        Assert.AreEqual((27 / 30.0, 27 / 30.0), (result.Precision.Low, result.Precision.High), "all of them were looked at");
        Assert.AreEqual((460, 68, 68), (result.Strata.Sum(s => s.Drawn), result.Strata.Sum(s => s.Shown), result.Strata.Sum(s => s.Answered)));

        foreach (var pair in check.Strata[1].Drawn.Take(11)) answers[pair.Pair!.Value] = MatchAnswer.Untold;
        var open = MatchCheckResult.Of(check, answers);
        Assert.IsTrue(open is { Precision: null, Recall: null, Found: null, Proposed: null }, "of the doubtful ones less than half can be told");
        Assert.AreEqual((9, 11, true), (open.Strata[1].Answered, open.Strata[1].Untold, open.Strata[1].IsDone));
        Assert.IsNull(MatchCheckResult.Of(check, new Dictionary<PairKey, MatchAnswer>()).Precision);
    }

    /// <summary>Of rows like nobody a fifth has to be looked at: half of the answers say what all of them would.</summary>
    [TestMethod]
    public void Answers_that_are_missing_are_not_taken_for_others()
    {
        RowStratum probable = new(MatchGrade.Probable, 6), rest = new(null, 0);
        var sample = Sample(0, (probable, 50, 11), (rest, 400, -9));
        var last = sample.Strata[1];
        sample = sample with { Strata = [sample.Strata[0], last with { Drawn = [.. last.Drawn.Select((d, i) => i < 80 ? d : d with { Person = null, District = null })] }] };
        var check = MatchCheck.Of([(Batch(1), sample)]);
        var answers = check.Strata[0].Drawn.ToDictionary(d => d.Pair!.Value, _ => MatchAnswer.Same);
        var shown = check.Strata[1].Drawn.Where(d => d.Pair is not null).Select(d => d.Pair!.Value).ToList();
        for (var i = 0; i < 40; i++) answers[shown[i]] = i < 5 ? MatchAnswer.Same : MatchAnswer.Other;
        Assert.AreEqual(50 / 60.0, MatchCheckResult.Of(check, answers).Recall!.Share, 1e-9, "ten are his when five of half of them are");
        for (var i = 40; i < 80; i++) answers[shown[i]] = i < 45 ? MatchAnswer.Same : MatchAnswer.Other;
        var all = MatchCheckResult.Of(check, answers).Recall!;
        Assert.AreEqual((50 / 60.0, 50 / 60.0, 50 / 60.0), (all.Share, all.Low, all.High), "all were looked at");
    }

    [TestMethod]
    [DataRow(1.0, 1.0)]
    [DataRow(0.9, 0.4)]
    public void Thresholds_follow_the_answers(double ofProbable, double ofDoubtful)
    {
        // What the program takes for 0.995 and for 0.5 is right so often.
        RowStratum probable = new(MatchGrade.Probable, 5), doubtful = new(MatchGrade.Doubtful, 3);
        var check = MatchCheck.Of([(Batch(1), Sample(0, (probable, 400, Math.Log2(0.995 / 0.005)), (doubtful, 400, 0)))]);
        var answers = check.Strata.SelectMany((s, k) => s.Drawn.Select((d, i) => (d.Pair!.Value, i < Math.Round((k == 0 ? ofProbable : ofDoubtful) * s.Drawn.Count) ? MatchAnswer.Same : MatchAnswer.Other))).ToDictionary(a => a.Value, a => a.Item2);
        var proposed = MatchCheckResult.Of(check, answers).Proposed!;
        Assert.IsTrue(proposed.AreInRange);
        Assert.AreEqual(proposed.Probable, Math.Round(proposed.Probable, 6), "as config/site.json takes it");
        if (ofProbable < 0.95) Assert.IsGreaterThan(Meant.Probable, proposed.Probable, "what was taken for 0.995 is right less often: more has to speak for a match");
        else Assert.IsLessThan(Meant.Doubtful, proposed.Doubtful, "even what was doubtful is all his: less is enough");
    }

    /// <summary>Everybody is looked at, by all processors: the same as one by one.</summary>
    [TestMethod]
    public void The_likest_is_found_among_all()
    {
        var random = new Random(5);
        string[] names = ["王伟", "欧阳修竹", "李秀英", "李秀瑛", "张三丰"];
        PersonDetails Details() => new()
        {
            Birth = FormattableString.Invariant($"19{random.Next(70, 74)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}"),
            Sex = random.Next(2) == 0 ? "男" : "女",
            Phone = random.Next(3) == 0 ? FormattableString.Invariant($"1380000{random.Next(1000, 1200)}") : "",
            Address = random.Next(3) == 0 ? FormattableString.Invariant($"示例路{random.Next(90)}号") : "",
        };
        var people = Enumerable.Range(0, 9000).Select(i => new UnionPerson($"K{i}/1", null, "", Name(names[random.Next(3)])) { Details = Details() }).ToList();
        var index = new UnionPeople(people);
        List<WeighedRow> rows = [.. Enumerable.Range(0, 60).Select(n => new WeighedRow(Hash(n), n, n, -1, 0, null, Name(names[random.Next(names.Length)]), PersonMarks.Of(Details()))), new WeighedRow(Hash(99), 99, 99, -1, 0, null, Name("诸葛孔明"), PersonMarks.Of(new PersonDetails { Birth = "1888-08-08" }))];
        static bool Allows(int person) => person % 3 != 0;
        var found = index.MostAlike(rows, 1000, Allows, CancellationToken.None);
        Assert.IsNull(found[^1], "nobody has anything in common with him");
        for (var i = 0; i < rows.Count - 1; i++)
        {
            var best = Enumerable.Range(0, people.Count).Where(Allows).Where(p => IsLike(people[p], rows[i]))
                .Select(p => (Person: p, Bits: DescriptionMatch.Of(people[p].Name, PersonMarks.Of(null, people[p].Details), rows[i].Name, rows[i].Marks, DescriptionMatch.LeastPopulation).TotalBits)).OrderByDescending(p => p.Bits).ThenBy(p => p.Person).First();
            Assert.AreEqual(best, found[i], $"row {i}");
        }

        static bool IsLike(UnionPerson person, WeighedRow row)
        {
            var details = DescriptionMatch.Of(person.Name, PersonMarks.Of(null, person.Details), row.Name, row.Marks, 1).Details;
            return person.Name.Key == row.Name.Key || details[Detail.Birth] is DetailAgreement.Same or DetailAgreement.SameFirstOfJanuary or DetailAgreement.Near || details[Detail.Phone] == DetailAgreement.Same || details[Detail.Address] == DetailAgreement.Same;
        }
    }
}
