namespace DataMatching.Matching.Linkage.Reviewing;

/// <summary>A weight as it was estimated and as reviewers' answers have it, in bits.</summary>
public sealed record CalibrationPoint(double Bits, double Calibrated);

/// <summary>
/// How weights are put right by what reviewers found: by bands of probability, each by itself, so that a surprise among unlikely pairs says nothing of likely ones. Between the bands' middles it goes in a straight
/// line; outside them what holds for the last band. A heavier pair never becomes the lighter one.
/// </summary>
public sealed class Calibration
{
    /// <summary>How far weights may be off before anything was reviewed, in bits (a standard deviation).</summary>
    private const double MayBeOff = 2;

    private const int Rounds = 60;

    /// <summary>Probabilities at which bands end.</summary>
    internal static readonly double[] Edges = [0, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1];

    private Calibration(IReadOnlyList<CalibrationPoint> points) => Points = points;

    /// <summary>Weights as they are.</summary>
    public static Calibration None { get; } = new([]);

    /// <summary>The middles of the bands, from the lightest to the heaviest; empty when nothing was put right.</summary>
    public IReadOnlyList<CalibrationPoint> Points { get; }

    /// <summary>The band of a probability.</summary>
    internal static int BandOf(double probability) => Math.Max(0, Array.FindLastIndex(Edges, Edges.Length - 2, e => probability >= e));

    /// <summary>The calibrated weight.</summary>
    public double Of(double bits)
    {
        if (Points.Count == 0) return bits;
        var after = 0;
        while (after < Points.Count && Points[after].Bits <= bits) after++;
        if (after == 0) return bits + Points[0].Calibrated - Points[0].Bits;
        if (after == Points.Count) return bits + Points[^1].Calibrated - Points[^1].Bits;
        var (a, b) = (Points[after - 1], Points[after]);
        return a.Calibrated + ((bits - a.Bits) / (b.Bits - a.Bits) * (b.Calibrated - a.Calibrated));
    }

    /// <summary>By how much each band's weights are off: the likeliest shift of all of them, drawn towards none as far as answers are few.</summary>
    /// <param name="answers">Bits of a pair, whether it is one, and how many pairs it stands for (above 0).</param>
    public static Calibration Of(IReadOnlyCollection<(double Bits, bool Same, double StandsFor)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        List<(double Bits, double Calibrated, double Count)> points = [];
        foreach (var band in answers.GroupBy(a => BandOf(Estimating.LinkWeights.ProbabilityOf(a.Bits))).OrderBy(g => g.Key))
        {
            // Answers of different strata stand for different numbers of pairs, and are worth fewer answers than there are.
            var (sum, squares) = (band.Sum(a => a.StandsFor), band.Sum(a => a.StandsFor * a.StandsFor));
            var middle = band.Sum(a => a.Bits * a.StandsFor) / sum;
            points.Add((middle, middle + Shift([.. band], sum / squares), sum));
            while (points.Count > 1 && points[^1].Calibrated <= points[^2].Calibrated)
            {
                // Two bands in the wrong order are one.
                var (a, b) = (points[^2], points[^1]);
                var all = a.Count + b.Count;
                points.RemoveRange(points.Count - 2, 2);
                points.Add((((a.Bits * a.Count) + (b.Bits * b.Count)) / all, ((a.Calibrated * a.Count) + (b.Calibrated * b.Count)) / all, all));
            }
        }

        return points.Count == 0 ? None : new Calibration([.. points.Select(p => new CalibrationPoint(p.Bits, p.Calibrated))]);
    }

    private static double Shift((double Bits, bool Same, double StandsFor)[] answers, double scale)
    {
        var (ln2, shift) = (Math.Log(2), 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (slope, curve) = (shift / (MayBeOff * MayBeOff), 1 / (MayBeOff * MayBeOff));
            foreach (var (bits, same, standsFor) in answers)
            {
                var p = Estimating.LinkWeights.ProbabilityOf(bits + shift);
                slope += standsFor * scale * (p - (same ? 1 : 0)) * ln2;
                curve += standsFor * scale * p * (1 - p) * ln2 * ln2;
            }

            // A whole step may leap over the bottom.
            shift -= Math.Clamp(slope / curve, -MayBeOff, MayBeOff);
        }

        return shift;
    }
}
