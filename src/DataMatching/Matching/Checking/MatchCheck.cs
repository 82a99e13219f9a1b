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

/// <summary>A pair by what it is, whichever delivery it stands in: an unchanged row of the same registry and our person.</summary>
public readonly record struct PairKey(string Registry, string Dataset, string RowHash, string Person);

/// <summary>A pair to be looked at: the place of the row in a delivery, and our person.</summary>
public sealed record MatchPair(PairKey Key, long Batch, string File, long Line, long ByteOffset, District District);

/// <summary>Rows of a kind in all deliveries in force. <paramref name="Drawn"/>: the drawn ones' pairs, null where nobody has to look.</summary>
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

    /// <summary>Each pair once, in an order that says nothing of how likely it is; of one that stands in several deliveries the newest place.</summary>
    public IReadOnlyList<MatchPair> Pairs { get; }

    /// <param name="samples">Of the deliveries in force.</param>
    public static MatchCheck Of(IEnumerable<(Batch Batch, DescribedSample Sample)> samples)
    {
        var all = samples.OrderBy(s => s.Batch.Id).ToList();
        var strata = new List<CheckedStratum>();
        var pairs = new Dictionary<PairKey, MatchPair>();
        foreach (var same in all.SelectMany(s => s.Sample.Strata.Select(t => (s.Batch, t.Stratum, t.Size, t.Drawn))).GroupBy(s => s.Stratum).OrderBy(g => g.Key))
        {
            var drawn = same.SelectMany(s => s.Drawn.Select(row => (s.Batch, Row: row)))
                .OrderBy(d => d.Row.RowHash, StringComparer.Ordinal).ThenBy(d => d.Batch.Id).ThenBy(d => d.Row.ByteOffset).Take(same.Key.Most).ToList();
            foreach (var (batch, row) in drawn)
            {
                if (KeyOf(batch, row) is not { } key) continue;
                if (!pairs.TryGetValue(key, out var before) || before.Batch <= batch.Id) pairs[key] = new MatchPair(key, batch.Id, batch.File, row.Line, row.ByteOffset, row.District!.Value);
            }

            strata.Add(new CheckedStratum(same.Key, same.Sum(s => s.Size), [.. drawn.Select(d => (KeyOf(d.Batch, d.Row), d.Row.Bits))]));
        }

        return new MatchCheck(strata, [.. pairs.Values.OrderBy(p => p.Key.RowHash, StringComparer.Ordinal).ThenBy(p => p.Key.Registry, StringComparer.Ordinal).ThenBy(p => p.Key.Dataset, StringComparer.Ordinal).ThenBy(p => p.Key.Person, StringComparer.Ordinal)]);

        static PairKey? KeyOf(Batch batch, DrawnRow row) => row.Person is { } person ? new PairKey(batch.Manifest.Registry, batch.Manifest.Dataset, row.RowHash, person) : null;
    }
}
