using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Batches;
using DataMatching.Identity;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.Matching.Checking;

/// <summary>What somebody said of a pair.</summary>
public enum MatchAnswer
{
    /// <summary>One and the same person.</summary>
    Same = 1,

    /// <summary>Two people.</summary>
    Other = 2,

    /// <summary>Cannot be told from what both say.</summary>
    Untold = 3,
}

/// <summary>A pair by what it is, whichever delivery it stands in: an unchanged row of the same registry and our person. <paramref name="Slot"/>: which person of the row, from 0; <paramref name="Ours"/>: digest of what
/// is known of ours, for what was said of him holds no longer when that was put right.</summary>
public readonly record struct PairKey(string Registry, string Dataset, string RowHash, int Slot, string Person, string Ours);

/// <summary>A pair to be looked at: the place of the row in a delivery, and our person.</summary>
public sealed record MatchPair(PairKey Key, long Batch, string File, long Line, long ByteOffset, District District);

/// <summary>Rows of a kind in all deliveries in force; one that several of them hold is one row.</summary>
/// <param name="Size">How many there are; estimated from those drawn where deliveries hold the same rows and not all are drawn.</param>
/// <param name="Drawn">The drawn ones' pairs, null where nobody has to look.</param>
public sealed record CheckedStratum(RowStratum Stratum, long Size, IReadOnlyList<(PairKey? Pair, double Bits)> Drawn);

/// <summary>
/// The blind check of matches that rest on no number: of the rows of all deliveries in force some are drawn of each kind, and people say of each, without learning what the program thinks, whether the two are one.
/// An unchanged row stays drawn from delivery to delivery, so that answers keep.
/// </summary>
public sealed class MatchCheck
{
    private MatchCheck(IReadOnlyList<CheckedStratum> strata, IReadOnlyList<MatchPair> pairs) => (Strata, Pairs) = (strata, pairs);

    /// <summary>The surest first.</summary>
    public IReadOnlyList<CheckedStratum> Strata { get; }

    /// <summary>Each pair once, in an order that says nothing of how likely it is: rows with low hashes are of the larger kinds. Of one that stands in several deliveries the newest place.</summary>
    public IReadOnlyList<MatchPair> Pairs { get; }

    /// <param name="samples">Of the deliveries in force.</param>
    public static MatchCheck Of(IEnumerable<(Batch Batch, DescribedSample Sample)> samples)
    {
        var strata = new List<CheckedStratum>();
        var pairs = new Dictionary<PairKey, MatchPair>();
        foreach (var kind in samples.SelectMany(s => s.Sample.Strata.Select(t => (s.Batch, Drawn: t))).GroupBy(s => s.Drawn.Stratum).OrderBy(g => g.Key))
        {
            var (size, drawn) = Together([.. kind]);
            foreach (var (batch, row) in drawn)
            {
                if (KeyOf(batch, row) is { } key && !(pairs.TryGetValue(key, out var before) && before.Batch > batch.Id))
                    pairs[key] = new MatchPair(key, batch.Id, batch.File, row.Line, row.ByteOffset, row.District!.Value);
            }

            strata.Add(new CheckedStratum(kind.Key, size, [.. drawn.Select(d => (KeyOf(d.Batch, d.Row), d.Row.Bits))]));
        }

        return new MatchCheck(strata, [.. pairs.Values.OrderBy(p => Shuffled(p.Key), StringComparer.Ordinal)]);

        static PairKey? KeyOf(Batch batch, DrawnRow row) => row.Person is { } person ? new PairKey(batch.Manifest.Registry, batch.Manifest.Dataset, row.RowHash, row.Slot, person, row.Ours) : null;
    }

    /// <summary>Of a kind's rows in all deliveries those with the lowest hashes, each once, at its newest place.</summary>
    private static (long Size, IReadOnlyList<(Batch Batch, DrawnRow Row)> Drawn) Together(IReadOnlyList<(Batch Batch, DrawnStratum Of)> deliveries)
    {
        // Beyond the last drawn hash of a delivery that has more rows nothing is known of it.
        var last = deliveries.Where(d => d.Of.Size > d.Of.Drawn.Count).Select(d => d.Of.Drawn[^1].RowHash).Min(StringComparer.Ordinal);
        var known = deliveries.SelectMany(d => d.Of.Drawn.Where(r => last is null || string.CompareOrdinal(r.RowHash, last) <= 0).Select(row => (d.Batch, Row: row)))
            .GroupBy(d => (d.Row.RowHash, d.Row.Slot, d.Batch.Manifest.Registry, d.Batch.Manifest.Dataset))
            .OrderBy(g => g.Key.RowHash, StringComparer.Ordinal).ThenBy(g => g.Key.Slot).ThenBy(g => g.Key.Registry, StringComparer.Ordinal).ThenBy(g => g.Key.Dataset, StringComparer.Ordinal).ToList();
        var drawn = known.Take(deliveries[0].Of.Stratum.Most).Select(g => g.OrderBy(d => d.Batch.Id).ThenByDescending(d => d.Row.ByteOffset).Last()).ToList();
        double copies = known.Sum(g => g.Count());
        return (Math.Max(drawn.Count, (long)Math.Round(deliveries.Sum(d => d.Of.Size) * known.Count / copies)), drawn);
    }

    private static string Shuffled(PairKey pair) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', pair.Registry, pair.Dataset, pair.RowHash, pair.Slot.ToString(CultureInfo.InvariantCulture), pair.Person, pair.Ours))));
}
