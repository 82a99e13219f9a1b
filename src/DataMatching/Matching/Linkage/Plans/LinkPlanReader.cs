using System.Text.Json;
using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>A fault of a plan. <paramref name="Place"/>: a path such as <c>$.fields[2].kind</c>.</summary>
public sealed record PlanFault(string Place, string Found, string Expected);

/// <summary>Reads a plan from JSON; every fault is told at once. docs/matching.md describes the form.</summary>
public sealed class LinkPlanReader
{
    private static readonly string[] Known = ["id", "fields", "blocking", "assignment", "threshold", "aim", "sure", "sureShare", "blockPairs", "seed"], KnownOfField = ["name", "column", "left", "right", "kind", "levels", "partner", "termFrequency", "shared", "nothing", "compare"];
    private const int MostLevels = 30;
    private readonly List<PlanFault> _faults = [];

    private LinkPlanReader()
    {
    }

    /// <returns>The plan, or null and what is wrong.</returns>
    public static (LinkPlan? Plan, IReadOnlyList<PlanFault> Faults) Read(string json)
    {
        var reader = new LinkPlanReader();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var plan = reader.Plan(document.RootElement);
            return reader._faults.Count > 0 ? (null, reader._faults) : (plan, []);
        }
        catch (JsonException e)
        {
            return (null, [new PlanFault($"line {e.LineNumber + 1}", "text that is not JSON", "one JSON object")]);
        }
    }

    private LinkPlan? Plan(JsonElement root)
    {
        if (!IsObject(root, "$")) return null;
        Unknown(root, "$", Known);
        var fields = List(root, "fields", "$.fields", Field).OfType<PlanField>().ToList();
        foreach (var twice in fields.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1)) Fault("$.fields", $"\"{twice.Key}\" twice", "each name once");
        foreach (var field in fields.Where(f => f.Partner is not null && !fields.Exists(o => o.Name == f.Partner))) Fault("$.fields", $"the partner \"{field.Partner}\" of {field.Name}", "the name of a field");
        if (fields.Count > 0 && fields.TrueForAll(f => f.Levels is null)) Fault("$.fields", "no field that is compared", "at least one");
        if (!PairComparison.CanBeTold(fields.Select(f => f.Comparison).OfType<Comparison>())) Fault("$.fields", "more levels of all fields than can be told apart", "fewer fields that are compared, or fewer levels");
        var blocking = List(root, "blocking", "$.blocking", (e, place) => Rule(e, place, fields)).OfType<BlockingRule>().ToList();
        var (left, right) = Id(root);
        var threshold = Number(root, "$", "threshold", 0.5, 1e-9, 1 - 1e-9);
        List<BlockingRule> sure = root.TryGetProperty("sure", out _) ? [.. List(root, "sure", "$.sure", (e, place) => Rule(e, place, fields)).OfType<BlockingRule>()] : [];
        return new LinkPlan(
            left, right, fields, blocking, Kind(root), threshold, (long)Number(root, "$", "blockPairs", 1_000_000, 1, 1e15), (ulong)Number(root, "$", "seed", 1, 0, 1e15),
            Aim(root), sure, Number(root, "$", "sureShare", 1, 0.001, 1));
    }

    private LinkAim? Aim(JsonElement root)
    {
        if (!root.TryGetProperty("aim", out var aim) || !IsObject(aim, "$.aim")) return null;
        Unknown(aim, "$.aim", ["precision", "recall"]);
        if (root.TryGetProperty("threshold", out _)) Fault("$.threshold", "a threshold beside an aim", "one of the two: thresholds follow from the aim");
        return new LinkAim(Number(aim, "$.aim", "precision", LinkAim.Usual.Precision, LinkAim.Least, LinkAim.Most), Number(aim, "$.aim", "recall", LinkAim.Usual.Recall, LinkAim.Least, LinkAim.Most));
    }

    private (string? Left, string? Right) Id(JsonElement root)
    {
        if (!root.TryGetProperty("id", out var id) || id.ValueKind == JsonValueKind.Null) return (null, null);
        if (id.ValueKind == JsonValueKind.String) return (id.GetString(), id.GetString());
        if (!IsObject(id, "$.id")) return (null, null);
        Unknown(id, "$.id", ["left", "right"]);
        return (Text(id, "left", "$.id"), Text(id, "right", "$.id"));
    }

    private PlanField? Field(JsonElement element, string place)
    {
        if (!IsObject(element, place)) return null;
        Unknown(element, place, KnownOfField);
        var column = element.TryGetProperty("column", out _) ? Text(element, "column", place) : null;
        var name = element.TryGetProperty("name", out _) ? Text(element, "name", place) : column;
        var left = column ?? (element.TryGetProperty("left", out _) ? Text(element, "left", place) : name);
        var right = column ?? (element.TryGetProperty("right", out _) ? Text(element, "right", place) : left);
        if (name is null || left is null || right is null)
        {
            Fault(place, "no column", "\"column\", or \"left\" and \"right\": headers of the files");
            return null;
        }

        if (name.AsSpan().ContainsAny(':', '+')) Fault(place + ".name", $"\"{name}\"", "a name without : and +, which part blocking rules");
        var kind = ContentKindOf(element, place);
        var compare = !element.TryGetProperty("compare", out var c) || c.ValueKind != JsonValueKind.False;
        var levels = !compare ? null : element.TryGetProperty("levels", out _) ? [.. List(element, "levels", place + ".levels", (e, p) => Level(e, p, kind)).OfType<LevelTest>()] : UsualLevels.Of(kind);
        if (levels?.Count > MostLevels) Fault(place + ".levels", $"{levels.Count} levels", $"at most {MostLevels}");
        var partner = element.TryGetProperty("partner", out var p) && p.ValueKind == JsonValueKind.String ? p.GetString() : null;
        var shared = element.TryGetProperty("shared", out var s) && s.ValueKind is JsonValueKind.True or JsonValueKind.False ? s.ValueKind == JsonValueKind.True : UsualLevels.AreShared(kind);
        var nothing = element.TryGetProperty("nothing", out _) ? List(element, "nothing", place + ".nothing", NothingText).OfType<string>().ToList() : null;
        return new PlanField(name, left, right, kind, levels, partner, !element.TryGetProperty("termFrequency", out var t) || t.ValueKind != JsonValueKind.False, shared, nothing);
    }

    private ContentKind ContentKindOf(JsonElement element, string place)
    {
        if (!element.TryGetProperty("kind", out var kind)) return ContentKind.Text;
        foreach (var known in Enum.GetValues<ContentKind>())
        {
            if (kind.ValueKind == JsonValueKind.String && kind.GetString() == KindNames.Of(known)) return known;
        }

        Fault(place + ".kind", kind.GetRawText(), "one of " + string.Join(", ", Enum.GetValues<ContentKind>().Select(KindNames.Of)));
        return ContentKind.Text;
    }

    private LevelTest? Level(JsonElement element, string place, ContentKind kind)
    {
        var written = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        var test = element.ValueKind == JsonValueKind.String ? LevelTest.Parse(written) : null;
        if (test is null) Fault(place, element.GetRawText(), "one of: " + string.Join("; ", LevelTest.Known));
        else if (kind != ContentKind.Quantity && (written.StartsWith("within", StringComparison.Ordinal) || written.StartsWith("percent", StringComparison.Ordinal))) Fault(place, element.GetRawText(), "this level only in a field of kind quantity");
        return test;
    }

    private string? NothingText(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.String) return element.GetString();
        Fault(place, element.ValueKind.ToString(), "a text");
        return null;
    }

    private BlockingRule? Rule(JsonElement element, string place, List<PlanField> fields)
    {
        var rule = element.ValueKind == JsonValueKind.String ? BlockingRule.Parse(element.GetString()!) : null;
        if (rule is null) Fault(place, element.GetRawText(), "fields with + between them, each whole or with a part behind a colon: " + string.Join(", ", BlockingPart.Known));
        else if (rule.Parts.FirstOrDefault(p => !fields.Exists(f => f.Name == p.Field)) is { } missing) Fault(place, $"\"{missing.Field}\"", "the name of a field: " + string.Join(", ", fields.Select(f => f.Name)));
        else return rule;
        return null;
    }

    private Assignment Kind(JsonElement root)
    {
        if (!root.TryGetProperty("assignment", out var kind)) return Assignment.OneToOne;
        switch (kind.ValueKind == JsonValueKind.String ? kind.GetString() : null)
        {
            case "one-to-one": return Assignment.OneToOne;
            case "one-to-many": return Assignment.OneToMany;
            case "many": return Assignment.Many;
            default:
                Fault("$.assignment", kind.GetRawText(), "\"one-to-one\", \"one-to-many\" (one of the left, many of the right) or \"many\"");
                return Assignment.OneToOne;
        }
    }

    private double Number(JsonElement root, string place, string name, double usual, double least, double most)
    {
        if (!root.TryGetProperty(name, out var value)) return usual;
        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= least && number <= most) return number;
        Fault($"{place}.{name}", value.GetRawText(), $"a number from {least:0.#########} to {most:0.#########}");
        return usual;
    }

    private List<T> List<T>(JsonElement parent, string name, string place, Func<JsonElement, string, T> read)
    {
        if (parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array) return [.. list.EnumerateArray().Select((e, i) => read(e, $"{place}[{i}]"))];
        Fault(place, list.ValueKind == JsonValueKind.Undefined ? "nothing" : list.ValueKind.ToString(), "a list");
        return [];
    }

    private string? Text(JsonElement parent, string name, string place)
    {
        if (parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.GetString())) return text.GetString();
        Fault($"{place}.{name}", text.ValueKind == JsonValueKind.Undefined ? "nothing" : text.GetRawText(), "a text that is not empty");
        return null;
    }

    private bool IsObject(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Object) return true;
        Fault(place, element.ValueKind.ToString(), "an object");
        return false;
    }

    private void Unknown(JsonElement element, string place, string[] known)
    {
        foreach (var property in element.EnumerateObject().Where(p => !known.Contains(p.Name, StringComparer.Ordinal))) Fault($"{place}.{property.Name}", "a name that is not known", "one of " + string.Join(", ", known));
    }

    private void Fault(string place, string found, string expected) => _faults.Add(new PlanFault(place, found, expected));
}
