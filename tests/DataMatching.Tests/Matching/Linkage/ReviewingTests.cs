using System.Globalization;
using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>What follows from pairs that people looked at.</summary>
[TestClass]
public sealed class ReviewingTests
{
    [TestMethod]
    public void Without_answers_weights_stay_as_they_are()
    {
        Assert.AreSame(Calibration.None, Calibration.Of([]));
        Assert.AreEqual(-3.5, Calibration.None.Of(-3.5));
    }

    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(-3.0, 1.0)]
    [DataRow(1.0, 0.6)]
    public void The_line_that_made_the_answers_is_found_again(double shift, double slope)
    {
        var random = new Random(2);
        var found = Calibration.Of([.. Enumerable.Range(0, 40_000).Select(_ => (random.NextDouble() * 22) - 11).Select(x => (x, random.NextDouble() < 1 / (1 + Math.Pow(2, -(shift + (slope * x)))), 1.0))]);
        for (var bits = -8.0; bits <= 8; bits++) Assert.AreEqual(shift + (slope * bits), found.Of(bits), 0.8, $"{bits} bits");
    }

    /// <summary>One match among unlikely pairs, which stands for many, takes nothing from those that are nearly sure.</summary>
    [TestMethod]
    public void A_surprise_among_unlikely_pairs_says_nothing_of_likely_ones()
    {
        var found = Calibration.Of([.. Enumerable.Range(0, 80).Select(i => (12.0, true, 20.0)), .. Enumerable.Range(0, 70).Select(i => (-8.5, i == 0, 20.0)), .. Enumerable.Range(0, 20).Select(i => (1.5, i > 1, 1.0))]);
        Assert.AreEqual(12, found.Of(12), 0.1);
        Assert.IsTrue(found.Of(-8.5) is > -8 and < -5, $"{found.Of(-8.5)}");
        Assert.IsTrue(found.Of(1.5) is > 2 and < 4, $"{found.Of(1.5)}");
    }

    [TestMethod]
    public void The_heavier_pair_stays_the_heavier_one_whatever_the_answers()
    {
        var random = new Random(9);
        for (var run = 0; run < 200; run++)
        {
            var found = Calibration.Of([.. Enumerable.Range(0, 60).Select(_ => ((random.NextDouble() * 40) - 20, random.Next(2) == 0, 1.0 + random.Next(50)))]);
            for (var bits = -30.0; bits < 30; bits += 0.25) Assert.IsTrue(found.Of(bits) <= found.Of(bits + 0.25) && double.IsFinite(found.Of(bits)));
        }
    }

    /// <summary>Populations as real ones are: large strata that are nearly or wholly clean, small ones that are mixed, blocking that misses much or little.</summary>
    [TestMethod]
    [DataRow("L 9000 0.998 80, L 400 0.8 40, N 600 0.1 40, B 3000 0.02 60")]
    [DataRow("L 12785 0.9995 110, L 515 1 30, L 322 1 32, N 7841 0.0002 78, N 70 0.5 24, N 130 0.9 40, B 6311 0.016 66")]
    [DataRow("L 1911 1 120, L 76 0.99 34, L 45 0.96 40, N 1309 0.001 94, N 38 0.8 30, B 898 0 72")]
    [DataRow("L 690000 0.99999 200, L 6000 0.999 40, L 900 0.9 30, N 900000 0.000005 200, N 4000 0.1 30, N 500 0.6 30, B 300000 0.0133 200")]
    public void Intervals_have_the_truth_in_them_as_often_as_they_say(string made)
    {
        var random = new Random(8);
        const int Runs = 400;
        var (precisions, recalls) = (0, 0);
        var population = made.Split(", ").Select(m => m.Split(' ')).Select(m =>
            (As: m[0] == "L" ? SampledAs.Link : m[0] == "N" ? SampledAs.NoLink : SampledAs.NotCompared, Size: int.Parse(m[1], CultureInfo.InvariantCulture), Share: double.Parse(m[2], CultureInfo.InvariantCulture), Drawn: int.Parse(m[3], CultureInfo.InvariantCulture))).ToList();
        var same = population.ConvertAll(p => (int)Math.Round(p.Size * p.Share));
        double right = population.Zip(same).Where(p => p.First.As == SampledAs.Link).Sum(p => p.Second), links = population.Where(p => p.As == SampledAs.Link).Sum(p => p.Size);
        for (var run = 0; run < Runs; run++)
        {
            var estimate = SampleEstimate.Of([.. population.Zip(same, (p, s) => new StratumAnswers(new SampleStratum(p.As, 0, 1, p.Size), p.Drawn, p.Drawn, Draw(p.Size, s, p.Drawn)))]);
            if (Within(right / links, estimate.Precision!)) precisions++;
            if (Within(right / same.Sum(), estimate.Recall!)) recalls++;
        }

        Assert.IsGreaterThan(0.92 * Runs, precisions);
        Assert.IsGreaterThan(0.92 * Runs, recalls);

        bool Within(double truth, EstimatedShare interval) => truth >= interval.Low && truth <= interval.High && interval.Low <= interval.Share && interval.Share <= interval.High;

        // Without putting back.
        int Draw(int size, int marked, int drawn)
        {
            var found = 0;
            for (var i = 0; i < drawn; i++)
            {
                if (random.Next(size - i) < marked - found) found++;
            }

            return found;
        }
    }

    [TestMethod]
    public void Where_all_was_looked_at_nothing_is_left_to_guess()
    {
        var estimate = SampleEstimate.Of([new(new(SampledAs.Link, 0.5, 1, 10), 10, 10, 9), new(new(SampledAs.NoLink, 0, 0.5, 5), 5, 5, 1)]);
        Assert.AreEqual(new EstimatedShare(0.9, 0.9, 0.9), estimate.Precision);
        Assert.AreEqual(0.9, estimate.Recall!.Low, 1e-9);
        Assert.AreEqual(0.9, estimate.Recall.High, 1e-9);
        Assert.AreEqual(10, estimate.Matches);
    }

    [TestMethod]
    public void Where_less_than_half_is_answered_nothing_is_told()
    {
        var estimate = SampleEstimate.Of([new(new(SampledAs.Link, 0.5, 1, 10), 10, 10, 9), new(new(SampledAs.NoLink, 0, 0.5, 50), 20, 9, 1)]);
        Assert.IsNull(estimate.Precision);
        Assert.IsNull(estimate.Matches);
        Assert.HasCount(1, estimate.Open);
    }

    [TestMethod]
    public void Thresholds_follow_from_what_probabilities_come_to()
    {
        // Eighty that are nearly sure, ten at 0.9, ten at 0.6: precision 0.999, 0.988, 0.949.
        Link[] likely = [.. Enumerable.Range(0, 100).Select(i => new Link(i, i, 0, 0, i < 80 ? 0.999 : i < 90 ? 0.9 : 0.6))];
        var curve = new ExpectedCurve(likely, 0);
        Assert.AreEqual(0.9, curve.Choose(new LinkAim(0.98, 0.93), out var reached).Link);
        Assert.AreEqual(new AimReach(true, true), reached);
        Assert.AreEqual(0.9, curve.Choose(new LinkAim(0.98, 0.93), out _).Doubtful);
        Assert.AreEqual(0.6, curve.Choose(new LinkAim(0.98, 0.99), out _).Doubtful);
        Assert.AreEqual(0.999, curve.Choose(new LinkAim(0.995, 0.95), out _).Link);
        Assert.AreEqual(0.6, curve.Choose(new LinkAim(0.9, 0.95), out _).Link);

        // However many are right, none is a link that is likelier not to be one.
        Assert.AreEqual(0.5, new ExpectedCurve([.. likely, new Link(200, 200, 0, 0, 0.2)], 0).Choose(new LinkAim(0.5, 0.95), out _).Link);
        new ExpectedCurve(likely, 200).Choose(new LinkAim(0.98, 0.95), out reached);
        Assert.AreEqual(new AimReach(true, false), reached);
        curve.Choose(new LinkAim(0.9999, 0.5), out reached);
        Assert.AreEqual(new AimReach(false, true), reached);
        Assert.AreEqual(90, curve.At(0.9).Links);
        Assert.AreEqual(((80 * 0.999) + 9) / 90, curve.At(0.9).Precision, 1e-12);
    }

    [TestMethod]
    [DataRow("\"aim\": {\"precision\": 1}", "$.aim.precision")]
    [DataRow("\"aim\": {\"recal\": 0.9}", "$.aim.recal")]
    [DataRow("\"aim\": {}, \"threshold\": 0.9", "$.threshold")]
    [DataRow("\"sure\": [\"nobody\"]", "$.sure[0]")]
    [DataRow("\"sureShare\": 0", "$.sureShare")]
    public void An_aim_and_sure_rules_stand_in_the_configuration(string wrong, string place)
    {
        const string Plan = "{\"fields\":[{\"column\":\"name\"}],\"blocking\":[\"name\"], MORE}";
        var (plan, _) = LinkPlanReader.Read(Plan.Replace("MORE", "\"aim\": {\"recall\": 0.9}, \"sure\": [\"name\"], \"sureShare\": 0.5", StringComparison.Ordinal));
        Assert.AreEqual(new LinkAim(0.999, 0.9), plan!.Aim);
        var again = LinkPlanReader.Read(LinkPlanWriter.Write(plan)).Plan!;
        Assert.AreEqual(plan.Aim, again.Aim);
        Assert.AreEqual((0.5, "name"), (again.SureShare, again.Sure!.Single().ToString()));
        Assert.IsTrue(LinkPlanReader.Read(Plan.Replace("MORE", wrong, StringComparison.Ordinal)).Faults.Any(f => f.Place == place));
    }
}
