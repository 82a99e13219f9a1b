using System.Globalization;
using System.Text.Json;

namespace DataMatching.Jobs;

/// <summary>One column of the adjustment file: its header as the receiving system expects it, the field, and how the field is written.</summary>
public sealed record AdjustmentColumn(string Header, string Field, string Format);

/// <summary>config/adjustment.json: the columns of the adjustment file (季度动态调整文件), in their order.</summary>
public sealed record AdjustmentLayout(IReadOnlyList<AdjustmentColumn> Columns)
{
    public const string IdNumber = "id-number", Amount = "amount";

    private const string File = "config/adjustment.json";

    /// <summary>Each field with the ways in which it may be written, the usual one first; empty: there is but one.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Fields = new SortedDictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["household"] = [],
        ["quarter"] = ["code", "chinese"],
        ["district"] = [],
        ["place"] = ["full", "short"],
        ["name"] = [],
        [IdNumber] = [],
        ["members"] = [],
        ["list"] = ["chinese", "code"],
        ["decision"] = ["chinese", "code"],
        ["exit-kind"] = ["chinese", "code"],
        ["reasons"] = ["chinese", "code"],
        ["decided-on"] = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd"],
        [Amount] = ["yuan", "fen"],
    };

    /// <summary>What is written where a site has no such file: no ID number, no address.</summary>
    public static AdjustmentLayout Default { get; } = new(
    [
        .. new[] { ("档案号", "household"), ("季度", "quarter"), ("行政区划代码", "district"), ("地区", "place"), ("困难职工", "name"), ("家庭人口", "members"), ("名单", "list"), ("决定", "decision"), ("退出类别", "exit-kind"), ("事由", "reasons"), ("决定日期", "decided-on") }
            .Select(c => new AdjustmentColumn(c.Item1, c.Item2, Fields[c.Item2].FirstOrDefault() ?? "")),
    ]);

    /// <summary>The file holds ID numbers in full: whoever takes it says what for, and it is recorded.</summary>
    public bool HasIdNumbers => Columns.Any(c => c.Field == IdNumber);

    /// <summary>Reads it; every fault is added to <paramref name="errors"/>, and null comes back.</summary>
    public static AdjustmentLayout? Parse(string json, List<ConfigurationError> errors)
    {
        var before = errors.Count;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var columns = Read(document.RootElement, errors);
            return errors.Count == before ? new AdjustmentLayout(columns) : null;
        }
        catch (JsonException e)
        {
            errors.Add(new ConfigurationError(File, string.Create(CultureInfo.InvariantCulture, $"line {(e.LineNumber ?? 0) + 1}"), "text that is not JSON", "one JSON object with columns"));
            return null;
        }
    }

    private static List<AdjustmentColumn> Read(JsonElement root, List<ConfigurationError> errors)
    {
        var columns = new List<AdjustmentColumn>();
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("columns", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            errors.Add(new ConfigurationError(File, "$.columns", "nothing, or no list", "a list of columns that is not empty"));
            return columns;
        }

        foreach (var other in root.EnumerateObject().Where(p => p.Name is not ("columns" or "source"))) errors.Add(Unknown("$." + other.Name, "columns, source"));
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"$.columns[{index++}]");
            if (Column(item, place, errors) is not { } column) continue;
            if (columns.Exists(c => string.Equals(c.Header, column.Header, StringComparison.Ordinal))) errors.Add(new ConfigurationError(File, place + ".header", "a header that another column has", "each header once"));
            columns.Add(column);
        }

        if (!columns.Exists(c => c.Field == "household")) errors.Add(new ConfigurationError(File, "$.columns", "no column of the field household", "one: without it nobody can tell whose row it is"));
        return columns;
    }

    private static AdjustmentColumn? Column(JsonElement item, string place, List<ConfigurationError> errors)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ConfigurationError(File, place, item.ValueKind.ToString(), "an object with header, field and, where wanted, format"));
            return null;
        }

        foreach (var other in item.EnumerateObject().Where(p => p.Name is not ("header" or "field" or "format"))) errors.Add(Unknown($"{place}.{other.Name}", "header, field, format"));
        var (header, field) = (Text(item, place, "header", errors), Text(item, place, "field", errors));
        if (header is null || field is null) return null;
        if (!Fields.TryGetValue(field, out var formats))
        {
            errors.Add(new ConfigurationError(File, place + ".field", "a field that is not known", "one of " + string.Join(", ", Fields.Keys)));
            return null;
        }

        if (!item.TryGetProperty("format", out var stated)) return new AdjustmentColumn(header, field, formats.FirstOrDefault() ?? "");
        var format = stated.ValueKind == JsonValueKind.String ? stated.GetString() : null;
        if (format is not null && formats.Contains(format, StringComparer.Ordinal)) return new AdjustmentColumn(header, field, format);
        errors.Add(new ConfigurationError(File, place + ".format", "a format that the field does not have", formats.Length == 0 ? $"no format: {field} is written in one way" : "one of " + string.Join(", ", formats)));
        return null;
    }

    private static string? Text(JsonElement item, string place, string name, List<ConfigurationError> errors)
    {
        if (item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())) return value.GetString()!.Trim();
        errors.Add(new ConfigurationError(File, $"{place}.{name}", value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.ValueKind.ToString(), "a text that is not empty"));
        return null;
    }

    private static ConfigurationError Unknown(string place, string known) => new(File, place, "an unknown name", "one of " + known);
}
