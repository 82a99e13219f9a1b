namespace DataMatching.Jobs;

/// <summary>A job that did not do its work for a reason somebody can act on. The message says found, expected, where, what to do, and holds no personal data.</summary>
public sealed class JobRefused : Exception
{
    public JobRefused(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
