using System.Globalization;
using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Transports;

/// <summary>Reads a manifest strictly and names every fault of it.</summary>
public static class ManifestReader
{
    private static readonly string[] Known = ["registry", "dataset", "scope", "asOf", "from", "to", "mode", "encoding", "rows", "sha256", "delivery"];

    public static (Manifest? Manifest, IReadOnlyList<string> Faults) Parse(string json)
    {
        var faults = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, ["expected a JSON object"]);
            var root = document.RootElement;
            foreach (var stranger in root.EnumerateObject().Where(p => !Known.Contains(p.Name, StringComparer.Ordinal)))
                faults.Add($"unknown field '{Shown(stranger.Name)}' (expected {string.Join(", ", Known)})");
            var manifest = Read(root, faults);
            return (faults.Count == 0 ? manifest : null, faults);
        }
        catch (JsonException e)
        {
            return (null, [$"not JSON, at line {e.LineNumber + 1}"]);
        }
    }

    private static Manifest? Read(JsonElement root, List<string> faults)
    {
        var registry = Text(root, "registry", faults);
        var dataset = Text(root, "dataset", faults);
        if (registry.Length > 0 && dataset.Length > 0 && AllDatasets.Find(registry, dataset) is null)
            faults.Add($"registry/dataset: found '{Shown(registry)}/{Shown(dataset)}', expected one of {string.Join(", ", AllDatasets.InOrder.Select(d => $"{d.Registry}/{d.Id}"))}");
        if (!District.TryParse(Text(root, "scope", faults), out var scope)) faults.Add("scope: expected a six-digit division code");
        if (!DateOnly.TryParseExact(Text(root, "asOf", faults), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf)) faults.Add("asOf: expected a day such as 2026-09-30");
        if (!Month.TryParse(Text(root, "from", faults), out var first)) faults.Add("from: expected a month such as 2026-04");
        if (!Month.TryParse(Text(root, "to", faults), out var last)) faults.Add("to: expected a month such as 2026-09");
        else if (last < first || last.Since(first) > 240) faults.Add("to: expected a month not before 'from' and at most 20 years after it");
        DeliveryMode? mode = Text(root, "mode", faults) switch { "full" => DeliveryMode.Full, "increment" => DeliveryMode.Increment, _ => null };
        if (mode is null) faults.Add("mode: expected full or increment");
        ExtractEncoding? encoding = Text(root, "encoding", faults) switch { "utf-8" => ExtractEncoding.Utf8, "gb18030" => ExtractEncoding.Gb18030, _ => null };
        if (encoding is null) faults.Add("encoding: expected utf-8 or gb18030");
        long rows = 0;
        if (!root.TryGetProperty("rows", out var count) || count.ValueKind != JsonValueKind.Number || !count.TryGetInt64(out rows) || rows < 0) faults.Add("rows: expected the number of data rows");
        var sha256 = Text(root, "sha256", faults).ToLowerInvariant();
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)) faults.Add("sha256: expected 64 hexadecimal digits");
        var delivery = root.TryGetProperty("delivery", out var note) && note.ValueKind == JsonValueKind.String ? note.GetString() : null;
        return faults.Count > 0 ? null : new Manifest(registry, dataset, scope, asOf, first, last, mode!.Value, encoding!.Value, rows, sha256, delivery);
    }

    private static string Text(JsonElement root, string name, List<string> faults)
    {
        if (root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String) return value.GetString()!.Trim();
        faults.Add($"{name}: missing, or not a text");
        return "";
    }

    private static string Shown(string text) => text.Length <= 40 ? new string([.. text.Select(c => char.IsControl(c) ? '?' : c)]) : "(long text)";
}
