using System.Globalization;
using System.Text.Json;
using CsvHelper;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Registries;

/// <summary>The files of the repository that speak of the registries: configuration, contracts, samples.</summary>
internal static class ContractFiles
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Registries => AllDatasets.InOrder.Select(d => d.Registry).Distinct(StringComparer.Ordinal);

    public static JsonElement Config(string registry)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "config", "registries", $"{registry}.json")));
        return document.RootElement.Clone();
    }

    public static string[] AgreedColumns(Dataset dataset) =>
        [.. Config(dataset.Registry).GetProperty("agreement").GetProperty("columns").GetProperty(dataset.Id).EnumerateArray().Select(c => c.GetString()!)];

    public static string Contract(string registry) => File.ReadAllText(Path.Combine(Root, "docs", "contracts", $"{registry}.md"));

    public static string Sample(Dataset dataset, string kind) =>
        Path.Combine(Root, "docs", "contracts", "samples", dataset.Registry, $"{dataset.Id}.{kind}.csv");

    /// <summary>The rows of a sample by header.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Rows(Dataset dataset, string kind)
    {
        using var csv = CsvReader.FromFile(Sample(dataset, kind));
        var headers = csv.Headers.ToArray();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read()) rows.Add(headers.Select((header, i) => (header, csv.GetString(i))).ToDictionary(StringComparer.Ordinal));
        return rows;
    }

    public static Row InColumnOrder(Dataset dataset, IReadOnlyDictionary<string, string> row) =>
        new([.. dataset.Columns.Select(c => row.GetValueOrDefault(c.Name, ""))]);

    public static PersonInRow Person(Dataset dataset, int line, int slot = 0) =>
        new($"H1/{slot + 1}", MatchGrade.Certain, new Provenance(1, $"{dataset.Id}.csv", line, 0, ""), Manifest(dataset), slot);

    public static Manifest Manifest(Dataset dataset)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Sample(dataset, "good") + ".manifest.json"));
        string Text(string name) => document.RootElement.GetProperty(name).GetString()!;
        return new Manifest(
            Text("registry"), Text("dataset"), District.Parse(Text("scope")), DateOnly.ParseExact(Text("asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Month.Parse(Text("from")), Month.Parse(Text("to")), Enum.Parse<DeliveryMode>(Text("mode"), true), ExtractEncoding.Utf8,
            document.RootElement.GetProperty("rows").GetInt64(), Text("sha256"), Text("delivery"));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DataMatching.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return folder.FullName;
    }
}
