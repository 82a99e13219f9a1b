using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Benchmarks;
using DataMatching.Benchmarks.Agencies;
using DataMatching.Benchmarks.Linkage;
using DataMatching.Benchmarks.Nights;
using DataMatching.Benchmarks.Pages;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Time;

// Usage: vehicle [--rows N] [--people N] [--one-in N] [--runs N] [--folder DIR] — ours against DuckDB, in turn, medians and ratio.
//        worklist [--cases N] [--seconds N] [--folder DIR] — the questions of worklists to a site with so many cases, p50 and p95 in milliseconds.
//        pages --site DIR [--cases N] [--seconds N] — the pages, served to 50 reviewers at once over a finished demo that is filled up to so many cases (and kept).
//        agency [--keys table|array|none] [--rows N] [--people N] — a view in the empty PostgreSQL database of DM_BENCHMARK_CONNECTION (filled up once and kept), read by our keys;
//               with --keys bulk|rows|all in a SQL Server (all: the whole view is read).
//        inquiry [--batch N] [--people N] — a service that answers at once, asked about each person or many.
//        files [--rows N] [--folder DIR] — delivered files of each form unfolded: rows/s and peak memory, the middle one of three runs.
//        night [--people N] [--rows N] [--one-in N] [--changed PERCENT] [--scale X] [--runs N] [--kept] [--folder DIR] — a whole night of five registries of so many rows against DuckDB's five
//               semi-joins, in turn; --scale multiplies people and rows; --kept goes on from the first load of an earlier call. With DM_BENCHMARK_CONNECTION (an empty PostgreSQL database,
//               which is dropped and made anew) in there, otherwise in SQLite; so do quarter and nodes. With DM_BENCHMARK_PROGRAM the program
//               published into that folder is measured by all three.
//        quarter [--households N | --site DIR] [--runs N] [--kept] [--folder DIR] — a quarter judged, listed, its cases opened.
//        nodes [--households N] [--nodes 1,2,4] [--runs N] [--kept] [--folder DIR] — a quarter judged by so many processes over one PostgreSQL.
//        link [--people N] [--damage 5,10,20,30,40] [--runs N] [--folder DIR] — 'datamatching link' of two files of so many people without numbers, time, memory and accuracy.
//        described [--people N] [--damage 5,10,20,30,40] [--folder DIR] — tier 4 of nights on the same people: how right what is probable and doubtful is.
//        febrl SETS [--folder DIR] — 'datamatching dedupe' of the sets febrl_dataset*.csv in a folder, with and without their number.
//        scan FILE PEOPLE SHA256 ROWS — one run of ours in a process of its own (used by the first).
var clock = TimeProvider.System;
if (args is ["scan", var file, var peopleFile, var sha256, var rowCount]) return Scan(file, peopleFile, sha256, long.Parse(rowCount, CultureInfo.InvariantCulture));
if (args is ["agency" or "inquiry", ..])
{
    var asked = int.Parse(Option("--people", "100000"), CultureInfo.InvariantCulture);
    return args[0] == "agency"
        ? AgencyBenchmark.Sql(Option("--keys", "table"), int.Parse(Option("--rows", "3000000"), CultureInfo.InvariantCulture), asked, clock)
        : AgencyBenchmark.Inquiry(int.Parse(Option("--batch", "1"), CultureInfo.InvariantCulture), asked, clock);
}

if (args is ["unfold", var unfoldForm, var unfoldFile]) return FilesBenchmark.Unfolded(unfoldForm, unfoldFile, clock);
if (args is ["febrl", var sets, ..]) return LinkageBenchmark.OfFebrl(sets, Option("--folder", Path.Combine(Path.GetTempPath(), "datamatching-febrl")), clock);
if (args is ["link" or "described", ..])
{
    int[] damages = [.. Option("--damage", "5,10,20,30,40").Split(',').Select(d => int.Parse(d, CultureInfo.InvariantCulture))];
    var (linked, linkedPeople) = (Option("--folder", Path.Combine(Path.GetTempPath(), "datamatching-benchmarks")), int.Parse(Option("--people", "20000"), CultureInfo.InvariantCulture));
    if (args[0] == "described") return DescribedBenchmark.Run(linked, linkedPeople, damages, clock);
    return LinkageBenchmark.OfPeople(linked, linkedPeople, damages, int.Parse(Option("--runs", "1"), CultureInfo.InvariantCulture), clock);
}

if (args is ["steps", var stepsSite, var stepsRun]) return ProgramRun.PrintSteps(stepsSite, stepsRun, clock);
if (args is not ["vehicle" or "worklist" or "pages" or "files" or "night" or "quarter" or "nodes", ..])
{
    Console.Error.WriteLine("Expected: vehicle [--rows N] [--people N] [--one-in N] [--runs N] [--folder DIR], worklist [--cases N] [--seconds N] [--folder DIR], pages --site DIR [--cases N] [--seconds N], agency [--keys table|array|none|bulk|rows|all] [--rows N] [--people N], inquiry [--batch N] [--people N], files [--rows N] [--folder DIR], night [--people N] [--rows N] [--one-in N] [--changed PERCENT] [--scale X] [--runs N] [--kept] [--folder DIR], quarter [--households N | --site DIR] [--runs N] [--kept] [--folder DIR], nodes [--households N] [--nodes 1,2,4] [--runs N] [--kept] [--folder DIR], link [--people N] [--damage 5,10,20,30,40] [--runs N] [--folder DIR], described [--people N] [--damage 5,10,20,30,40] [--folder DIR], or febrl SETS [--folder DIR]");
    return 2;
}

