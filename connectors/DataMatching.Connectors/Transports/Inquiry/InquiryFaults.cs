namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>The line or the service failed; asking again may help. <paramref name="after"/>: the agency's own word when. <paramref name="busy"/>: it works and has too much to do.</summary>
internal sealed class TransientFaultException(string message, TimeSpan? after = null, bool busy = false) : Exception(message)
{
    public TimeSpan? After => after;
    public bool Busy => busy;
}

/// <summary>There is no usable answer to this question; others may have one. Nothing of the answer's content is in the message.</summary>
internal sealed class AnswerFaultException(string message) : Exception(message);

/// <summary>The request was not let in (401).</summary>
internal sealed class NotLetInException() : Exception("401");
