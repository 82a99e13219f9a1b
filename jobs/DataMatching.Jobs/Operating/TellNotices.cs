using System.Data.Common;
using DataMatching.Connectors.Transports;
using DataMatching.Storage;

namespace DataMatching.Jobs.Operating;

/// <summary>
/// Posts what needs somebody to the address that config/site.json names, each thing once. What can't be told now is told later, while it is news; no failure of it is one of the work.
/// </summary>
public static class TellNotices
{
    /// <summary>How long one process has for one notice before another may tell of it.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    /// <summary>Tells what is to be told now. Takes at most half a minute where nobody answers.</summary>
    /// <returns>How many were told.</returns>
    public static int Run(Site site, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.Configuration.Settings.Operating.Notify is not { } settings) return 0;
        try
        {
            return Tell(site, settings, cancel);
        }
        catch (Exception e) when (e is DbException or TransportException or TimeoutException or IOException or UnauthorizedAccessException or StoreException or OperationCanceledException)
        {
            if (e is not OperationCanceledException) site.Signals.Failed("notify", e);
            return 0;
        }
    }

    private static int Tell(Site site, NotifySettings settings, CancellationToken cancel)
    {
        var found = FindNotices.Of(site, settings).DistinctBy(n => n.Subject).ToDictionary(n => n.Subject, StringComparer.Ordinal);
        var untold = site.Store.Notices.Untold(found.Keys);
        if (untold.Count == 0) return 0;
        var key = settings.Secret.Read(site.Folder.Root);
        using var post = new SignedPost(site.Clock);
        var told = 0;
        foreach (var notice in untold.Select(s => found[s]))
        {
            cancel.ThrowIfCancellationRequested();
            if (!site.Store.Notices.Claim(notice.Subject, notice.Kind, Hold)) continue;
            if (post.Send(settings.Url, key, notice.Body(site.Configuration.Settings.Name, site.Clock.GetUtcNow()), cancel) is { } problem)
            {
                // The others would fare alike.
                site.Signals.Tell(new Happening("notice-failed", notice.Run) { Problem = problem });
                return told;
            }

            site.Store.Notices.Told(notice.Subject);
            site.Signals.Tell(new Happening("notice-told", notice.Run) { Batch = notice.Batch });
            told++;
        }

        return told;
    }
}
