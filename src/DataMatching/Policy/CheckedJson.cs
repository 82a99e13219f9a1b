using System.Globalization;
using System.Text.Json;
using DataMatching.Identity;

namespace DataMatching.Policy;

/// <summary>Reads a configuration file of the domain (policy packs, steps) value by value: what is wrong is noted with its place, and reading goes on, so that all faults are told at once.</summary>
internal abstract class CheckedJson(string file, List<PolicyError> errors)
{
    private const int MostShown = 40;

    /// <summary>Reads the whole text; <paramref name="nothing"/> when it is no JSON, which is noted by its line.</summary>
    protected T Whole<T>(string json, Func<JsonElement, T> read, T nothing, string expected)
    {
        try
        {
            // A name twice is told by CheckKeys with its place; the parser would tell neither.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = true });
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            Wrong(string.Create(CultureInfo.InvariantCulture, $"line {(e.LineNumber ?? 0) + 1}"), "text that is no JSON", expected);
            return nothing;
        }
    }

    protected void CheckKeys(JsonElement element, string path, string[] known)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal)) Wrong(path + "." + property.Name, "an unknown name", "one of " + string.Join(", ", known));
            else if (!seen.Add(property.Name)) Wrong(path + "." + property.Name, "the name twice", "each name once");
        }
    }

    /// <summary>A text that is there and not empty; empty when it is wrong.</summary>
    protected string Text(JsonElement element, string path, string name)
    {
        if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())) return value.GetString()!;
        Wrong(path + "." + name, FoundOf(value), "a text that is not empty");
        return "";
    }

    /// <summary>The district that something holds for; null: the whole country, or wrong.</summary>
    protected District? DistrictOf(JsonElement element, string path)
    {
        element.TryGetProperty("district", out var value);
        if (value.ValueKind == JsonValueKind.String && District.TryParse(value.GetString(), out var district)) return district;
        if (value.ValueKind != JsonValueKind.Null) Wrong(path + ".district", FoundOf(value), "a division code such as \"440000\", or null for the whole country");
        return null;
    }

    protected void Wrong(string where, string found, string expected) => errors.Add(new PolicyError(file, where, found, expected));

    /// <summary>What stands there, cut short; "nothing" when nothing does.</summary>
    protected static string FoundOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined) return "nothing";
        var raw = element.GetRawText();
        return raw.Length <= MostShown ? raw : raw[..MostShown] + "…";
    }
}
