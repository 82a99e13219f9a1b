namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>The lines to the agencies' services, one for each host: datasets of a registry share it.</summary>
internal sealed class InquiryLines(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InquiryLine> _lines = new(StringComparer.Ordinal);

    public InquiryLine To(Uri url)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(url.Authority, out var line)) _lines[url.Authority] = line = new InquiryLine(clock);
            return line;
        }
    }
}
