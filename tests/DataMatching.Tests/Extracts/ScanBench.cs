using System.Security.Cryptography;
using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Time;

namespace DataMatching.Tests.Extracts;

/// <summary>A small dataset, some people of ours, and a scan over bytes given by a test.</summary>
internal sealed class ScanBench : IExtractSink
{
    private static readonly Encoding Gb18030 = Register();

    public static readonly string[] OurIds = [Id(1), Id(2), Id(3)];
    public static readonly string[] OurNames = ["王伟", "李秀英", "张建国"];

    public List<string> Facts { get; } = [];
    public List<QuarantinedRow> SetAside { get; } = [];
    public ExtractOutcome? Outcome { get; private set; }

    /// <summary>A valid number on a county code that was never assigned.</summary>
    public static string Id(int n)
    {
        var body = 449_999_1970_01_01_000L + n;
        return body.ToString("D17", System.Globalization.CultureInfo.InvariantCulture) + ResidentId.CheckDigit(body);
    }

    public static byte[] Gb(string text) => Gb18030.GetBytes(text);

    public static ScanBench Scan(string text, Func<Manifest, Manifest>? manifest = null, int chunk = 1 << 20, int parallelism = 2, DatasetSettings? settings = null, Func<UnionPerson, UnionPerson>? known = null, Dataset? dataset = null) =>
        Scan(Encoding.UTF8.GetBytes(text), manifest, chunk, parallelism, settings, known, dataset);

    public static ScanBench Scan(byte[] bytes, Func<Manifest, Manifest>? change = null, int chunk = 1 << 20, int parallelism = 2, DatasetSettings? settings = null, Func<UnionPerson, UnionPerson>? known = null, Dataset? dataset = null)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            var rows = Math.Max(0, bytes.Count(b => b == (byte)'\n') - 1 + (bytes.Length > 0 && bytes[^1] != (byte)'\n' ? 1 : 0));
            dataset ??= new TestDataset();
            var manifest = new Manifest(dataset.Registry, dataset.Id, new District(440000), new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full,
                ExtractEncoding.Utf8, rows, Convert.ToHexStringLower(SHA256.HashData(bytes)), null);
            var people = new UnionPeople(OurIds.Select((id, i) => new UnionPerson($"H{i}/1", ResidentIdReader.Read(id).Id, id, PersonName.TryCreate(OurNames[i])!)).Select(known ?? (p => p)));
            var bench = new ScanBench();
            bench.Outcome = ExtractScan.Run(
                new ExtractScanRequest(file, "test.csv", 1, change?.Invoke(manifest) ?? manifest, dataset, Settings(dataset, settings), people, new Everybody())
                {
                    ChunkSize = chunk,
                    Parallelism = parallelism,
                },
                bench, CancellationToken.None);
            return bench;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static DatasetSettings Terms(decimal limit = 100, Dictionary<string, string>? renamed = null) =>
        new(true, 60, limit, renamed ?? new Dictionary<string, string>(StringComparer.Ordinal));

    public void Add(int person, Fact fact)
    {
        var detail = (StatusFact)fact;
        Facts.Add($"{fact.Person}|{fact.Grade}|{detail.Detail.Cause}|{fact.Source.Line}|{fact.Source.ByteOffset}|{fact.Source.RowHash[..8]}");
    }

    void IExtractSink.SetAside(QuarantinedRow row) => SetAside.Add(row);

    /// <summary>Of the small dataset the address is outside the agreement, of others nothing.</summary>
    private static RegistrySettings Settings(Dataset dataset, DatasetSettings? settings)
    {
        var agreed = dataset.Columns.Select(c => c.Name).Where(n => dataset is not TestDataset || n != "住址").ToHashSet(StringComparer.Ordinal);
        var columns = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal) { [dataset.Id] = agreed };
        return new RegistrySettings(dataset.Registry, "", "", new SharingAgreement("", "", DateInterval.Always, AgreementCovers.Authorised, columns),
            new Dictionary<string, DatasetSettings>(StringComparer.Ordinal) { [dataset.Id] = settings ?? Terms() });
    }

    private static Encoding Register()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030");
    }

    /// <summary>Name, number, remark (shown as the fact's cause; "bad" is rejected), a column outside the agreement, and what rows without a number are matched by.</summary>
    private sealed class TestDataset : Dataset
    {
        public override string Registry => "tax";
        public override string Id => "test";
        public override bool ByMonth => false;
        public override IReadOnlyList<Column> Columns { get; } = [new("姓名"), new("证件号码", true, "身份证号"), new("备注"), new("住址", false), new("出生日期", false), new("联系电话", false)];
        public override IReadOnlyList<PersonColumns> People { get; } = [new(0, 1) { Address = 3, Birth = 4, Phone = 5 }];

        public override RowResult Read(Row row, PersonInRow person) => row[2] == "bad"
            ? RowResult.Rejected("备注", "not allowed")
            : RowResult.Of(new StatusFact(person.Person, Registry, Id, person.Grade, person.Source, StatusKind.TemporaryAid, DateInterval.Always, new StatusDetail(Cause: row[2] + row[3])));
    }
}
