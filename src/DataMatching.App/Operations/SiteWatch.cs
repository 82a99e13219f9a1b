using DataMatching.Jobs;
using DataMatching.Jobs.Operating;

namespace DataMatching.App.Operations;

/// <summary>Log and telemetry of a site as its settings ask for them, as long as a command works on it.</summary>
internal sealed class SiteWatch : IDisposable
{
    private readonly Journal _journal;
    private readonly Telemetry? _telemetry;

    private SiteWatch(Journal journal, Telemetry? telemetry) => (_journal, _telemetry) = (journal, telemetry);

    /// <param name="errors">Where a log on the error stream goes.</param>
    public static SiteWatch Begin(Site site, TextWriter errors)
    {
        var settings = site.Configuration.Settings.Operating;
        var journal = settings.Log is not { } log ? Journal.None : log.ToFiles ? Journal.To(site.Folder.Logs, log.Days) : Journal.To(errors);
        site.Signals.Journal = journal;
        return new SiteWatch(journal, settings.Telemetry is { } endpoint ? new Telemetry(endpoint) : null);
    }

    /// <summary>The last metrics are sent; the log's file is closed.</summary>
    public void Dispose()
    {
        _telemetry?.Dispose();
        _journal.Dispose();
    }
}
