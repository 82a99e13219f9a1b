using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>Does work again when the database server is back that was gone in the middle of it: what was finished is kept, so that it goes on from there.</summary>
public static class WhenBack
{
    /// <summary>How long it is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const int MostTimes = 5;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <param name="tell">Called each time that the database is gone, and with true when it is back.</param>
    /// <exception cref="WorkLostException">Another node has begun meanwhile.</exception>
    public static T Run<T>(Site site, Func<T> work, Action<bool> tell, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(site);
        for (var time = 1; ; time++)
        {
            try
            {
                return work();
            }
            catch (Exception e) when (site.Store.Server is not null && time < MostTimes && DatabaseFailure.MayPass(e))
            {
                tell(false);
                site.Signals.Failed("database-gone", e);
                if (!IsBack(site, cancel)) throw;
                tell(true);
                site.CheckWork();
            }
        }
    }

    private static bool IsBack(Site site, CancellationToken cancel)
    {
        for (var since = site.Clock.GetTimestamp(); site.Clock.GetElapsedTime(since) < Patience;)
        {
            if (cancel.WaitHandle.WaitOne(Between)) cancel.ThrowIfCancellationRequested();
            try
            {
                return site.Store.Answers();
            }
            catch (Exception e) when (DatabaseFailure.Is(e))
            {
                // Not yet.
            }
        }

        return false;
    }
}
