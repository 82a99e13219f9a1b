using System.Text.Json;
using DataMatching.Connectors.Registries;

namespace DataMatching.Connectors.Files;

/// <summary>Reads a dataset's <c>file</c> in config/registries and names every fault of it.</summary>
internal sealed class FileFormReader(Dataset dataset, string place, Action<SettingsFault> tell)
{
    private const int LongestFixedRow = 100_000;

    /// <returns>The form; where there were faults, with usual values in their places.</returns>
    public FileForm Read(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object) return Fault("", file.ValueKind.ToString(), "an object with \"form\": delimited, fixed or sheet", FileForm.PlainCsv);
        var form = Text(file, "form") switch
        {
            "delimited" => Delimited(file),
            "fixed" => Fixed(file),
            "sheet" => Sheet(file),
            var other => Fault(".form", other ?? "nothing usable", "delimited, fixed or sheet", FileForm.PlainCsv),
        };
        return file.TryGetProperty("limits", out var limits) ? form with { Limits = Limits(limits) } : form;
    }

    private FileForm Delimited(JsonElement file)
    {
        OnlyKnown(file, "", "form", "separator", "quote", "skipRows", "encoding", "limits");
        var separator = file.TryGetProperty("separator", out var s) ? Character(s, "separator") ?? ',' : ',';
        char? quote = file.TryGetProperty("quote", out var q) ? (q.ValueKind == JsonValueKind.Null ? null : Character(q, "quote") ?? '"') : '"';
        if (quote == separator) Fault(".quote", "the separator", "another character than the separator, or null for none", 0);
        return new FileForm(RowForm.Delimited) { Separator = separator, Quote = quote, SkipRows = Number(file, "skipRows", 0, 1000, 0), Encoding = Encoding(file, true) };
    }

    private FileForm Fixed(JsonElement file)
    {
        OnlyKnown(file, "", "form", "fields", "skipRows", "encoding", "limits");
        List<FixedField> fields = [];
        if (!file.TryGetProperty("fields", out var named) || named.ValueKind != JsonValueKind.Object)
        {
            Fault(".fields", "nothing usable", "an object: each standard header with [bytes before the field, bytes it takes]", 0);
        }
        else
        {
            foreach (var field in named.EnumerateObject())
            {
                int[] numbers = field.Value.ValueKind == JsonValueKind.Array ? [.. field.Value.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var number) ? number : -1)] : [];
                if (numbers is not [>= 0, > 0] || numbers[0] > LongestFixedRow || numbers[1] > LongestFixedRow) Fault($".fields.{field.Name}", field.Value.GetRawText(), "[bytes before the field, bytes it takes]", 0);
                else fields.Add(new FixedField(field.Name, numbers[0], numbers[1]));
            }

            fields.Sort((a, b) => a.Start.CompareTo(b.Start));
            for (var i = 1; i < fields.Count; i++)
            {
                if (fields[i - 1].Start + fields[i - 1].Length > fields[i].Start) Fault($".fields.{fields[i].Name}", $"starts at byte {fields[i].Start}, inside {fields[i - 1].Name}", "fields that do not overlap", 0);
            }

            if (fields.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) Fault($".fields.{twice.Key}", "named twice", "each field once", 0);
            var missing = dataset.Columns.Where(c => c.Required && !fields.Exists(f => f.Name == c.Name || c.Aliases.Contains(f.Name))).Select(c => c.Name).ToList();
            if (missing.Count > 0) Fault(".fields", "no field for " + string.Join("、", missing), "every column of the contract that is required", 0);
        }

        return new FileForm(RowForm.Fixed) { Fields = fields.Count > 0 ? fields : [new FixedField("?", 0, 1)], SkipRows = Number(file, "skipRows", 0, 1000, 0), Encoding = Encoding(file, false) };
    }

    private FileForm Sheet(JsonElement file)
    {
        OnlyKnown(file, "", "form", "sheet", "headerRow", "limits");
        var sheet = file.TryGetProperty("sheet", out _) ? Text(file, "sheet") ?? Fault<string?>(".sheet", "nothing usable", "the name of the sheet", null) : null;
        return new FileForm(RowForm.Sheet) { Sheet = sheet, HeaderRow = Number(file, "headerRow", 1, 1000, 1) };
    }

    private FileLimits Limits(JsonElement limits)
    {
        OnlyKnown(limits, ".limits", "bytes", "ratio", "parts");
        if (limits.ValueKind != JsonValueKind.Object) return FileLimits.Usual;
        var bytes = FileLimits.Usual.Bytes;
        if (limits.TryGetProperty("bytes", out var most) && (most.ValueKind != JsonValueKind.Number || !most.TryGetInt64(out bytes) || bytes is < 1000 or > 1_000_000_000_000))
            bytes = Fault(".limits.bytes", most.GetRawText(), "a number from 1000 to 1000000000000", FileLimits.Usual.Bytes);
        return new FileLimits(bytes, Number(limits, "ratio", 2, 100_000, FileLimits.Usual.Ratio, ".limits"), Number(limits, "parts", 1, 100_000, FileLimits.Usual.Parts, ".limits"));
    }

    private FileEncoding Encoding(JsonElement file, bool wide)
    {
        if (!file.TryGetProperty("encoding", out _)) return FileEncoding.Manifest;
        var expected = wide ? "utf-8, gb18030, utf-16 or auto" : "utf-8, gb18030 or auto";
        return Text(file, "encoding") switch
        {
            "utf-8" => FileEncoding.Utf8,
            "gb18030" => FileEncoding.Gb18030,
            "utf-16" when wide => FileEncoding.Utf16,
            "auto" => FileEncoding.Auto,
            var other => Fault(".encoding", other ?? "nothing usable", expected, FileEncoding.Manifest),
        };
    }

    private char? Character(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is [< '\u0080' and not ('\r' or '\n' or '\0') and not (>= '0' and <= '9') and var one] && !char.IsAsciiLetter(one)
            ? one
            : Fault<char?>("." + name, "nothing usable", "one ASCII character that is no letter, digit or line break", null);

    private int Number(JsonElement element, string name, int least, int most, int otherwise, string under = "")
    {
        if (!element.TryGetProperty(name, out var value)) return otherwise;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : Fault($"{under}.{name}", value.GetRawText(), $"a whole number from {least} to {most}", otherwise);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private void OnlyKnown(JsonElement element, string under, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault(under, element.ValueKind.ToString(), "an object", 0);
            return;
        }

        foreach (var property in element.EnumerateObject().Where(p => !known.Contains(p.Name, StringComparer.Ordinal)))
            Fault($"{under}.{property.Name}", "an unknown setting", string.Join(", ", known), 0);
    }

    private T Fault<T>(string under, string found, string expected, T otherwise)
    {
        tell(new SettingsFault(place + under, found, expected));
        return otherwise;
    }
}
