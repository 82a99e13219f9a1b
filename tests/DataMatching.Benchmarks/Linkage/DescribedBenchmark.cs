using System.Globalization;
using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Linkage.Reviewing;
using DataMatching.Sample.Linkage;
using DataMatching.Time;

namespace DataMatching.Benchmarks.Linkage;

/// <summary>Tier 4 of nights: the sample's people without numbers as a delivery that is scanned, by level of damage, with all details and with birth and sex alone.</summary>
internal static class DescribedBenchmark
{
    private static readonly Dataset Wages = AllDatasets.Find(RegistryId.Tax, "wages")!;
    private static readonly string[] Details = ["出生日期", "性别", "联系电话", "住址", "扣缴义务人"];

    public static int Run(string folder, int people, IReadOnlyList<int> damages, TimeProvider clock)
    {
        foreach (var damage in damages)
        {
            var files = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"link-{people}-{damage}"));
            if (!File.Exists(Path.Combine(files, LinkageSample.Truth))) LinkageSample.Write(files, people, damage, seed: 1);
            foreach (var details in new[] { 5, 2 }) Tell(files, Details[..details], damage, clock);
        }

        return 0;
    }

    private static void Tell(string files, string[] details, int damage, TimeProvider clock)
    {
        var (ours, theirs) = (Read(files, LinkageSample.Left), Read(files, LinkageSample.Right));
        var truth = File.ReadLines(Path.Combine(files, LinkageSample.Truth)).Skip(1).Select(l => l.Split(',')).ToDictionary(t => t[1], t => t[0], StringComparer.Ordinal);
        var index = new UnionPeople(ours.Select(p => new UnionPerson(p["id"] + "/1", null, "", PersonName.TryCreate(p["姓名"])!)
        {
            Details = new PersonDetails { Birth = p["出生日期"], Sex = p["性别"], Phone = p["手机号"], Address = p["家庭住址"], Employer = p["工作单位"] },
        }));
        var extract = Path.Combine(files, "delivery.csv");
        File.WriteAllLines(extract, theirs.Select(p => $"{p["姓名"]},,{p["工作单位"]},2026-09,1000,{p["出生日期"]},{p["性别"]},{p["手机号"]},{p["家庭住址"]}").Prepend("姓名,证件号码,扣缴义务人,税款所属期,收入额,出生日期,性别,联系电话,住址"));
        var manifest = new Manifest(RegistryId.Tax, "wages", new District(440000), new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, ExtractEncoding.Utf8,
            theirs.Count, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(extract))), null);
        var columns = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal) { ["wages"] = new HashSet<string>(["姓名", "证件号码", "税款所属期", "收入额", .. details], StringComparer.Ordinal) };
        var settings = new RegistrySettings(RegistryId.Tax, "", "", new SharingAgreement("", "", DateInterval.Always, AgreementCovers.Authorised, columns),
            new Dictionary<string, DatasetSettings>(StringComparer.Ordinal) { ["wages"] = new(true, 60, 1, new Dictionary<string, string>(StringComparer.Ordinal)) });
        var sink = new Grades(line => truth.GetValueOrDefault(theirs[(int)line - 2]["id"]));
        var started = clock.GetTimestamp();
        var outcome = ExtractScan.Run(new ExtractScanRequest(extract, "wages.csv", 1, manifest, Wages, settings, index, new Everybody()), sink, CancellationToken.None);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException(refusal);
        var scanned = clock.GetElapsedTime(started).TotalSeconds;
        var probable = sink.Of(MatchGrade.Probable);
        var doubtful = sink.Of(MatchGrade.Doubtful);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{theirs.Count} rows, {damage} % of fields damaged, {details.Length} details: probable {probable.Right + probable.Wrong}, of which wrong {probable.Wrong} (precision {(double)probable.Right / Math.Max(1, probable.Right + probable.Wrong):0.00000}), recall {(double)probable.Right / truth.Count:0.0000}; doubtful {doubtful.Right} right, {doubtful.Wrong} wrong; not found {truth.Count - probable.Right - doubtful.Right}; {scanned:0.0} s"));
        Check(outcome.Weighed!, manifest, index, line => truth.GetValueOrDefault(theirs[(int)line - 2]["id"]) is { } person ? person + "/1" : null, ((double)probable.Right / Math.Max(1, probable.Right + probable.Wrong), (double)probable.Right / truth.Count, (double)(probable.Right + doubtful.Right) / truth.Count), clock);
    }

    /// <summary>The blind check, answered by the truth: does what it says of precision and recall hold?</summary>
    private static void Check(WeighedRows weighed, Manifest manifest, UnionPeople people, Func<long, string?> truth, (double Precision, double Recall, double Found) truly, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        var sample = DescribedSample.Of(weighed, manifest.Rows, people, _ => true, _ => manifest.Scope, CancellationToken.None);
        var drawn = clock.GetElapsedTime(started).TotalSeconds;
        var check = MatchCheck.Of([(new Batch(1, manifest, "wages.csv", BatchState.Accepted, null, BatchCounts.None, default), sample)]);
        var result = MatchCheckResult.Of(check, check.Pairs.ToDictionary(p => p.Key, p => truth(p.Line) == p.Key.Person ? MatchAnswer.Same : MatchAnswer.Other));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"    checked: {check.Pairs.Count} pairs looked at, drawn in {drawn:0.0} s; precision {Said(result.Precision, truly.Precision)}; recall {Said(result.Recall, truly.Recall)}; found {Said(result.Found, truly.Found)}; proposed {result.Proposed?.Probable} {result.Proposed?.Doubtful}"));

        static string Said(EstimatedShare? said, double truly) => said is null ? "not known" : string.Create(CultureInfo.InvariantCulture,
            $"{said.Share:0.0000} [{said.Low:0.0000}, {said.High:0.0000}], truly {truly:0.0000}{(said.Low <= truly && truly <= said.High ? "" : " (OUTSIDE)")}");
    }

    private static List<Dictionary<string, string>> Read(string files, string name)
    {
        var lines = File.ReadLines(Path.Combine(files, name)).Select(l => l.Split(',')).ToList();
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }

    /// <summary>Holds each match against the person whom the row is truly about.</summary>
    private sealed class Grades(Func<long, string?> truth) : IExtractSink
    {
        private readonly Dictionary<MatchGrade, (int Right, int Wrong)> _of = [];

        public (int Right, int Wrong) Of(MatchGrade grade) => _of.GetValueOrDefault(grade);

        public void Add(int person, Fact fact)
        {
            var (right, wrong) = Of(fact.Grade);
            _of[fact.Grade] = fact.Person == truth(fact.Source.Line) + "/1" ? (right + 1, wrong) : (right, wrong + 1);
        }

        public void SetAside(QuarantinedRow row)
        {
        }
    }
}
