using System.Globalization;
using DataMatching.Matching.Linkage.Comparing;

namespace DataMatching.Matching.Linkage.Estimating;

/// <summary>How the estimate went. <paramref name="LogLikelihood"/>: by round; it rises, but for what half a pair of each level seen beforehand takes. <paramref name="Converged"/>: figures hardly moved any more. <paramref name="Warnings"/>: what a person should look at before trusting the weights.</summary>
public sealed record Estimated(LinkWeights Weights, IReadOnlyList<double> LogLikelihood, bool Converged, IReadOnlyList<string> Warnings);

/// <summary>
/// Estimates how often each level is seen among matches (m) and others (u), and how many matches there are, without knowing any: by expectation and maximisation over the patterns of all pairs
/// (Fellegi and Sunter's model of independent comparisons; Winkler 1988). Matches are those that agree in more fields at once than chance has them agree. Families agree too, and would be taken for matches:
/// they, and whoever has less in common, are kinds of their own, of pairs that agree in what is shared and by chance alone in what is a person's own.
/// </summary>
public static class WeightEstimation
{
    private const int MostRounds = 500;
    /// <summary>Figures that move by less in a round are not gone on with.</summary>
    private const double Enough = 1e-7;

    /// <summary>Figures that still move by more in the last round may end up elsewhere: what pairs weigh is not to be trusted. Rare levels of related people move by less for thousands of rounds, and change no weight that one could see.</summary>
    private const double Settled = 1e-4;

    /// <param name="matches">About how many matches there may be, to begin with; above 0.</param>
    /// <param name="most">More matches there cannot be.</param>
    /// <param name="known">How many matches there are, where something else tells: then that is not estimated.</param>
    public static Estimated Of(PatternCounts patterns, PairComparison comparison, double matches, double most, double? known = null)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(comparison);
        var rows = Unfold(patterns, comparison);
        var pairs = rows.Sum(r => r.Pairs);
        var state = new EstimationState(
            comparison.Comparisons, known is { } k ? Math.Clamp(k / pairs, 1e-12, 0.5) : Math.Clamp(matches / pairs, 1e-12, 0.01), known is null ? Math.Clamp(most / pairs, 1e-12, 0.5) : null, Math.Max(comparison.Records.LeftCount, comparison.Records.RightCount) / pairs);
        state.Begin(rows);
        List<double> likelihood = [];
        var moved = double.PositiveInfinity;
        for (var round = 0; round < MostRounds && moved >= Enough; round++) likelihood.Add(state.Round(rows, pairs, out moved));
        var converged = moved < Settled;

        return new Estimated(state.Weights(), likelihood, converged, Warnings(state, comparison, converged, pairs));
    }

    private static List<PatternRow> Unfold(PatternCounts patterns, PairComparison comparison)
    {
        var fields = comparison.Comparisons.Count;
        List<PatternRow> rows = [];
        foreach (var (pattern, pairs) in patterns.InOrder)
        {
            var levels = new byte[fields];
            for (var f = 0; f < fields; f++) levels[f] = (byte)comparison.LevelOf(pattern, f);
            rows.Add(new PatternRow(levels, pairs));
        }

        return rows;
    }

    private static List<string> Warnings(EstimationState state, PairComparison comparison, bool converged, double pairs)
    {
        List<string> warnings = [];
        if (!converged) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The estimate had not settled after {MostRounds} rounds. The comparisons may say too little together: add one, or leave out one that repeats another."));
        for (var f = 0; f < comparison.Comparisons.Count; f++)
        {
            var bits = Enumerable.Range(0, state.M[f].Length).Select(l => Math.Log2(state.M[f][l] / state.U[f][l])).ToArray();
            if (bits[0] <= 0) warnings.Add($"{comparison.Comparisons[f].Field}: being the same speaks against a match. Leave the comparison out, or look at what the field holds.");
        }

        return warnings;
    }
}
