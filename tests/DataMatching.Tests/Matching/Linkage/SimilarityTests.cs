using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Likeness of texts.</summary>
[TestClass]
public sealed class SimilarityTests
{
    [TestMethod]
    public void The_bounded_distance_agrees_with_the_plain_one()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var a = Word(random);
            // Half are made of the other by a few changes, or all would be far apart.
            var b = random.Next(2) == 0 ? Word(random) : Changed(a, random);
            var distance = Plain(a, b);
            for (var most = 1; most <= 4; most++) Assert.AreEqual(distance <= most, EditDistance.IsAtMost(a, b, most), $"{a} {b} {most}: {distance}");
        }
    }

    [TestMethod]
    [DataRow("martha", "marhta", 0.9611)]
    [DataRow("dwayne", "duane", 0.84)]
    [DataRow("dixon", "dicksonx", 0.8133)]
    [DataRow("abc", "xyz", 0)]
    [DataRow("a", "a", 1)]
    public void Jaro_and_Winkler_s_own_examples(string a, string b, double likeness)
    {
        Assert.AreEqual(likeness, JaroWinkler.Of(a, b), 0.0001);
        Assert.AreEqual(likeness, JaroWinkler.Of(b, a), 0.0001);
    }

    [TestMethod]
    [DataRow("robert", "r163")]
    [DataRow("rupert", "r163")]
    [DataRow("ashcraft", "a261")]
    [DataRow("tymczak", "t522")]
    [DataRow("lee", "l000")]
    [DataRow("王", "")]
    public void Soundex_as_the_archives_have_it(string name, string code) => Assert.AreEqual(code, Soundex.Of(name));

    [TestMethod]
    [DataRow("3 church street", "church st 3", 0.5)]
    [DataRow("幸福路12号", "幸福路12号", 1)]
    [DataRow("a b", "", 0)]
    public void Words_in_common(string a, string b, double jaccard) => Assert.AreEqual(jaccard, WordSets.Jaccard(a, b), 1e-9);

    [TestMethod]
    public void The_key_of_words_does_not_depend_on_their_order()
    {
        Assert.AreEqual(WordSets.KeyOf("church street 3"), WordSets.KeyOf("3, street church"));
        Assert.AreNotEqual(WordSets.KeyOf("church street 3"), WordSets.KeyOf("church street 4"));
    }

    [TestMethod]
    public void Words_in_common_say_the_more_the_rarer_they_are()
    {
        var records = new LinkRecords([new LinkField("a", ContentKind.Text)], isOne: false);
        string[] texts = [.. Enumerable.Range(0, 50).Select(i => $"red car model{i}")];
        records.Add(true, texts, [texts]);
        records.Add(false, ["x", "y"], [["red car model7", "blue boat model7"]]);
        var words = new WordWeights(records.Field("a"));
        Assert.AreEqual(1, words.Likeness("red car model7", "model7, red car"), 1e-9);
        Assert.AreEqual(0, words.Likeness("red car", "blue boat"));
        Assert.AreEqual(0, words.Likeness("nowhere", "nowhere"), "of a word that is in neither file nothing is known");
        var (rare, frequent) = (words.Likeness("blue car model7", "red boat model7"), words.Likeness("red car model7", "red car model8"));
        Assert.AreEqual(words.Likeness("red boat model7", "blue car model7"), rare, 1e-12);
        Assert.IsTrue(frequent is > 0 and < 0.1 && rare > frequent * 3, $"{rare} {frequent}");

        var test = LevelTest.Parse("rare-words 0.9")!;
        Assert.IsTrue(test.IsOfRareWords);
        var pair = new TextPair(words);
        pair.Set("red car model7", "car model7");
        Assert.IsTrue(test.Holds(pair));
        pair.Set("red car model7", "red car model8");
        Assert.IsFalse(test.Holds(pair));
        Assert.IsNull(LevelTest.Parse("rare-words 2"));
    }

    [TestMethod]
    [DataRow("19560409", "19560904", true)]
    [DataRow("19560409", "19560408", false)]
    [DataRow("19560404", "1956", false)]
    public void Day_and_month_exchanged(string a, string b, bool swapped) => Assert.AreEqual(swapped, Dates.AreSwapped(a, b));

    [TestMethod]
    [DataRow("19560409", "19560419", 1, true)]
    [DataRow("19560409", "19650409", 1, true)]
    [DataRow("19560409", "19571409", 1, false)]
    [DataRow("19560409", "19571409", 2, true)]
    public void Digits_that_differ_neighbours_exchanged_as_one(string a, string b, int most, bool within) => Assert.AreEqual(within, Dates.DifferAtMost(a, b, most));

    [TestMethod]
    public void A_day_in_no_calendar_is_near_to_nothing() => Assert.AreEqual(int.MaxValue, Dates.DaysBetween("19561399", "19560409"));

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(0, 9)).Select(_ => (char)('a' + random.Next(3)))]);

    private static string Changed(string word, Random random)
    {
        for (var n = random.Next(4); n > 0 && word.Length > 1; n--)
        {
            var at = random.Next(word.Length - 1);
            word = random.Next(3) switch { 0 => word.Remove(at, 1), 1 => word.Insert(at, "b"), _ => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}" };
        }

        return word;
    }

    private static int Plain(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
