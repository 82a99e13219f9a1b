using DataMatching.App;
using DataMatching.App.Operations;
using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using DataMatching.Tests.App;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.Schedule;

/// <summary>A sample site whose schedule, clock and downtimes a test sets; its worker works, and nobody but the test looks for what is due.</summary>
internal sealed class ScheduledNights : IDisposable
{
    private readonly NightSite _files = new();

    public CommandLine Line => _files.Line;
    public CommandLine.SettableClock Clock => Line.Clock;

    public void Write(string night, string quarter = "null") => File.WriteAllText(Line.At("site", "config", "schedule.json"), $$"""{ "night": {{night}}, "quarter": {{quarter}} }""");

    /// <summary>Sets the clock (UTC), starts the worker and looks until nothing more begins; answers with what the schedule had run, in the order in which it ended.</summary>
    public string[] Serve(string now, int looks = 40)
    {
        Clock.Now = DateTimeOffset.Parse(now + "Z", System.Globalization.CultureInfo.InvariantCulture);
        using var site = Guard.Open(SiteFolder.At(Line.Site), Clock);
        using var worker = new Worker(site, (_, e) => e.GetType().Name);
        var before = site.Store.Jobs.Latest(200).Select(j => j.Id).ToHashSet();
        worker.Start();
        AskDue.Note(site);
        for (var look = 0; look < looks; look++)
        {
            for (var i = 0; i < 3000 && site.Store.Jobs.Unfinished().Count > 0; i++) Thread.Sleep(10);
            if (AskDue.Next(site, worker) is null) break;
        }

        return [.. site.Store.Jobs.Latest(200).Where(j => !before.Contains(j.Id)).OrderBy(j => j.Id).Select(j => $"{j.Subject} {j.State}")];
    }

    /// <summary>How often each night and quarter was brought to its end.</summary>
    public Dictionary<string, int> Runs()
    {
        using var site = Guard.Open(SiteFolder.At(Line.Site), Clock, SiteUse.Look);
        return site.Store.Runs.Latest(500).Where(r => r.EndedAt is not null && r.Failure is null).GroupBy(r => r.Key).ToDictionary(r => r.Key, r => r.Count(), StringComparer.Ordinal);
    }

    public string Run(params string[] arguments) => _files.Run(arguments);

    public void Dispose() => _files.Dispose();
}
