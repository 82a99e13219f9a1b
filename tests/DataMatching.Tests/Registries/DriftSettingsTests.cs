using System.Text.Json.Nodes;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Tests.Architecture;

namespace DataMatching.Tests.Registries;

/// <summary>How much a dataset may drift, as the registry's file says it.</summary>
[TestClass]
public sealed class DriftSettingsTests
{
    [TestMethod]
    public void Limits_are_read_and_those_left_out_are_usual()
    {
        Assert.AreEqual(DriftLimits.Usual, Parse(null).Settings!.Datasets["wages"].Drift);
        Assert.AreEqual(DriftLimits.Usual, Parse("{}").Settings!.Datasets["wages"].Drift);
        Assert.AreEqual(new DriftLimits(50, 200, 1.5m, 2, 0.25m), Parse("""{ "nullPoints": 1.5 }""").Settings!.Datasets["wages"].Drift);
        Assert.AreEqual(new DriftLimits(0, 100000, 100, 100, 100), Parse("""{ "volumePercent": [0, 100000], "nullPoints": 100, "duplicatePoints": 100, "distribution": 100 }""").Settings!.Datasets["wages"].Drift);
    }

    [TestMethod]
    public void Every_fault_is_told_at_once()
    {
        var (settings, faults) = Parse("""{ "volumePercent": [120, 200], "nullPoints": -1, "duplicatePoints": "2", "distribution": 0, "volume": 1 }""");
        Assert.IsNull(settings);
        CollectionAssert.AreEquivalent(
            new[] { "volumePercent", "nullPoints", "duplicatePoints", "distribution", "volume" }, faults.Select(f => f.Place.Split('.')[^1]).ToArray());
        Assert.IsTrue(faults.All(f => f.Place.StartsWith("$.datasets.wages.drift.", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("[50]")]
    [DataRow("[50, 200, 300]")]
    [DataRow("[50.5, 200]")]
    [DataRow("[200, 50]")]
    [DataRow("50")]
    public void Volume_is_two_whole_numbers_around_a_hundred(string volume) =>
        Assert.Contains("two whole numbers", Parse($$"""{ "volumePercent": {{volume}} }""").Faults.Single().Expected, StringComparison.Ordinal);

    [TestMethod]
    public void The_former_setting_says_what_there_is_now()
    {
        Assert.Contains("an object", Parse("5").Faults.Single().Expected, StringComparison.Ordinal);
        Assert.Contains("drift", Parse(null, wages => wages["smallestVolumePercent"] = 40).Faults.Single().Expected, StringComparison.Ordinal);
    }

    private static (RegistrySettings? Settings, IReadOnlyList<SettingsFault> Faults) Parse(string? drift, Action<JsonNode>? change = null)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", "registries", "tax.json")), null, new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        if (drift is not null) json["datasets"]!["wages"]!["drift"] = JsonNode.Parse(drift);
        change?.Invoke(json["datasets"]!["wages"]!);
        return RegistrySettingsReader.Parse(json.ToJsonString());
    }
}