if (args[0] == "pages")
    return PagesBenchmark.Run(Option("--site", "demo-site"), int.Parse(Option("--cases", "1000000"), CultureInfo.InvariantCulture), int.Parse(Option("--seconds", "60"), CultureInfo.InvariantCulture), clock);

var folder = Directory.CreateDirectory(Option("--folder", Path.Combine(Path.GetTempPath(), "datamatching-benchmarks"))).FullName;
if (args[0] == "files") return FilesBenchmark.Run(int.Parse(Option("--rows", "1000000"), CultureInfo.InvariantCulture), folder, Children.Run);
if (args[0] == "worklist")
    return WorklistBenchmark.Run(int.Parse(Option("--cases", "1000000"), CultureInfo.InvariantCulture), int.Parse(Option("--seconds", "60"), CultureInfo.InvariantCulture), folder, clock);

var runsOfNight = int.Parse(Option("--runs", "3"), CultureInfo.InvariantCulture);
var kept = args.Contains("--kept");
if (args[0] == "night")
{
    var scale = double.Parse(Option("--scale", "1"), CultureInfo.InvariantCulture);
    int Scaled(string name, string otherwise) => checked((int)(int.Parse(Option(name, otherwise), CultureInfo.InvariantCulture) * scale));
    var size = new NightSize(Scaled("--people", "1000000"), Scaled("--rows", "10000000"), int.Parse(Option("--one-in", "100"), CultureInfo.InvariantCulture), (int)(double.Parse(Option("--changed", "1"), CultureInfo.InvariantCulture) * 100));
    return NightBenchmark.Run(folder, size, runsOfNight, kept, clock);
}

if (args[0] == "quarter" && Option("--site", "") is { Length: > 0 } quarterSite) return QuarterBenchmark.OfSite(Path.GetFullPath(quarterSite), runsOfNight, clock);
if (args[0] == "quarter") return QuarterBenchmark.OfSample(folder, int.Parse(Option("--households", "10000"), CultureInfo.InvariantCulture), runsOfNight, kept, clock);
if (args[0] == "nodes")
    return NodesBenchmark.Run(folder, int.Parse(Option("--households", "10000"), CultureInfo.InvariantCulture), [.. Option("--nodes", "1,2,4").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))], runsOfNight, kept, clock);

var rows = long.Parse(Option("--rows", "10000000"), CultureInfo.InvariantCulture);
var count = int.Parse(Option("--people", "1000000"), CultureInfo.InvariantCulture);
var oneIn = int.Parse(Option("--one-in", "100"), CultureInfo.InvariantCulture);
var runs = int.Parse(Option("--runs", "5"), CultureInfo.InvariantCulture);
var extract = VehicleFile.Write(folder, rows, count, oneIn);
var people = VehicleFile.People(extract);
var hashing = clock.GetTimestamp();
var hash = VehicleFile.Sha256(extract);
var hashed = clock.GetElapsedTime(hashing).TotalSeconds;
Console.WriteLine($"{extract}: {new FileInfo(extract).Length / 1e9:0.00} GB, {rows} rows, one in {oneIn} of ours; {count} people; {Environment.ProcessorCount} processors; SHA-256 {hashed:0.00} s");
List<(Timed Ours, Timed DuckDb)> pairs = [];
for (var run = 0; run <= runs; run++)
{
    var ours = Timed.Of(Children.Again(folder, "scan", extract, people, hash, rows.ToString(CultureInfo.InvariantCulture)));
    var peer = Timed.Of(Children.DuckDb(folder, people, extract));
    if (ours.Matched != peer.Matched) throw new InvalidOperationException($"ours matched {ours.Matched} rows, DuckDB {peer.Matched}");
    Console.WriteLine($"{(run == 0 ? "warm-up" : "run " + run)}: ours {ours}; DuckDB {peer}");
    if (run > 0) pairs.Add((ours, peer));
}

Console.WriteLine("ours / DuckDB, run by run: the extract " + Timed.Ratios(pairs, t => t.Seconds) + "; with reading our people " + Timed.Ratios(pairs, t => t.Seconds + t.Indexed));
return 0;

string Option(string name, string otherwise) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : otherwise;

// Our people into memory, then the extract past them to its last fact; the process's own start apart. The checksum is pull's work, and DuckDB has none.
int Scan(string extractFile, string ourPeople, string sha, long expectedRows)
{
    var started = clock.GetTimestamp();
    var index = new UnionPeople(PeopleFile.Read(ourPeople));
    var indexed = clock.GetElapsedTime(started).TotalSeconds;
    var dataset = AllDatasets.Find(RegistryId.Vehicle, "vehicles")!;
    var manifest = new Manifest(RegistryId.Vehicle, "vehicles", new District(440000), new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, ExtractEncoding.Utf8, expectedRows, sha, null);
    var columns = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal) { ["vehicles"] = dataset.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal) };
    var settings = new RegistrySettings(RegistryId.Vehicle, "", "", new SharingAgreement("", "", DateInterval.Always, AgreementCovers.Authorised, columns),
        new Dictionary<string, DatasetSettings>(StringComparer.Ordinal) { ["vehicles"] = new(true, 60, 1, new Dictionary<string, string>(StringComparer.Ordinal)) });
    var sink = new CountingSink();
    var outcome = ExtractScan.Run(new ExtractScanRequest(extractFile, "vehicles.csv", 1, manifest, dataset, settings, index, new Everybody()) { HashKnown = true }, sink, CancellationToken.None);
    var seconds = clock.GetElapsedTime(started).TotalSeconds - indexed;
    if (outcome.Refusal is { } refusal) throw new InvalidOperationException(refusal);
    Console.WriteLine(JsonSerializer.Serialize(new { indexed, seconds, matched = outcome.Counts.Matched, facts = sink.Facts, peakMb = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0 }));
    return 0;
}
