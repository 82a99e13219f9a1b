using System.Threading.Channels;

namespace DataMatching.Jobs;

/// <summary>What one step makes and another takes at the same time, a little of it on its way. Of one maker and one taker.</summary>
internal sealed class Handover<T>(int onItsWay)
{
    private readonly Channel<T> _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(onItsWay) { SingleReader = true, SingleWriter = true });

    /// <summary>Does what calls <see cref="Give"/>, now and then <see cref="AllGiven"/>. What it throws comes to the taker too: never does he take a part for the whole, and never does he wait for nobody.</summary>
    public TResult Making<TResult>(Func<TResult> work)
    {
        try
        {
            var result = work();
            AllGiven();
            return result;
        }
        catch (Exception e)
        {
            _channel.Writer.TryComplete(e);
            throw;
        }
    }

    /// <summary>Waits for room. Whose taker is gone gives to nobody: that one's failure is told by him.</summary>
    public void Give(T item)
    {
        while (!_channel.Writer.TryWrite(item))
        {
            if (!_channel.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult()) return;
        }
    }

    /// <summary>Nothing more is given, though who makes may have other work yet.</summary>
    public void AllGiven() => _channel.Writer.TryComplete();

    /// <summary>Does what takes all of it, once, in the order in which it was given; what it does not take is given to nobody.</summary>
    public TResult Taking<TResult>(Func<IEnumerable<T>, TResult> work)
    {
        try
        {
            return work(Taken());
        }
        finally
        {
            _channel.Writer.TryComplete();
        }
    }

    private IEnumerable<T> Taken()
    {
        while (_channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_channel.Reader.TryRead(out var item)) yield return item;
        }
    }
}
