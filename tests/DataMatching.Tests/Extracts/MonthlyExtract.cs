using System.Globalization;
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

/// <summary>A made-up extract of social-security/contributions as it comes month after month: the same people but for a few, in the same units, with wages that move a little. Seeded.</summary>
internal sealed class MonthlyExtract
{
    public const int Employer = 2, CreditCode = 3, Insurance = 4, FeeMonth = 5, WageBase = 6;
    public static readonly string[] Header = ["姓名", "证件号码", "单位名称", "统一社会信用代码", "险种", "费款所属期", "缴费基数"];
    private static readonly string[] Insurances = ["职工养老", "职工医疗", "失业"];
    private static readonly Dataset Dataset = AllDatasets.Find(RegistryId.SocialSecurity, "contributions")!;

    /// <param name="month">The newest month of the period; the period has six.</param>
    public MonthlyExtract(int seed, Month month, int people = 1200, int months = 6)
    {
        (Last, Months) = (month, months);
        var random = new Random(seed);
        var drift = new Random((seed * 1000) + month.Since(new Month(2020, 1)));
        for (var i = 0; i < people; i++)
        {
            var (unit, wage, number) = (random.Next(60), 300_000 + random.Next(1_200_000), i);
            if (drift.Next(50) == 0) number += 100_000 + (month.Since(new Month(2020, 1)) * 10_000);
            wage += drift.Next(10_000);
            for (var back = months - 1; back >= 0; back--)
            {
                foreach (var insurance in Insurances)
                {
                    Rows.Add([
                        $"甲{(char)('一' + (number % 500))}", Id(number), drift.Next(200) == 0 ? "" : $"第{unit}厂", $"91440000{unit:D10}", insurance, month.Plus(-back).ToString(),
                        string.Create(CultureInfo.InvariantCulture, $"{wage / 100}.{wage % 100:D2}"),
                    ]);
                }
            }
        }
    }

    public List<string[]> Rows { get; } = [];
    public Month Last { get; }
    public int Months { get; }
    public string Csv => string.Join('\n', Rows.Prepend(Header).Select(r => string.Join(',', r))) + "\n";

    public MonthlyExtract Change(Action<string[]> row)
    {
        Rows.ForEach(row);
        return this;
    }

    /// <summary>Reads it as the night does.</summary>
    public DriftBatch Read(int chunk = 1 << 16, int parallelism = 2, ExtractEncoding encoding = ExtractEncoding.Utf8)
    {
        var bytes = encoding == ExtractEncoding.Utf8 ? Encoding.UTF8.GetBytes(Csv) : ScanBench.Gb(Csv);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            var manifest = new Manifest("social-security", "contributions", new District(440000), Last.LastDay, Last.Plus(1 - Months), Last, DeliveryMode.Full, encoding, Rows.Count, Convert.ToHexStringLower(SHA256.HashData(bytes)), null);
            var columns = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal) { ["contributions"] = Dataset.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal) };
            var settings = new RegistrySettings("social-security", "", "", new SharingAgreement("", "", DateInterval.Always, AgreementCovers.Authorised, columns), new Dictionary<string, DatasetSettings>(StringComparer.Ordinal));
            var ours = Enumerable.Range(0, 8).Select(i => new UnionPerson($"H{i}/1", ResidentIdReader.Read(Id(i)).Id, Id(i), PersonName.TryCreate($"甲{(char)('一' + i)}")!));
            var outcome = ExtractScan.Run(
                new ExtractScanRequest(file, "c.csv", 1, manifest, Dataset, settings, new UnionPeople(ours), new Everybody()) { ChunkSize = chunk, Parallelism = parallelism }, new Nowhere(), CancellationToken.None);
            Assert.IsNull(outcome.Refusal);
            return new DriftBatch(outcome.Counts.Rows, Months, outcome.Counts.NoUsableId, outcome.Profile);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A valid number on a county code that was never assigned.</summary>
    public static string Id(int n)
    {
        var birth = new DateOnly(1960, 1, 1).AddDays(n % 15_000);
        var body = long.Parse(string.Create(CultureInfo.InvariantCulture, $"{449901 + (n / 15_000):D6}{birth:yyyyMMdd}{n * 7 % 1000:D3}"), CultureInfo.InvariantCulture);
        return body.ToString("D17", CultureInfo.InvariantCulture) + ResidentId.CheckDigit(body);
    }

    private sealed class Nowhere : IExtractSink
    {
        public void Add(int person, Fact fact)
        {
        }

        public void SetAside(QuarantinedRow row)
        {
        }
    }
}
