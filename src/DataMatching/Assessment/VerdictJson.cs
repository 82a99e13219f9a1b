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
    public static string Write(Verdict verdict)
    {
        var facts = Facts(verdict).Distinct<Fact>(ReferenceEqualityComparer.Instance).Order(DistinctFacts.Order.ByContent).Distinct(DistinctFacts.ByPlace.First).ToList();
        var places = new Dictionary<Fact, int>(facts.Count, DistinctFacts.ByPlace.First);
        for (var i = 0; i < facts.Count; i++) places.Add(facts[i], i);
        return JsonText.Of(json => new VerdictWriter(json, places).Write(verdict, facts));
    }

    /// <summary>The verdict that was written.</summary>
    /// <exception cref="FormatException">The text is no verdict; the message repeats nothing of it.</exception>
    public static Verdict Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return VerdictReader.Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
#pragma warning disable MA0054 // The cause may repeat what stands in the text, and that can be personal.
            throw new FormatException("Expected a verdict as VerdictJson writes it; the text is damaged or of another version.");
#pragma warning restore MA0054
        }
    }

    private static IEnumerable<Fact> Facts(Verdict v)
    {
        var all = v.Reasons.SelectMany(r => r.Facts).Concat(v.Findings.SelectMany(f => f.Facts)).Concat(v.Assets.Select(a => a.Fact))
            .Concat(v.Months.SelectMany(m => m.DibaoBy.Concat(m.Members.SelectMany(x => x.ProvedBy.Concat(x.SuspectedBy).Concat(x.EmployedBy)))));
        return v.DecisiveRecord is { } decisive ? all.Append(decisive) : all;
    }
}
