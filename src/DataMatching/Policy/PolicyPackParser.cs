using System.Globalization;
using System.Text.Json;
using DataMatching.Identity;

namespace DataMatching.Policy;

/// <summary>Reads a pack's JSON and goes on after each error, so that all of them are reported at once.</summary>
internal sealed class PolicyPackParser(string file, List<PolicyError> errors) : CheckedJson(file, errors)
{
    private static readonly string[] Keys = ["id", "title", "district", "extends", "parameters", "rules"];

    /// <summary>The pack as far as it could be read; null when it is no JSON object at all.</summary>
    public static PolicyPack? Parse(string json, string file, List<PolicyError> errors)
    {
        var parser = new PolicyPackParser(file, errors);
        return parser.Whole(json, root => parser.Pack(root, file), null, "one JSON object with " + string.Join(", ", Keys));
    }

    private PolicyPack? Pack(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Wrong("$", Kind(root), "an object");
            return null;
        }

        CheckKeys(root, "$", Keys);
        var extends = OptionalText(root, "extends");
        return new PolicyPack(
            Text(root, "$", "id"), Text(root, "$", "title"), DistrictOf(root, "$"), extends,
            Parameters(root, complete: extends is null), Citations(root, complete: extends is null), file);
    }

    private SortedDictionary<string, IReadOnlyList<DatedValue>> Parameters(JsonElement root, bool complete)
    {
        var read = new SortedDictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal);
        if (!Section(root, "parameters", out var section)) return read;
        CheckKeys(section, "$.parameters", PolicyParameter.All.Select(p => p.Name).ToArray());
        foreach (var parameter in PolicyParameter.All)
        {
            var path = "$.parameters." + parameter.Name;
            if (section.TryGetProperty(parameter.Name, out var values)) read[parameter.Name] = Dated(values, path, parameter);
            else if (complete) Wrong(path, "nothing", "a list of dated values, since the pack extends no other");
        }

        return read;
    }

    private List<DatedValue> Dated(JsonElement values, string path, PolicyParameter parameter)
    {
        var dated = new List<DatedValue>();
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            Wrong(path, FoundOf(values), "a list of {from, value, source}");
            return dated;
        }

        var index = 0;
        foreach (var entry in values.EnumerateArray())
        {
            var here = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
            if (entry.ValueKind != JsonValueKind.Object)
            {
                Wrong(here, FoundOf(entry), "{from, value, source}");
                continue;
            }

            CheckKeys(entry, here, ["from", "value", "source"]);
            var from = Text(entry, here, "from");
            var source = Text(entry, here, "source");
            var value = ParameterReader.Read(entry, parameter, out var expected);
            if (expected is not null) Wrong(here + ".value", entry.TryGetProperty("value", out var v) ? FoundOf(v) : "nothing", expected);
            if (from.Length == 0) continue;
            if (!DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                Wrong(here + ".from", $"\"{from}\"", "a date such as \"2026-07-01\"");
                continue;
            }

            if (dated.Count > 0 && day == dated[^1].From) Wrong(here + ".from", $"\"{from}\" twice", "each date once");
            else if (dated.Count > 0 && day < dated[^1].From) Wrong(here + ".from", $"\"{from}\" after a later date", "dates in ascending order");
            dated.Add(new DatedValue(day, value, source));
        }

        return dated;
    }

    private SortedDictionary<string, string> Citations(JsonElement root, bool complete)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Section(root, "rules", out var section)) return read;
        CheckKeys(section, "$.rules", AllRules.InOrder.Select(r => r.Id).ToArray());
        foreach (var rule in AllRules.InOrder)
        {
            var path = "$.rules." + rule.Id;
            if (!section.TryGetProperty(rule.Id, out var entry))
            {
                if (complete) Wrong(path, "nothing", "{citation}, since the pack extends no other");
            }
            else if (entry.ValueKind != JsonValueKind.Object)
            {
                Wrong(path, FoundOf(entry), "{citation}");
            }
            else
            {
                CheckKeys(entry, path, ["citation"]);
                read[rule.Id] = Text(entry, path, "citation");
            }
        }

        return read;
    }

    private bool Section(JsonElement root, string name, out JsonElement section)
    {
        if (root.TryGetProperty(name, out section) && section.ValueKind == JsonValueKind.Object) return true;
        Wrong("$." + name, FoundOf(section), "an object");
        return false;
    }

    private string? OptionalText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Text(element, "$", name) : null;

    private static string Kind(JsonElement element) => element.ValueKind.ToString();
}
