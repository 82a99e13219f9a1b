using System.Globalization;
using System.Text.Json;

namespace DataMatching.Benchmarks.Nights;

/// <summary>What the peer measured of itself.</summary>
internal sealed record FiveJoins(double Indexed, IReadOnlyList<double> Joins, double Seconds, double ProcessorSeconds, long Matched, double PeakMb)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"five joins {Seconds:0.00} s ({string.Join(", ", Joins.Select(j => j.ToString("0.00", CultureInfo.InvariantCulture)))}; our people {Indexed:0.00} s before), processor {ProcessorSeconds:0.00} s, at most {PeakMb:0} MB");
}

/// <summary>
/// A whole night of the program, of which few rows are others than the night before, against DuckDB's five bare semi-joins of the same files, in turn. Each night goes on from the same
/// database: that of the night before, which is the first full load.
/// </summary>
internal static class NightBenchmark
{
    /// <param name="kept">The database of an earlier call of the same size is gone on from, and there is no first load.</param>
    public static int Run(string folder, NightSize size, int runs, bool kept, TimeProvider clock)
    {
        var site = BenchmarkSite.OfNights(folder, size, clock);
        var files = RegistryFile.All.Select(f => Path.Combine(site, "drop", f.FileOf(NightDeliveries.Second))).ToList();
        var bytes = files.Sum(f => new FileInfo(f).Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{site}: {RegistryFile.All.Count} registries of {size.Rows} rows ({bytes / 1e9:0.00} GB a night), one in {size.OneIn} of ours, {size.Changed / 100.0:0.##} % changed; {size.People} people; {SiteDatabaseCopy.Product}; {Environment.ProcessorCount} processors"));
        var database = kept ? new SiteDatabaseCopy(site) : FirstLoad(site, clock);
        BenchmarkSite.Warm(files);
        List<(ProgramRun Ours, FiveJoins Peer)> pairs = [];
        for (var run = 1; run <= runs; run++)
        {
            database.Restore();
            var ours = Night(site, NightDeliveries.Second, clock);
            var peer = JsonSerializer.Deserialize<FiveJoins>(Children.DuckDb(folder, BenchmarkSite.Numbers(site), files), JsonSerializerOptions.Web)!;
            var match = ours.Step("match")!;
            if (match.RowsOut != peer.Matched) throw new InvalidOperationException($"ours matched {match.RowsOut} rows, DuckDB {peer.Matched}");
            pairs.Add((ours, peer));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run}: ours {ours}; DuckDB {peer}; {peer.Matched} rows of ours; ours / DuckDB {ours.Seconds / peer.Seconds:0.00}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"       judged {ours.Step("judge")?.RowsIn ?? 0} households; {match.RowsIn / ours.Seconds:#,0} rows/s; {ours.PeakMb * 1e6 / size.People:0} MB for a million people; database {database.Megabytes():0} MB"));
        }

        Ratios("seconds", pairs.Select(p => p.Ours.Seconds / p.Peer.Seconds));
        Ratios("processor seconds (of a server's database without those of the server)", pairs.Select(p => p.Ours.ProcessorSeconds / p.Peer.ProcessorSeconds));
        return 0;

        static void Ratios(string of, IEnumerable<double> unordered)
        {
            var ratios = unordered.Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours / DuckDB, run by run, the whole process by the five joins, {of}: least {ratios[0]:0.00}, middle {ratios[ratios.Count / 2]:0.00}, most {ratios[^1]:0.00}"));
        }
    }

    private static SiteDatabaseCopy FirstLoad(string site, TimeProvider clock)
    {
        var database = BenchmarkSite.Begin(site, clock);
        var first = Night(site, NightDeliveries.First, clock);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first full load: {first}; {first.Step("match")!.RowsIn / first.Seconds:#,0} rows/s, judged {first.Step("judge")!.RowsIn} households, database {database.Megabytes():0} MB"));
        database.Keep();
        return database;
    }

    private static ProgramRun Night(string site, DateOnly date, TimeProvider clock)
    {
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var night = ProgramRun.Of(site, "night/" + day, clock, ["night", "--date", day]);
        if (night.Step("match") is not { } match || night.Step("pull")!.Quarantined > 0 || night.Step("import")!.Quarantined > 0 || match.Quarantined > 0)
            throw new InvalidOperationException($"night {day} refused something or set something aside: see {site}/lists/nights/{day}/summary.txt");
        return night;
    }
}
