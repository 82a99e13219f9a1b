using System.Globalization;

namespace DataMatching.Benchmarks.Nights;

/// <summary>How long a quarter takes to judge, list and open the cases of, from a database into which a night took everything.</summary>
internal static class QuarterBenchmark
{
    private const string Night = "2026-09-30", AfterCutoff = "2026-10-21", Quarter = "2026Q3", Key = "quarter/2026Q3";

    /// <summary>Of a sample province that is made once and kept; every run goes on from the night's database.</summary>
    public static int OfSample(string folder, int households, int runs, bool kept, TimeProvider clock)
    {
        var site = BenchmarkSite.OfQuarter(folder, households, clock);
        var database = kept ? new SiteDatabaseCopy(site) : Begin(site, clock);
        for (var run = 1; run <= runs; run++)
        {
            database.Restore();
            Print(run, Once(site, clock), database.Megabytes());
        }

        return 0;
    }

    /// <summary>Of somebody's site, in place: from the second run on the cases are there already.</summary>
    public static int OfSite(string site, int runs, TimeProvider clock)
    {
        for (var run = 1; run <= runs; run++) Print(run, Once(site, clock), null);
        return 0;
    }

    /// <summary>The night before the quarter, in a new database; a copy of it is kept.</summary>
    public static SiteDatabaseCopy Begin(string site, TimeProvider clock)
    {
        var database = BenchmarkSite.Begin(site, clock);
        var night = ProgramRun.Of(site, "night/" + Night, clock, ["night", "--date", Night]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{site}, {SiteDatabaseCopy.Product}: the night before: {night}; database {database.Megabytes():0} MB"));
        database.Keep();
        return database;
    }

    public static ProgramRun Once(string site, TimeProvider clock, int? processors = null) =>
        ProgramRun.Of(site, Key, clock, ["quarter", "run", Quarter, "--date", AfterCutoff], processors);

    private static void Print(int run, ProgramRun quarter, double? databaseMb)
    {
        var judged = quarter.Step("judge")!.RowsIn;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run}: {judged} households: {quarter}; {judged / quarter.Seconds:#,0} households/s{(databaseMb is { } mb ? string.Create(CultureInfo.InvariantCulture, $"; database {mb:0} MB") : "")}"));
        foreach (var step in quarter.Steps) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"       {step.Step}: {step.Seconds:0.00} s, {judged / step.Seconds:#,0} households/s"));
    }
}
