namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>There is no usable answer to this question; others may have one. Nothing of the answer's content is in the message.</summary>
internal sealed class AnswerFaultException(string message) : Exception(message);

/// <summary>The request was not let in (401).</summary>
internal sealed class NotLetInException() : Exception("401");
