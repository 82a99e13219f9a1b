namespace DataMatching.Connectors.Transports;

/// <summary>The line or the service failed; asking again may help. <paramref name="after"/>: the agency's own word when. <paramref name="busy"/>: it works and has too much to do.</summary>
internal sealed class TransientFaultException(string message, TimeSpan? after = null, bool busy = false) : Exception(message)
{
    public TimeSpan? After => after;
    public bool Busy => busy;
}
