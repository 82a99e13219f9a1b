using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Which pairs are looked at.</summary>
[TestClass]
public sealed class CandidatePairsTests
{
    private static readonly BlockingRule[] Rules = Parse("a", "a:prefix 1 + b", "b:suffix 2");

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Each_pair_of_some_block_comes_once_and_no_other(bool isOne)
    {
        var records = Records(isOne, 400);
        var candidates = new CandidatePairs(records, Rules, 1_000_000);
        var found = All(candidates);
        Assert.HasCount(found.Distinct().Count(), found);
        var expected = new HashSet<(int, int)>();
        for (var left = 0; left < records.LeftCount; left++)
        {
            for (var right = isOne ? left + 1 : 0; right < records.RightCount; right++)
            {
                if (Array.Exists(Rules, r => r.Parts.All(p => Key(records, p, true, left) is { } key && key == Key(records, p, false, right)))) expected.Add((left, right));
            }
        }

        Assert.IsNotEmpty(expected);
        Assert.IsTrue(expected.SetEquals(found));
        Assert.IsTrue(found.TrueForAll(p => candidates.Has(p.Left, p.Right)));
    }

    [TestMethod]
    public void A_block_of_too_many_is_left_out_and_its_pairs_are_found_by_other_rules()
    {
        var records = Records(isOne: true, 400);
        var all = new CandidatePairs(records, Rules, 1_000_000);
        var guarded = new CandidatePairs(records, Rules, 30);
        Assert.IsGreaterThan(0, guarded.Counts.Sum(c => c.BlocksLeftOut));
        Assert.AreEqual(all.Counts.Sum(c => c.Pairs), guarded.Counts.Sum(c => c.Pairs + c.PairsLeftOut));
        var found = All(guarded);
        Assert.HasCount(found.Distinct().Count(), found);
        Assert.IsTrue(found.ToHashSet().IsProperSubsetOf(All(all)));
    }

    /// <summary>Records share a block of each word that is among the two rarest of both; their pair comes once, of whatever words and rules.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Pairs_by_words_have_one_of_their_rarest_in_common(bool isOne)
    {
        var random = new Random(5);
        var sides = Enumerable.Range(0, isOne ? 1 : 2).Select(_ => Enumerable.Range(0, 240).Select(_ => Sentence(random)).ToArray()).ToArray();
        var records = new LinkRecords([new LinkField("a", ContentKind.Text), new LinkField("b", ContentKind.Text)], isOne);
        foreach (var (side, texts) in sides.Index()) records.Add(side == 0, [.. texts.Select((_, i) => $"{side}-{i}")], [texts, [.. texts.Select(t => t?[^1..])]]);
        var candidates = new CandidatePairs(records, Parse("a:words 2 + b", "b:prefix 1 + a", "a:words 1"), 1_000_000);
        var found = All(candidates);
        Assert.HasCount(found.Distinct().Count(), found);

        var (left, right) = (sides[0], sides[^1]);
        var expected = new HashSet<(int, int)>();
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = isOne ? i + 1 : 0; j < right.Length; j++)
            {
                if (left[i] is not { } a || right[j] is not { } b) continue;
                if ((a[^1] == b[^1] && Rarest(a, 2).Intersect(Rarest(b, 2)).Any()) || Rarest(a, 1).Intersect(Rarest(b, 1)).Any() || a == b) expected.Add((i, j));
            }
        }

        Assert.IsGreaterThan(100, expected.Count);
        Assert.IsTrue(expected.SetEquals(found), $"{expected.Except(found).Count()} not found, {found.Except(expected).Count()} too many");
        Assert.IsTrue(found.TrueForAll(p => candidates.Has(p.Left, p.Right)));

        IEnumerable<string> Rarest(string text, int most) => text.Split(' ').Distinct().Where(w => isOne ? Count(left, w) > 1 : Count(left, w) > 0 && Count(right, w) > 0)
            .OrderBy(w => Count(left, w) * Count(right, w)).ThenBy(w => KeyHash.Of(w)).Take(most);
        static int Count(string?[] texts, string word) => texts.Count(t => t?.Split(' ').Contains(word) ?? false);
    }

    [TestMethod]
    [DataRow("day:week", "20240107", "20240101", true, DisplayName = "a week begins on a Monday")]
    [DataRow("day:week", "20240107", "20240108", false)]
    [DataRow("day:month-day", "19240107", "20240107", true)]
    [DataRow("sum:rough", "1249", "1201.50", true)]
    [DataRow("sum:rough", "1249", "1251", false)]
    [DataRow("sum:rough", "-12.4", "12.4", false)]
    [DataRow("sum:rough", "0", "0.00", true)]
    public void A_form_is_the_same_of_both_or_not(string written, string one, string other, bool isSame)
    {
        var part = BlockingPart.Parse(written)!;
        Assert.IsNotNull(part.KeyOf(one));
        Assert.AreEqual(isSame, part.KeyOf(one) == part.KeyOf(other));
    }

    [TestMethod]
    [DataRow("day:week", "20240230")]
    [DataRow("sum:rough", "about 5")]
    [DataRow("sum:rough", "1E99")]
    public void What_has_no_such_form_is_in_no_block(string written, string text) => Assert.IsNull(BlockingPart.Parse(written)!.KeyOf(text));

    [TestMethod]
    [DataRow("")]
    [DataRow("a:nonsense")]
    [DataRow("a:prefix 0")]
    [DataRow("a:prefix")]
    [DataRow("a + :year")]
    [DataRow("a:words 9")]
    [DataRow("a:words 3 + b:words 2")]
    public void What_is_no_rule_is_none(string written) => Assert.IsNull(BlockingRule.Parse(written));

    private static BlockingRule[] Parse(params string[] rules) => [.. rules.Select(r => BlockingRule.Parse(r)!)];

    private static string? Sentence(Random random) => random.Next(10) == 0 ? null : string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"word{random.Next(30) * random.Next(30)}"));

    private static List<(int Left, int Right)> All(CandidatePairs candidates)
    {
        var found = new List<(int, int)>();
        candidates.ForEach(() => 0, (_, _, pairs) =>
        {
            var some = pairs.ToList();
            lock (found) found.AddRange(some);
        }, CancellationToken.None);
        return found;
    }

    private static LinkRecords Records(bool isOne, int count)
    {
        var random = new Random(3);
        var records = new LinkRecords([new LinkField("a", ContentKind.Text), new LinkField("b", ContentKind.Text)], isOne);
        for (var side = 0; side < (isOne ? 1 : 2); side++)
        {
            records.Add(
                side == 0, [.. Enumerable.Range(0, count).Select(i => $"{side}-{i}")],
                [[.. Enumerable.Range(0, count).Select(_ => random.Next(10) == 0 ? null : $"{(char)('a' + random.Next(4))}{random.Next(9)}")], [.. Enumerable.Range(0, count).Select(_ => random.Next(10) == 0 ? null : $"{random.Next(100, 160)}")]]);
        }

        return records;
    }

    private static string? Key(LinkRecords records, BlockingPart part, bool left, int record)
    {
        var field = records.Field(part.Field);
        var number = (left ? field.Left : field.Right)[record];
        return number < 0 ? null : part.KeyOf(field.TextOf(number));
    }
}
