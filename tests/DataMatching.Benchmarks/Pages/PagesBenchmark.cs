using System.Globalization;
using DataMatching.App;
using DataMatching.App.Commands;
using DataMatching.Jobs;
using DataMatching.Jobs.Work;
using DataMatching.Web.Hosting;
using Microsoft.Extensions.Hosting;

namespace DataMatching.Benchmarks.Pages;

/// <summary>The pages themselves, served by this process over HTTP to 50 signed-in reviewers at once who work on a quarter of very many cases.</summary>
internal static class PagesBenchmark
{
    private const int Reviewers = 50;

    /// <param name="folder">Of a finished demo; it is filled up to <paramref name="cases"/> and kept, so that the next run begins at once.</param>
    public static int Run(string folder, int cases, int seconds, TimeProvider clock)
    {
        using var site = Guard.Open(SiteFolder.At(folder), clock);
        var prepared = clock.GetTimestamp();
        var filled = new PagesSite(site, cases);
        filled.Fill();
        var logins = filled.Logins(Reviewers);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{cases} cases, {filled.Real.Count} of them with a household; {Environment.ProcessorCount} processors; prepared in {clock.GetElapsedTime(prepared).TotalSeconds:0} s"));
        using var times = new ServerTimes();
        using var worker = new Worker(site, (job, failure) => $"{job?.Kind}: {failure.GetType().Name}");
        using var pages = WebSite.Make(ServeCommand.ForWeb(site), ServeCommand.PortsOf(site, worker, CancellationToken.None), "http://127.0.0.1:0");
        pages.Start();
        var address = new Uri(pages.Urls.First());
        var reviewers = logins.Select((login, n) => new Reviewer(login, filled.Real, address, clock, n)).ToList();
        var first = reviewers[logins.FindIndex(l => l.Account.Role == Review.Role.City)];
        first.SignIn();
        first.ClickEach();
        Print("the first of each kind after the start", times.Take(), Told(reviewers));
        Together(reviewers.Where(r => r != first).ToList(), (r, _) => r.SignIn());
        Print($"{Reviewers - 1} sign in at once", times.Take(), Told(reviewers));
        Phase(reviewers, TimeSpan.FromSeconds(1), Math.Min(15, seconds));
        times.Take();
        Told(reviewers);
        var used = Environment.CpuUsage.TotalTime;
        Phase(reviewers, TimeSpan.FromSeconds(1), seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time of server and clients: {(Environment.CpuUsage.TotalTime - used).TotalSeconds / seconds:0.00} s a second"));
        Print($"{Reviewers} reviewers, one second between clicks", times.Take(), Told(reviewers));
        Phase(reviewers, TimeSpan.Zero, seconds);
        Print($"{Reviewers} reviewers without a pause", times.Take(), Told(reviewers));
        pages.StopAsync(TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
        var unexpected = reviewers.SelectMany(r => r.Unexpected).GroupBy(u => u, StringComparer.Ordinal).Select(g => $"{g.Count()} times {g.Key}").ToList();
        foreach (var told in unexpected) Console.WriteLine("not expected: " + told);
        foreach (var reviewer in reviewers) reviewer.Dispose();
        return unexpected.Count == 0 ? 0 : 1;

        void Phase(List<Reviewer> all, TimeSpan pause, int lasting)
        {
            var started = clock.GetTimestamp();
            Together(all, (reviewer, n) =>
            {
                var random = new Random(n);
                Thread.Sleep(pause * random.NextDouble());
                while (clock.GetElapsedTime(started).TotalSeconds < lasting)
                {
                    reviewer.Click();
                    Thread.Sleep(pause * (0.5 + random.NextDouble()));
                }
            });
        }
    }

    /// <summary>Each on a thread of its own, so that the clients take none of the server's.</summary>
    private static void Together(List<Reviewer> reviewers, Action<Reviewer, int> work)
    {
        var threads = reviewers.Select((r, n) => new Thread(() => work(r, n))).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    private static Dictionary<string, List<double>> Told(List<Reviewer> reviewers)
    {
        var all = reviewers.SelectMany(r => r.Milliseconds).GroupBy(m => m.Key, m => m.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.SelectMany(l => l).ToList(), StringComparer.Ordinal);
        foreach (var reviewer in reviewers) reviewer.Milliseconds.Clear();
        return all;
    }

    private static void Print(string phase, Dictionary<string, List<(double Server, double? Processor)>> server, Dictionary<string, List<double>> client)
    {
        Console.WriteLine();
        Console.WriteLine(phase);
        Console.WriteLine("| click | times | server p50 | p95 | p99 | most | processor p50 | p95 | client p50 | p95 |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (kind, measured) in server.Append(KeyValuePair.Create("all", server.Values.SelectMany(l => l).ToList())).OrderBy(k => k.Key == "all").ThenBy(k => k.Key, StringComparer.Ordinal))
        {
            var milliseconds = measured.ConvertAll(m => m.Server);
            var processor = measured.Select(m => m.Processor).OfType<double>().ToList();
            var seen = kind == "all" ? client.Values.SelectMany(l => l).ToList() : client.GetValueOrDefault(kind) ?? [];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {kind} | {milliseconds.Count} | {At(milliseconds, 0.5):0.0} | {At(milliseconds, 0.95):0.0} | {At(milliseconds, 0.99):0.0} | {At(milliseconds, 1):0.0} | {At(processor, 0.5):0.0} | {At(processor, 0.95):0.0} | {At(seen, 0.5):0.0} | {At(seen, 0.95):0.0} |"));
        }
    }

    private static double At(List<double> milliseconds, double part)
    {
        milliseconds.Sort();
        return milliseconds.Count == 0 ? 0 : milliseconds[(int)Math.Min(milliseconds.Count - 1, part * milliseconds.Count)];
    }
}
