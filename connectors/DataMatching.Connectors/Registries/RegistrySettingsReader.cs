using System.Globalization;
using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries;

/// <summary>One fault of a settings file: the place in it, what was found, what was expected.</summary>
public sealed record SettingsFault(string Place, string Found, string Expected);

/// <summary>Reads a registry's settings and reports every fault at once.</summary>
public sealed class RegistrySettingsReader
{
    private readonly List<SettingsFault> _faults = [];

    /// <returns>The settings when there is no fault, otherwise null and all faults.</returns>
    public static (RegistrySettings? Settings, IReadOnlyList<SettingsFault> Faults) Parse(string json)
    {
        var reader = new RegistrySettingsReader();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var settings = reader.Root(document.RootElement);
            return (reader._faults.Count == 0 ? settings : null, reader._faults);
        }
        catch (JsonException e)
        {
            return (null, [new SettingsFault($"line {e.LineNumber + 1}", "text that is not JSON", "a JSON object")]);
        }
    }

    private RegistrySettings? Root(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _faults.Add(new SettingsFault("$", root.ValueKind.ToString(), "an object"));
            return null;
        }

        OnlyKnown(root, "$", "registry", "title", "agency", "datasets", "agreement");
        var registry = Text(root, "$", "registry");
        if (registry.Length > 0 && AllDatasets.InOrder.All(d => d.Registry != registry))
            _faults.Add(new SettingsFault("$.registry", registry, "one of " + string.Join(", ", AllDatasets.InOrder.Select(d => d.Registry).Distinct(StringComparer.Ordinal))));
        var datasets = new SortedDictionary<string, DatasetSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in Members(root, "$", "datasets"))
        {
            if (AllDatasets.Find(registry, name) is null) _faults.Add(new SettingsFault($"$.datasets.{name}", name, "a dataset of the registry: " + string.Join(", ", AllDatasets.InOrder.Where(d => d.Registry == registry).Select(d => d.Id))));
            else datasets[name] = Dataset(AllDatasets.Find(registry, name)!, value, $"$.datasets.{name}");
        }

        // Which answer would be whose?
        foreach (var shared in datasets.Where(d => d.Value.Source is ExchangeSettings).GroupBy(d => ((ExchangeSettings)d.Value.Source!).Answers, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            _faults.AddRange(shared.Skip(1).Select(d => new SettingsFault($"$.datasets.{d.Key}.source.answers", $"the folder of {shared.First().Key}", "a folder for the answers of this dataset alone")));
        var sharing = root.TryGetProperty("agreement", out var agreement) && agreement.ValueKind == JsonValueKind.Object
            ? Sharing(registry, agreement)
            : Missing<SharingAgreement?>("$.agreement", "an object with number, purpose, from, to, covers, columns", null);
        return sharing is null ? null : new RegistrySettings(registry, Text(root, "$", "title"), Text(root, "$", "agency"), sharing, datasets);
    }

    private DatasetSettings Dataset(Dataset dataset, JsonElement element, string place)
    {
        OnlyKnown(element, place, "required", "maxAgeDays", "quarantineLimitPercent", "columns", "excelDamagePercent", "file", "source", "drift");
        var renamed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (standard, header) in Members(element, place, "columns", optional: true))
        {
            if (dataset.Columns.All(c => c.Name != standard)) _faults.Add(new SettingsFault($"{place}.columns", standard, "a standard header of the dataset"));
            else if (header.ValueKind != JsonValueKind.String) _faults.Add(new SettingsFault($"{place}.columns.{standard}", header.ValueKind.ToString(), "the agency's header as text"));
            else renamed[standard] = header.GetString()!;
        }

        var required = element.TryGetProperty("required", out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? flag.GetBoolean()
            : Missing($"{place}.required", "true or false", false);
        JsonElement? source = element.TryGetProperty("source", out var from) ? from : null;
        var bring = source is { } ask && !IsKind(ask, "sftp") && !IsKind(ask, "drop") ? SourceSettingsReader.Read(new SettingsElement(ask, place + ".source", _faults)) : null;
        if (bring is ExchangeSettings exchange) exchange.Check(dataset, place + ".source", _faults.Add);
        return new DatasetSettings(
            required, (int)Number(element, place, "maxAgeDays", 1, 400, 60), Number(element, place, "quarantineLimitPercent", 0, 100, 1), renamed)
        {
            Drift = element.TryGetProperty("drift", out var drift) ? DriftSettings.Read(drift, place + ".drift", _faults) : DriftLimits.Usual,
            ExcelDamagePercent = Number(element, place, "excelDamagePercent", 0, 100, 0.1m),
            File = element.TryGetProperty("file", out var file) ? new FileFormReader(dataset, place + ".file", _faults.Add).Read(file) : FileForm.PlainCsv,
            Sftp = source is { } sftp && IsKind(sftp, "sftp") ? new SftpSourceReader(place + ".source", _faults.Add).Read(sftp) : null,
            Named = source is { } drop && IsKind(drop, "drop") ? NamedFiles.Read(new SettingsElement(drop, place + ".source", _faults)) : null,
            Source = bring,
        };
    }

    /// <summary>Files that are dropped or fetched come whole; every other kind is asked by our people.</summary>
    private static bool IsKind(JsonElement source, string name) =>
        source.ValueKind == JsonValueKind.Object && source.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.GetString() == name;

    private SharingAgreement Sharing(string registry, JsonElement element)
    {
        const string Place = "$.agreement";
        OnlyKnown(element, Place, "number", "purpose", "from", "to", "covers", "columns");
        var (from, to) = (Day(element, Place, "from"), Day(element, Place, "to"));
        if (to < from) _faults.Add(new SettingsFault(Place + ".to", "a day before 'from'", "the last day of the agreement"));
        var covers = Text(element, Place, "covers");
        if (covers is not ("authorised" or "roll")) _faults.Add(new SettingsFault(Place + ".covers", covers, "authorised or roll"));
        var columns = new SortedDictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var (name, list) in Members(element, Place, "columns"))
        {
            var dataset = AllDatasets.Find(registry, name);
            var allowed = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
            if (dataset is null) _faults.Add(new SettingsFault($"{Place}.columns.{name}", name, "a dataset of the registry"));
            else if (allowed.FirstOrDefault(a => dataset.Columns.All(c => c.Name != a)) is { } stranger) _faults.Add(new SettingsFault($"{Place}.columns.{name}", stranger, "a standard header of the dataset"));
            columns[name] = allowed;
        }

        return new SharingAgreement(Text(element, Place, "number"), Text(element, Place, "purpose"),
            to < from ? DateInterval.Always : new DateInterval(from, to), covers == "roll" ? AgreementCovers.Roll : AgreementCovers.Authorised, columns);
    }

    private IEnumerable<(string Name, JsonElement Value)> Members(JsonElement element, string place, string name, bool optional = false)
    {
        if (element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object) return member.EnumerateObject().Select(p => (p.Name, p.Value));
        return optional && member.ValueKind == JsonValueKind.Undefined ? [] : Missing<IEnumerable<(string, JsonElement)>>($"{place}.{name}", "an object", []);
    }

    private string Text(JsonElement element, string place, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : Missing($"{place}.{name}", "a text", "");

    private DateOnly Day(JsonElement element, string place, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Missing($"{place}.{name}", "a day such as 2026-01-01", default(DateOnly));

    private decimal Number(JsonElement element, string place, string name, decimal least, decimal most, decimal otherwise)
    {
        if (!element.TryGetProperty(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most) return number;
        _faults.Add(new SettingsFault($"{place}.{name}", value.GetRawText(), $"a number from {least} to {most}"));
        return otherwise;
    }

    private void OnlyKnown(JsonElement element, string place, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            _faults.Add(new SettingsFault(place, element.ValueKind.ToString(), "an object"));
            return;
        }

        foreach (var property in element.EnumerateObject().Where(p => !known.Contains(p.Name, StringComparer.Ordinal)))
            _faults.Add(new SettingsFault($"{place}.{property.Name}", "an unknown setting", string.Join(", ", known)));
    }

    private T Missing<T>(string place, string expected, T otherwise)
    {
        _faults.Add(new SettingsFault(place, "nothing usable", expected));
        return otherwise;
    }
}
