namespace DataMatching.Web.Hosting;

/// <summary>How much one request may bring.</summary>
internal static class Limits
{
    /// <summary>Bytes of one request: ten photos of a visit.</summary>
    public const long LargestRequest = 64L << 20;
}
