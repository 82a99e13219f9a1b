namespace DataMatching.Matching.Linkage.Accuracy;

/// <summary>How right links are. <paramref name="Right"/>: true pairs that are links; <paramref name="Wrong"/>: links that are no true pairs; <paramref name="Missed"/>: true pairs that are no links.</summary>
/// <param name="Probability">From which a pair counts as a link; null: as it was decided.</param>
public sealed record AccuracyPoint(double? Probability, long Right, long Wrong, long Missed)
{
    /// <summary>Of the links, how many are right; 1 when there is no link.</summary>
    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    /// <summary>Of the true pairs, how many are links; 1 when there is none.</summary>
    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    /// <summary>Harmonic mean of the two.</summary>
    public double F1 => Right == 0 ? 0 : 2.0 * Right / ((2.0 * Right) + Wrong + Missed);
}
