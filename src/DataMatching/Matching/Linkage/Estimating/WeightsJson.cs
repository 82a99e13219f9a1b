using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Plans;

namespace DataMatching.Matching.Linkage.Estimating;

/// <summary>Estimated weights as JSON, to be used again on files of the same kind.</summary>
public static class WeightsJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(LinkWeights weights, IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(comparisons);
        var fields = new JsonObject();
        for (var f = 0; f < comparisons.Count; f++)
        {
            var (field, comparison) = (weights.Fields[f], comparisons[f]);
            fields[field.Field] = new JsonArray([.. comparison.Levels.Select((level, i) => (JsonNode)new JsonObject { ["level"] = level, ["m"] = field.Levels[i].M, ["u"] = field.Levels[i].U, ["related"] = new JsonArray([.. weights.Related.Select(r => (JsonNode)r.Levels[f][i])]) })]);
        }

        return new JsonObject { ["prior"] = weights.Prior, ["related"] = new JsonArray([.. weights.Related.Select(r => (JsonNode)r.Prior)]), ["fields"] = fields }.ToJsonString(Indented) + "\n";
    }

    /// <returns>The weights, or null and why they are not those of these comparisons.</returns>
    public static (LinkWeights? Weights, PlanFault? Fault) Read(string json, IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (!IsShare(root, "prior", out var prior)) return (null, new PlanFault("$.prior", "no share of pairs", "a number above 0 and below 1"));
            double[] related = [.. root.GetProperty("related").EnumerateArray().Select(r => r.GetDouble())];
            if (related.Any(r => r is <= 0 or >= 1) || related.Sum() + prior >= 1) return (null, new PlanFault("$.related", "no shares of pairs", "numbers above 0 that, with prior, come to less than 1"));
            var kin = related.Select(_ => new List<IReadOnlyList<double>>()).ToList();
            List<FieldWeights> fields = [];
            foreach (var comparison in comparisons)
            {
                var place = $"$.fields.{comparison.Field}";
                if (!root.TryGetProperty("fields", out var all) || !all.TryGetProperty(comparison.Field, out var levels)) return (null, new PlanFault(place, "nothing", "the levels of the field, as the plan has them: estimate anew with --estimate"));
                List<LevelOdds> odds = [];
                var levelsOfKin = related.Select(_ => new List<double>()).ToList();
                foreach (var (level, name) in levels.EnumerateArray().Zip(comparison.Levels))
                {
                    if (level.GetProperty("level").GetString() != name || !IsShare(level, "m", out var m) || !IsShare(level, "u", out var u) || level.GetProperty("related").GetArrayLength() != related.Length || level.GetProperty("related").EnumerateArray().Any(r => r.GetDouble() is not (> 0 and < 1))) return (null, new PlanFault(place, "another level, or a figure that is no share", $"\"{name}\" with m, u and related above 0 and below 1"));
                    for (var k = 0; k < related.Length; k++) levelsOfKin[k].Add(level.GetProperty("related")[k].GetDouble());
                    odds.Add(new LevelOdds(m, u));
                }

                if (odds.Count != comparison.Levels.Count || levels.GetArrayLength() != odds.Count) return (null, new PlanFault(place, $"{levels.GetArrayLength()} levels", $"{comparison.Levels.Count}, as the plan has"));
                fields.Add(new FieldWeights(comparison.Field, odds));
                for (var k = 0; k < related.Length; k++) kin[k].Add(levelsOfKin[k]);
            }

            return (new LinkWeights(prior, fields, [.. related.Zip(kin, (share, levels) => new RelatedPairs(share, levels))]), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return (null, new PlanFault("$", "something else", "a file that 'datamatching link --estimate --model' wrote"));
        }
    }

    private static bool IsShare(JsonElement parent, string name, out double share)
    {
        share = 0;
        return parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out share) && share is > 0 and < 1;
    }
}
