using DataMatching.Connectors.Transports;

namespace DataMatching.Jobs.Operating;

/// <summary>
/// Posts what needs somebody to the address that config/site.json names, each thing once. What can't be told now is told later, while it is news; no failure of it is one of the work.
/// </summary>
public static class TellNotices
{
    /// <summary>How long one process has for one notice before another may tell of it.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    /// <summary>How long all that is told at once may take; the rest is told the next time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Tells what is to be told now. Takes half a minute at most, however many there are and however slowly they are taken.</summary>
    /// <returns>How many were told.</returns>
    public static int Run(Site site, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.Configuration.Settings.Operating.Notify is not { } settings) return 0;
        using var patience = new CancellationTokenSource(Patience, site.Clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            return Tell(site, settings, until.Token);
        }
        catch (OperationCanceledException)
        {
            if (!cancel.IsCancellationRequested) site.Signals.Tell(new Happening("notice-failed") { Problem = "no-time" });
            return 0;
        }
#pragma warning disable CA1031 // It is told beside the work: whatever fails here must end neither a night that is done nor the process that serves.
        catch (Exception e)
        {
            site.Signals.Failed("notify", e);
            return 0;
        }
#pragma warning restore CA1031
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
