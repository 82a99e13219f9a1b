using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Jobs;
using DataMatching.Tests.Files;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.Exchange;

/// <summary>A sample province whose tax office is asked about wages by file, and answers from the file that it would have delivered.</summary>
internal sealed class ExchangeSite : IDisposable
{
    private readonly string[] _header;
    private readonly ILookup<string, string[]> _rows;

    /// <param name="form">Of the request: csv or sheet.</param>
    public ExchangeSite(string form, DateTimeOffset now)
    {
        var file = Directory.GetFiles(Night.Line.At("site", "drop", "tax"), "wages-440000-2026Q3.csv").Single();
        var lines = Unfolding.Of(File.ReadAllBytes(file), FileForm.PlainCsv).Lines;
        _header = Fields(lines[0]);
        var id = At("证件号码");
        _rows = lines.Skip(1).Select(Fields).ToLookup(r => string.Concat(r[id].Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c).Where(char.IsAsciiLetterOrDigit)), StringComparer.Ordinal);
        File.Delete(file);
        File.Delete(file + ".manifest.json");
        var config = Night.Line.At("site", "config", "registries", "tax.json");
        var tax = JsonNode.Parse(File.ReadAllText(config))!;
        tax["datasets"]!["wages"]!["source"] = JsonNode.Parse($$"""
            { "kind": "exchange", "scope": "440000", "everyDays": 30, "fromMonths": -6, "toMonths": -1, "requests": "exchange/requests", "answers": "exchange/answers",
              "template": { "form": "{{form}}", "columns": { "姓名": "name", "身份证号": "id", "编号": "reference", "委托书": "authorisation", "签署日期": "signed" } },
              "answer": { "reference": "编号", "state": "结果", "found": ["有"], "none": ["无"] }, "answersWithinDays": 10 }
            """);
        File.WriteAllText(config, tax.ToJsonString());
        Night.Line.Clock.Now = now;
    }

    public NightSite Night { get; } = new();

    /// <summary>The site with another source in the place of its exchange.</summary>
    public Site Open(Func<ExchangeSettings, SourceSettings> instead)
    {
        var folder = SiteFolder.At(Night.Line.Site);
        var configuration = SiteConfiguration.Load(folder).Configuration!;
        var tax = configuration.Registry("tax")!;
        var datasets = new SortedDictionary<string, DatasetSettings>(tax.Datasets.ToDictionary(d => d.Key, d => d.Value), StringComparer.Ordinal);
        datasets["wages"] = datasets["wages"] with { Source = instead((ExchangeSettings)datasets["wages"].Source!) };
        var registries = new SortedDictionary<string, RegistrySettings>(configuration.Registries.ToDictionary(r => r.Key, r => r.Value), StringComparer.Ordinal) { ["tax"] = tax with { Datasets = datasets } };
        return Site.Open(folder, configuration with { Registries = registries }, Night.Line.Clock);
    }

    public string Folder(string name) => Night.Line.At("site", "exchange", name);

    public string[] Files(string name) => Directory.Exists(Folder(name)) ? Directory.GetFiles(Folder(name)) : [];

    /// <summary>Rows of the request as the agency reads them: name, number, reference, authorisation, signed on.</summary>
    public IReadOnlyList<string[]> Request()
    {
        var file = Files("requests").Single(f => !f.EndsWith(".json", StringComparison.Ordinal));
        return [.. Unfolding.Of(File.ReadAllBytes(file), FileForm.PlainCsv).Lines.Skip(1).Select(l => Fields(l.TrimStart('\uFEFF')))];
    }

    /// <summary>The agency's answer about these people: what its registry has, or that it has nothing.</summary>
    public IEnumerable<string> Answer(IEnumerable<string[]> asked)
    {
        string[] standard = ["姓名", "证件号码", "税款所属期", "收入额"];
        foreach (var person in asked)
        {
            var found = _rows[person[1]].Concat(person[1][6] == '1' ? _rows[person[1][..6] + person[1][8..17]] : []).Concat(_rows[person[1].ToLowerInvariant()].Where(_ => person[1].EndsWith('X'))).ToList();
            if (found.Count == 0) yield return $"{person[2]},{person[0]},{person[1]},,,无,";
            foreach (var row in found) yield return string.Join(',', (string[])[person[2], .. standard.Select(c => row[At(c)]), "有", At("扣缴义务人") is >= 0 and var at ? row[at] : ""]);
        }
    }

    public void Put(string name, IEnumerable<string> rows, bool sheet)
    {
        string[] lines = ["编号,姓名,证件号码,税款所属期,收入额,结果,扣缴义务人", .. rows];
        var content = sheet ? Unfolding.Workbook(false, ("明细", null, [.. lines.Select(l => (string[]?)l.Split(','))])) : Unfolding.Gb18030.GetBytes(string.Join('\n', lines) + "\n");
        Directory.CreateDirectory(Folder("answers"));
        File.WriteAllBytes(Path.Combine(Folder("answers"), name), content);
        var manifest = $$"""{ "registry": "tax", "dataset": "wages", "scope": "440000", "asOf": "2026-10-21", "from": "2026-04", "to": "2026-09", "mode": "full", "encoding": "{{(sheet ? "utf-8" : "gb18030")}}", "rows": {{lines.Length - 1}}, "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(content))}}" }""";
        File.WriteAllText(Path.Combine(Folder("answers"), name + ".manifest.json"), manifest);
    }

    public void Dispose() => Night.Dispose();

    private static string[] Fields(string line) => [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part.Replace(',', '，')] : new[] { part }).Aggregate((a, b) => a + b).Split(',')];

    private int At(string standard)
    {
        var column = AllDatasets.Find("tax", "wages")!.Columns.Single(c => c.Name == standard);
        return Array.FindIndex(_header, h => h == column.Name || column.Aliases.Contains(h));
    }
}
