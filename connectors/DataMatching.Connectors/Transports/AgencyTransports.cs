using DataMatching.Connectors.Transports.Inquiry;

namespace DataMatching.Connectors.Transports;

/// <summary>
/// Makes the transports of a site. It is kept as long as the program runs: a registry whose service fails is left alone for all of its datasets.
/// </summary>
/// <param name="site">The site's folder; files of secrets lie below it.</param>
/// <param name="clock">Waits, time limits and signatures go by it.</param>
public sealed class AgencyTransports(string site, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InquiryLine> _lines = new(StringComparer.Ordinal);

    /// <summary>The transport that brings what these settings say.</summary>
    public ITransport For(string registry, SourceSettings source) => source switch
    {
        InquirySettings inquiry => new InquirySource(inquiry, site, LineTo(registry), clock),
        _ => throw new NotSupportedException($"no transport brings a source of kind {source?.Kind}"),
    };

    private InquiryLine LineTo(string registry)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(registry, out var line)) _lines[registry] = line = new InquiryLine(clock);
            return line;
        }
    }
}
