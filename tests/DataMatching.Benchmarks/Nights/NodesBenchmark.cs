using System.Diagnostics;
using System.Globalization;

namespace DataMatching.Benchmarks.Nights;

/// <summary>
/// How much faster a quarter is judged by several nodes over one PostgreSQL. A node is a process that does one unit at a time and believes that it has one processor: the first runs the quarter, the
/// others are workers. All of them and the server are on this machine.
/// </summary>
internal static class NodesBenchmark
{
    private static readonly TimeSpan Joining = TimeSpan.FromSeconds(8);

    public static int Run(string folder, int households, IReadOnlyList<int> nodes, int runs, bool kept, TimeProvider clock)
    {
        if (SiteDatabaseCopy.Connection is null) throw new InvalidOperationException($"{SiteDatabaseCopy.Variable} holds no connection string of a PostgreSQL database");
        var site = BenchmarkSite.OfQuarter(folder, households, clock);
        var database = kept ? new SiteDatabaseCopy(site) : QuarterBenchmark.Begin(site, clock);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nodes of one unit at a time, {Environment.ProcessorCount} processors for all of them and the PostgreSQL"));
        var of = nodes.ToDictionary(n => n, _ => new List<double>());
        for (var run = 1; run <= runs; run++)
        {
            foreach (var count in nodes)
            {
                database.Restore();
                var judge = Quarter(site, count, clock).Step("judge")!;
                of[count].Add(judge.Seconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run}, {count} nodes: {judge.RowsIn} households judged in {judge.Seconds:0.0} s, {judge.RowsIn / judge.Seconds:#,0} households/s"));
            }
        }

        foreach (var count in nodes)
        {
            var middle = of[count].Order().ElementAt(of[count].Count / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} nodes: middle {middle:0.0} s; {of[nodes[0]].Order().ElementAt(of[nodes[0]].Count / 2) / middle:0.00} times as fast as {nodes[0]}"));
        }

        return 0;
    }

    private static ProgramRun Quarter(string site, int nodes, TimeProvider clock)
    {
        var workers = Enumerable.Range(1, nodes - 1).Select(n => Worker(site, n)).ToList();
        try
        {
            if (workers.Count > 0) Thread.Sleep(Joining);
            if (workers.Find(w => w.HasExited) is { } gone) throw new InvalidOperationException($"a worker ended with {gone.ExitCode}");
            return QuarterBenchmark.Once(site, clock, processors: 1);
        }
        finally
        {
            foreach (var worker in workers)
            {
                if (!worker.HasExited) worker.Kill(true);
                worker.WaitForExit();
                worker.Dispose();
            }
        }
    }

    /// <summary>A node's own folder: copies of the configuration and the keys; what is delivered is not needed to judge.</summary>
    private static Process Worker(string site, int number)
    {
        var own = Path.Combine(site, string.Create(CultureInfo.InvariantCulture, $"node-{number}"));
        if (Directory.Exists(own)) Directory.Delete(own, true);
        foreach (var part in (string[])["config", Path.Combine("data", "keys")])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(site, part), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(own, Path.GetRelativePath(site, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        var worker = ProgramRun.Start(own, ["worker", "--name", string.Create(CultureInfo.InvariantCulture, $"node-{number}"), "--hands", "1", "--judging-only"], processors: 1);
        _ = worker.StandardOutput.ReadToEndAsync();
        _ = worker.StandardError.ReadToEndAsync();
        return worker;
    }
}
