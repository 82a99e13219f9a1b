using DataMatching.Jobs;
using DataMatching.Jobs.Operating;

namespace DataMatching.App.Operations;

/// <summary>Looks once a minute, on a thread of its own, whether there is something to tell those who run the site.</summary>
internal sealed class NoticeClock : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread? _thread;

    public NoticeClock(Site site)
    {
        if (site.Configuration.Settings.Operating.Notify is null) return;
        _thread = new Thread(() =>
        {
            do TellNotices.Run(site, _stop.Token);
            while (!_stop.Token.WaitHandle.WaitOne(Between));
        })
        { Name = "notices", IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        _stop.Dispose();
    }
}
