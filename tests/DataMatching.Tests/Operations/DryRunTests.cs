using System.Text.Json.Nodes;
using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Jobs;
using DataMatching.Jobs.Judging;
using DataMatching.Policy;
using DataMatching.Tests.Jobs;
using DataMatching.Time;

namespace DataMatching.Tests.Operations;

/// <summary>A dry run says exactly who would flip: those whom a site with the changed pack in its configuration judges otherwise.</summary>
[TestClass]
public sealed class DryRunTests
{
    private static readonly Quarter Q3 = new(2026, 3);
    private static readonly IProgress<StepProgress> Nobody = new Progress<StepProgress>();

    [TestMethod]
    public void It_flips_whom_a_site_with_that_policy_judges_otherwise_and_leaves_the_quarter_alone()
    {
        using var now = RunSite(null);
        using var changed = RunSite(Changed(PackOf(now)));
        var (before, after) = (Outcomes(now), Outcomes(changed));
        var expected = before.Keys.Where(k => before[k].Flag != after[k].Flag).Order(StringComparer.Ordinal).ToList();
        Assert.IsNotEmpty(expected, "the sample has somebody with one car");
        var lists = Files(now);
        var run = now.Look(s => s.Store.Quarters.Find(Q3)!);

        var difference = now.Look(s => DryRunPolicy.Run(s, Q3, Changed(PackOf(now)), Nobody, CancellationToken.None));

        CollectionAssert.AreEqual(expected, difference.Flips.Select(f => f.Household).ToList());
        foreach (var flip in difference.Flips)
        {
            Assert.AreEqual((before[flip.Household].Flag, after[flip.Household].Flag), (flip.From, flip.To));
            CollectionAssert.AreEqual(before[flip.Household].Rules.Except(after[flip.Household].Rules).ToList(), flip.Gone.ToList());
            CollectionAssert.AreEqual(after[flip.Household].Rules.Except(before[flip.Household].Rules).ToList(), flip.Come.ToList());
        }

        Assert.AreEqual((expected.Count, before.Count, false), (difference.Flipped, difference.Households, difference.ConfigurationChanged));
        Assert.AreEqual(expected.Count, difference.ByDistrict.Sum(d => d.Households));
        Assert.AreEqual(difference.Flips.Count(f => f.Gone.Contains("vehicle-beyond-limits")), difference.ByRule.Single(r => r.Rule == "vehicle-beyond-limits").Gone);
        Assert.AreEqual(before.Keys.Count(k => before[k].Flag == after[k].Flag && !before[k].Rules.SequenceEqual(after[k].Rules)), difference.OtherReasons);
        var read = PolicyDifference.FromJson(difference.ToJson());
        Assert.AreEqual(difference.ToJson(), read.ToJson());
        Assert.AreEqual(run, now.Look(s => s.Store.Quarters.Find(Q3)!));
        CollectionAssert.AreEqual(lists, Files(now));
    }

    [TestMethod]
    public void The_same_pack_flips_nobody()
    {
        using var site = RunSite(null);
        var difference = site.Look(s => DryRunPolicy.Run(s, Q3, PackOf(site), Nobody, CancellationToken.None));
        Assert.AreEqual((0, 0), (difference.Flipped, difference.OtherReasons));
    }

    [TestMethod]
    public void A_pack_with_faults_and_a_quarter_that_was_not_run_are_refused()
    {
        using var site = new NightSite();
        var pack = PackOf(site);
        Assert.ThrowsExactly<JobRefused>(() => site.Look(s => DryRunPolicy.Run(s, Q3, pack, Nobody, CancellationToken.None)));
        var bad = pack.Replace("\"deposit-months\"", "\"deposit-monthes\"", StringComparison.Ordinal);
        var refused = Assert.ThrowsExactly<PolicyException>(() => site.Look(s => DryRunPolicy.Run(s, Q3, bad, Nobody, CancellationToken.None)));
        Assert.Contains("$.parameters.deposit-monthes", refused.Errors.Select(e => e.Where).ToList());
        var orphan = pack.Replace("\"extends\": \"national\"", "\"extends\": \"nowhere\"", StringComparison.Ordinal);
        Assert.ThrowsExactly<PolicyException>(() => site.Look(s => DryRunPolicy.Run(s, Q3, orphan, Nobody, CancellationToken.None)));
    }

    private static string PackOf(NightSite site) => File.ReadAllText(Path.Combine(Guard.ShippedConfig, "policies", "guangdong.json"));

    /// <summary>Guangdong with one car allowed.</summary>
    private static string Changed(string pack)
    {
        var root = JsonNode.Parse(pack)!;
        root["parameters"]!["vehicle-limit"] = JsonNode.Parse("""[{ "from": "2015-01-01", "value": 1, "source": "试算" }]""");
        return root.ToJsonString();
    }

    private static NightSite RunSite(string? guangdong)
    {
        var site = new NightSite();
        if (guangdong is not null) File.WriteAllText(site.Line.At("site", "config", "policies", "guangdong.json"), guangdong);
        site.Night("2026-09-30");
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-21");
        return site;
    }

    private static Dictionary<string, (Flag Flag, IReadOnlyList<string> Rules)> Outcomes(NightSite site) => site.Look(s =>
        s.Store.Runs.Outcomes(s.Store.Quarters.Find(Q3)!.Run!.Value).ToDictionary(o => o.Household, o => (o.Flag, o.Rules), StringComparer.Ordinal));

    private static string[] Files(NightSite site) =>
        [.. Directory.EnumerateFiles(site.Line.At("site", "lists", "2026Q3")).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];
}
