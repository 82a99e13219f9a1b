using DataMatching.Matching.Linkage;
using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Weights that are estimated without knowing any match.</summary>
[TestClass]
public sealed class EstimationTests
{
    [TestMethod]
    public void What_made_the_records_is_found_again()
    {
        var (linking, truth) = People(families: false);
        var weights = linking.Score.Weights;
        Assert.AreEqual(truth.Count, weights.Prior * linking.Records.Pairs, truth.Count * 0.02);
        // Of matches nine in ten have the field as it was; of others as many as values allow.
        foreach (var field in weights.Fields) Assert.AreEqual(0.9, field.Levels[0].M, 0.02, field.Field);
        Assert.AreEqual(1 / 400.0, weights.Fields[0].Levels[0].U, 0.0005);
        Assert.IsTrue(linking.Estimated!.Converged);
        Assert.IsEmpty(linking.Estimated.Warnings);
        for (var i = 1; i < linking.Estimated.LogLikelihood.Count; i++) Assert.IsGreaterThanOrEqualTo(linking.Estimated.LogLikelihood[i - 1] - 0.1, linking.Estimated.LogLikelihood[i]);
    }

    [TestMethod]
    public void Rules_that_are_sure_say_how_many_matches_there_are()
    {
        // Who has name and birth as they were: 0.9 × 0.9 of the matches.
        var (linking, truth) = People(families: true, sure: "name + birth", share: 0.81);
        Assert.AreEqual(truth.Count, linking.Score.Weights.Prior * linking.Records.Pairs, truth.Count * 0.03);
        Assert.IsGreaterThan(0.99, LinkAccuracy.Of(linking, truth).Decided.F1);
        var (half, _) = People(families: true, sure: "name + birth", share: 0.405);
        Assert.AreEqual(Math.Min(2 * linking.Score.Weights.Prior, 1.0 / 2000), half.Score.Weights.Prior, 1e-9);
    }

    /// <summary>Families agree in address and telephone oftener than matches do in all: without a kind of their own they would be what is found.</summary>
    [TestMethod]
    public void Families_are_not_taken_for_matches()
    {
        var (linking, truth) = People(families: true);
        Assert.AreEqual(truth.Count, linking.Score.Weights.Prior * linking.Records.Pairs, truth.Count * 0.05);
        var accuracy = LinkAccuracy.Of(linking, truth).Decided;
        Assert.IsGreaterThan(0.99, accuracy.Precision);
        Assert.IsGreaterThan(0.99, accuracy.Recall);
    }

    [TestMethod]
    public void The_same_records_give_the_same_weights_and_links()
    {
        var (one, _) = People(families: true);
        var (two, _) = People(families: true);
        Assert.AreEqual(WeightsJson.Write(one.Score.Weights, one.Plan.Comparisons), WeightsJson.Write(two.Score.Weights, two.Plan.Comparisons));
        CollectionAssert.AreEqual(one.Links.ToArray(), two.Links.ToArray());
    }

    [TestMethod]
    public void Weights_are_read_as_they_were_written_and_others_are_refused()
    {
        var (linking, _) = People(families: true);
        var written = WeightsJson.Write(linking.Score.Weights, linking.Plan.Comparisons);
        var (read, fault) = WeightsJson.Read(written, linking.Plan.Comparisons);
        Assert.IsNull(fault);
        Assert.AreEqual(written, WeightsJson.Write(read!, linking.Plan.Comparisons));
        foreach (var spoilt in new[] { "{}", "[]", "nonsense", written.Replace("\"exact\"", "\"other\"", StringComparison.Ordinal), written.Replace("\"prior\": ", "\"prior\": 1", StringComparison.Ordinal) })
            Assert.IsNotNull(WeightsJson.Read(spoilt, linking.Plan.Comparisons).Fault, spoilt[..2]);
        Assert.IsNotNull(WeightsJson.Read(written, [.. linking.Plan.Comparisons, new Comparison("new", [])]).Fault);
    }

    [TestMethod]
    public void The_waterfall_adds_up()
    {
        var (linking, _) = People(families: true);
        var hand = linking.Score.Comparison.TakeHand();
        foreach (var link in linking.Links.Take(50))
        {
            var pattern = hand.PatternOf(link.Left, link.Right);
            var sum = linking.Score.Weights.PriorBits + linking.Score.Explain(pattern, link.Left).Sum(c => c.Bits + c.Frequency) + linking.Score.RelatedBitsOf(pattern, link.Left);
            Assert.AreEqual(link.Bits, sum, 1e-9);
        }
    }

    /// <summary>Two thousand people in families of two, or alone; two in three are in the right file, a field in ten of them changed.</summary>
    private static (Linking Linking, TruePairs Truth) People(bool families, string? sure = null, double share = 1)
    {
        var random = new Random(11);
        string[] names = ["name", "birth", "phone", "address"];
        var plan = new LinkPlan(
            null, null, [.. names.Select((n, i) => new PlanField(n, n, n, ContentKind.Category, [], Shared: i >= 2))],
            [.. new[] { "name + birth", "phone", "address" }.Select(r => BlockingRule.Parse(r)!)], Sure: sure is null ? null : [BlockingRule.Parse(sure)!], SureShare: share);
        var records = new LinkRecords(plan.RecordFields, isOne: false);
        var truth = new TruePairs(records);
        var (lefts, rights) = (new List<string?[]>(), new List<string?[]>());
        var home = Fresh();
        for (var i = 0; i < 2000; i++)
        {
            if (!families || i % 2 == 0) home = Fresh();
            var person = new[] { $"n{random.Next(400)}", $"b{random.Next(5000)}", home.Phone, home.Address };
            lefts.Add(person);
            if (random.Next(3) == 0) continue;
            rights.Add([.. person.Select((v, f) => random.Next(10) > 0 ? v : f == 0 ? $"n{random.Next(400)}" : $"x{random.Next(5000)}")]);
            truth.Add(lefts.Count - 1, rights.Count - 1);
        }

        records.Add(true, Ids(lefts.Count), Columns(lefts));
        records.Add(false, Ids(rights.Count), Columns(rights));
        return (Linking.Of(records, plan, null, _ => { }, CancellationToken.None), truth);

        (string Phone, string Address) Fresh() => ($"p{random.Next(1_000_000)}", $"a{random.Next(100_000)}");
        string[] Ids(int count) => [.. Enumerable.Range(1, count).Select(i => $"{i}")];
        IReadOnlyList<IReadOnlyList<string?>> Columns(List<string?[]> rows) => [.. Enumerable.Range(0, names.Length).Select(c => rows.Select(r => r[c]).ToList())];
    }
}
