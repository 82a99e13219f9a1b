using System.Globalization;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Which blocking rules are proposed for two files that nobody has looked at.</summary>
[TestClass]
public sealed class SuggestBlockingTests
{
    private const int Count = 4_000;

    [TestMethod]
    public void Amounts_are_found_roughly_and_events_by_their_week()
    {
        var day = new DateOnly(2024, 1, 1);
        var rules = Suggest(
            (Field("paid", ContentKind.Date) with { Levels = UsualLevels.OfEvents }, i => day.AddDays(i % 350).ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
            (Field("amount", ContentKind.Quantity), i => string.Create(CultureInfo.InvariantCulture, $"{1 + (i * i % 970)}{i % 89}.{i % 10}5")));
        CollectionAssert.AreEqual(new[] { "amount:rough", "paid:week" }, rules, string.Join("; ", rules));
    }

    [TestMethod]
    public void Texts_of_some_words_are_found_by_their_rarest_but_not_two_of_them_at_once()
    {
        var rules = Suggest(
            (Field("title", ContentKind.Text), i => $"the {i % 4}a {i * 7 % 3}b {i % 2}c {i % 5}d"),
            (Field("made", ContentKind.Text), i => $"by {i % 3}e and {i * 3 % 2}f of {i % 7}g"),
            (Field("town", ContentKind.Text), i => $"town {i % 900}"));
        Assert.Contains(r => r.Contains(":words 3", StringComparison.Ordinal), rules, string.Join("; ", rules));
        Assert.DoesNotContain(r => r.Contains("town:words", StringComparison.Ordinal), rules, "it has two words");
        foreach (var rule in rules) Assert.IsNotNull(BlockingRule.Parse(rule), $"{rule} is written into the proposed configuration, and is read from there");
    }

    private static PlanField Field(string name, ContentKind kind) => new(name, name, name, kind, UsualLevels.Of(kind));

    private static List<string> Suggest(params (PlanField Field, Func<int, string> TextOf)[] fields)
    {
        var records = new LinkRecords([.. fields.Select(f => new LinkField(f.Field.Name, f.Field.Kind))], isOne: false);
        foreach (var isLeft in (bool[])[true, false])
        {
            records.Add(isLeft, [.. Enumerable.Range(0, Count).Select(i => $"{i}")], [.. fields.Select(f => (string?[])[.. Enumerable.Range(0, Count).Select(f.TextOf)])]);
        }

        return [.. SuggestBlocking.Of(records, [.. fields.Select(f => f.Field)]).Select(r => r.ToString())];
    }
}
