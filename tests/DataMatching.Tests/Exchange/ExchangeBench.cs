using System.Security.Cryptography;
using System.Text;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Jobs.Landings;
using DataMatching.Storage;
using DataMatching.Tests.Files;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Exchange;

/// <summary>A site's folder in which requests are written and a test plays courier and agency; three people unless it says otherwise.</summary>
internal sealed class ExchangeBench : IDisposable
{
    public const string Header = "流水号,姓名,证件号码,税款所属期,收入额,扣缴义务人,结果";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dm-exchange-");
    private readonly Store _store;

    public ExchangeBench(int people = 3, string template = "\"form\": \"csv\"", string answer = "")
    {
        Settings = Orders.Source<ExchangeSettings>(Json(template, answer));
        _store = Store.Open(At("test.db"), KeyRing.Create(At("keys")), Clock);
        Order = Orders.Of(Settings, people);
        Landing = new MemoryLanding { Id = 12 };
    }

    public JumpingClock Clock { get; } = new(TimeSpan.FromDays(1000));
    public ExchangeSettings Settings { get; }
    public LandingOrder Order { get; set; }
    public MemoryLanding Landing { get; set; }
    public ExchangePlace Place => ExchangePlace.Read(Landing.Place)!;
    public AnswerCounts Counts => Place.Counts;
    public string Problems => string.Join('\n', Place.Problems);
    public string RequestFile => Directory.GetFiles(At("exchange", "requests")).Single(f => f.EndsWith(".csv", StringComparison.Ordinal) || f.EndsWith(".xlsx", StringComparison.Ordinal));

    public static string Json(string template = "\"form\": \"csv\"", string answer = "") => $$"""
        { "kind": "exchange", "scope": "440000", "requests": "exchange/requests", "answers": "exchange/answers",
          "template": { {{template}}, "columns": { "流水号": "reference", "被查询人": "name", "身份证号": "id", "旧证号": "oldId", "起": "from", "止": "to", "协议": "agreement", "用途": "purpose", "委托书": "authorisation" } },
          "answer": { "reference": "流水号", "state": "结果", "found": ["有"], "none": ["无"], "refused": ["不予提供"]{{answer}} } }
        """;

    public string At(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    /// <summary>One pull.</summary>
    public void Look()
    {
        Landing.OpenAgain();
        Bring();
    }

    public void Bring() => Settings.Open(new TransportSite(_folder.FullName, Clock) { Desk = new RequestDesk(_store) }).Bring(Order, Landing, CancellationToken.None);

    /// <summary>The reference of a person, from 1.</summary>
    public string Reference(int n, long? request = null) => PersonReference.Of(request ?? Landing.Id, _store.Landings.Mark(request ?? Landing.Id, Order.Keys[n - 1].Person)).Text;

    public string Row(int n, string month = "2026-09", string yuan = "3000", string employer = "甲公司", string state = "有", string? reference = null, string? id = null) =>
        $"{reference ?? Reference(n)},王伟,{id ?? Orders.Id(n)},{month},{yuan},{employer},{state}";

    public string None(int n) => Row(n, "", "", "", "无");

    /// <summary>Puts an answer and its manifest into the folder.</summary>
    public void Answer(string name, params string[] rows) => Put(name, Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows]) + "\n"), rows.Length);

    public void Put(string name, byte[] content, int rows, string encoding = "utf-8", string asOf = "2026-10-21", string from = "2026-04", string scope = "440000")
    {
        Directory.CreateDirectory(At("exchange", "answers"));
        File.WriteAllBytes(At("exchange", "answers", name), content);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        File.WriteAllText(At("exchange", "answers", name + ".manifest.json"), $$"""
            { "registry": "tax", "dataset": "wages", "scope": "{{scope}}", "asOf": "{{asOf}}", "from": "{{from}}", "to": "2026-09", "mode": "full", "encoding": "{{encoding}}", "rows": {{rows}}, "sha256": "{{sha256}}" }
            """);
    }

    /// <summary>What a file in the folder of answers is called where it is told of.</summary>
    public string Told(string name)
    {
        var file = At("exchange", "answers", name);
        var number = Directory.GetFiles(At("exchange", "answers")).Where(f => !f.EndsWith(".manifest.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList().IndexOf(file) + 1;
        return $"answer file {number} (SHA-256 begins {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..8]})";
    }

    public void Remove(string name)
    {
        File.Delete(At("exchange", "answers", name));
        File.Delete(At("exchange", "answers", name + ".manifest.json"));
    }

    /// <summary>What the agency reads: header and rows of the request, whatever its form.</summary>
    public string[] Request()
    {
        var lines = Unfolding.Of(File.ReadAllBytes(RequestFile), new DataMatching.Connectors.Files.FileForm(RequestFile.EndsWith("xlsx", StringComparison.Ordinal) ? DataMatching.Connectors.Files.RowForm.Sheet : DataMatching.Connectors.Files.RowForm.Delimited)
        { Encoding = DataMatching.Connectors.Files.FileEncoding.Auto });
        return [.. lines.Lines.Select(l => l.TrimStart('\uFEFF'))];
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(true);
    }
}
