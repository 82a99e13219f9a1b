using System.Text;
using System.Text.Json;
using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>
/// A verdict as one JSON text: equal verdicts give equal bytes, Chinese stands as it is, money is fen. Facts stand once in <c>facts</c>, with batch, file, line,
/// byte offset and row hash; everything else names them by their place in that list. It may hold personal data: whoever keeps it encrypts it.
/// </summary>
public static class VerdictJson
{
    /// <summary>Everything that <see cref="Read"/> needs to give the same verdict again.</summary>
    public static string Write(Verdict verdict) => Encoding.UTF8.GetString(WriteUtf8(verdict));

    /// <summary>The same text as UTF-8, as it is stored.</summary>
    public static byte[] WriteUtf8(Verdict verdict)
    {
        var (facts, places) = (new List<Fact>(), new Dictionary<Fact, int>(DistinctFacts.ByPlace.First));
        foreach (var fact in Facts(verdict).Order(DistinctFacts.Order.ByContent))
        {
            if (places.TryAdd(fact, facts.Count)) facts.Add(fact);
        }

        return JsonText.Utf8(json => new VerdictWriter(json, places).Write(verdict, facts));
    }

    /// <summary>The verdict that was written.</summary>
    /// <exception cref="FormatException">The text is no verdict; the message repeats nothing of it.</exception>
    public static Verdict Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="Read(string)"/>
    public static Verdict Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return VerdictReader.Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
#pragma warning disable MA0054 // The cause may repeat what stands in the text, and that can be personal.
            throw new FormatException("Expected a verdict as VerdictJson writes it; the text is damaged or of another version.");
#pragma warning restore MA0054
        }
    }

    /// <summary>Everything that the verdict names, each object once.</summary>
    private static HashSet<Fact> Facts(Verdict v)
    {
        var all = new HashSet<Fact>(ReferenceEqualityComparer.Instance);
        foreach (var reason in v.Reasons) all.UnionWith(reason.Facts);
        foreach (var finding in v.Findings) all.UnionWith(finding.Facts);
        foreach (var asset in v.Assets) all.Add(asset.Fact);
        foreach (var month in v.Months)
        {
            all.UnionWith(month.DibaoBy);
            foreach (var member in month.Members)
            {
                all.UnionWith(member.ProvedBy);
                all.UnionWith(member.SuspectedBy);
                all.UnionWith(member.EmployedBy);
            }
        }

        if (v.DecisiveRecord is { } decisive) all.Add(decisive);
        return all;
    }
}
