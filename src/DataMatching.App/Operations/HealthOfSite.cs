using DataMatching.Jobs;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using DataMatching.Web.Hosting;

namespace DataMatching.App.Operations;

/// <summary>
/// Looks whether database, keys, worker and disk let the site work. However often it is asked, it looks at most once a second, and never twice at the same time: a database that gives no answer holds one thread.
/// </summary>
/// <param name="answers">Whether the database answers with these keys; it may throw or take long.</param>
/// <param name="worker">Whether the worker's thread lives.</param>
/// <param name="free">Bytes that are free on the disk of the data; it may throw.</param>
internal sealed class HealthOfSite(TimeProvider clock, Func<bool> answers, Func<bool> worker, Func<long> free) : IHealth
{
    /// <summary>Below this a night may not come to its end; <c>doctor</c> warns earlier.</summary>
    public const long LeastFreeBytes = 256L << 20;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private Task<string?>? _asking;
    private IReadOnlyList<string>? _last;
    private long _at;

    public static HealthOfSite Of(Site site, Worker worker) =>
        new(site.Clock, site.Store.Answers, () => worker.IsAlive, () => new DriveInfo(site.Folder.Data).AvailableFreeSpace);

    public IReadOnlyList<string> Problems()
    {
        lock (_gate)
        {
            if (_last is { } last && clock.GetElapsedTime(_at) < Kept) return last;
            List<string> found = [];
            if (Database() is { } database) found.Add(database);
            if (!worker()) found.Add("worker");
            if (!HasRoom()) found.Add("disk");
            (_last, _at) = (found, clock.GetTimestamp());
            return found;
        }
    }

    private string? Database()
    {
        // One that was given up is waited for again: it may have come back.
        _asking ??= Task.Factory.StartNew(Ask, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!_asking.Wait(Patience)) return "database";
        var said = _asking.Result;
        _asking = null;
        return said;
    }

    private string? Ask()
    {
        try
        {
            return answers() ? null : "keys";
        }
        catch (Exception e) when (DatabaseFailure.Is(e) || e is IOException or InvalidOperationException)
        {
            return "database";
        }
    }

    private bool HasRoom()
    {
        try
        {
            return free() >= LeastFreeBytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
