using DataMatching.Evidence;
using DataMatching.Matching.Description;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.Matching.Checking;

/// <summary>What people found of the rows of a kind. <paramref name="Shown"/>: drawn rows that somebody has to look at; <paramref name="Answered"/>: of how many it could be told; <paramref name="Same"/>: of these, how many are one.</summary>
public sealed record StratumFound(RowStratum Stratum, long Size, int Drawn, int Shown, int Answered, int Same, int Untold)
{
    /// <summary>Somebody has said something of each of them.</summary>
    public bool IsDone => Answered + Untold == Shown;
}

/// <summary>
/// How right matches without a number are, by people's answers: precision of what is Probable, and how much of what is our people's is Probable, or at least Doubtful. Each kind of rows stands for all of its size; intervals are
/// as of <see cref="SampleEstimate"/>. Of a row only the likest of our people is asked for; rows like nobody are taken for nobody's.
/// </summary>
/// <param name="Precision">Of Probable; null while less than half of what was drawn of some kind is answered, like the following.</param>
/// <param name="Recall">Share of our people's rows that are Probable.</param>
/// <param name="Found">Share of our people's rows that are Probable or Doubtful.</param>
/// <param name="Proposed">Thresholds that mean by the answers what <see cref="MatchThresholds.Meant"/> says.</param>
public sealed record MatchCheckResult(IReadOnlyList<StratumFound> Strata, EstimatedShare? Precision, EstimatedShare? Recall, EstimatedShare? Found, MatchThresholds? Proposed)
{
    private const double MostBits = 60;

    /// <param name="answers">The latest of each pair; a pair that is missing was not answered.</param>
    public static MatchCheckResult Of(MatchCheck check, IReadOnlyDictionary<PairKey, MatchAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(answers);
        var strata = check.Strata.Select(s =>
        {
            var shown = s.Drawn.Where(d => d.Pair is not null).Select(d => answers.TryGetValue(d.Pair!.Value, out var said) ? said : (MatchAnswer?)null).ToList();
            return new StratumFound(s.Stratum, s.Size, s.Drawn.Count, shown.Count, shown.Count(a => a is MatchAnswer.Same or MatchAnswer.Other), shown.Count(a => a == MatchAnswer.Same), shown.Count(a => a == MatchAnswer.Untold));
        }).ToList();
        var probable = Estimate(strata, g => g == MatchGrade.Probable);
        var found = Estimate(strata, g => g is not null);
        return new MatchCheckResult(strata, strata.Exists(s => s.Stratum.Grade == MatchGrade.Probable) ? probable.Precision : null, probable.Recall, found.Recall, probable.Precision is null ? null : Propose(check, answers));
    }

    /// <summary>
    /// Of rows that nobody has to look at it is known that they are nobody's; of the rest only answers count, and of the kind as far as half of them are there. Where some are missing, so much of the former is left out, too, as if
    /// fewer had been drawn: otherwise the known ones would stand for those that were not answered.
    /// </summary>
    private static SampleEstimate Estimate(IReadOnlyList<StratumFound> strata, Func<MatchGrade?, bool> isLink) => SampleEstimate.Of([.. strata.Select(s =>
    {
        var known = s.Shown == 0 ? s.Drawn : (int)Math.Ceiling((double)(s.Drawn - s.Shown) * s.Answered / s.Shown);
        var answered = s.Answered * 2 < s.Shown ? 0 : known + s.Answered;
        return new StratumAnswers(
            new SampleStratum(isLink(s.Stratum.Grade) ? SampledAs.Link : SampledAs.NoLink, Calibration.Edges[s.Stratum.Band], Calibration.Edges[s.Stratum.Band + 1], (int)Math.Min(int.MaxValue, s.Size)), s.Drawn, answered, s.Same);
    })]);

    private static MatchThresholds? Propose(MatchCheck check, IReadOnlyDictionary<PairKey, MatchAnswer> answers)
    {
        var said = check.Strata.Where(s => !s.Stratum.IsRest).SelectMany(s =>
        {
            var of = s.Drawn.Where(d => d.Pair is { } pair && answers.TryGetValue(pair, out var answer) && answer != MatchAnswer.Untold).ToList();
            return of.Select(d => (d.Bits, answers[d.Pair!.Value] == MatchAnswer.Same, (double)s.Size / of.Count));
        }).ToList();
        if (said.Count == 0) return null;
        var calibration = Calibration.Of(said);
        var thresholds = new MatchThresholds(
            Math.Clamp(At(MatchThresholds.Meant.Probable), MatchThresholds.LeastProbable, MatchThresholds.MostProbable), Math.Clamp(At(MatchThresholds.Meant.Doubtful), MatchThresholds.LeastDoubtful, MatchThresholds.LeastProbable));
        return thresholds.AreInRange ? thresholds : null;

        // The raw probability that by the answers is worth as much; to two digits of what is short of certainty.
        double At(double meant)
        {
            var (bits, low, high) = (LinkWeights.BitsOf(meant), -MostBits, MostBits);
            for (var round = 0; round < 60; round++)
            {
                var middle = (low + high) / 2;
                if (calibration.Of(middle) < bits) low = middle;
                else high = middle;
            }

            var raw = LinkWeights.ProbabilityOf(high);
            return raw > 0.5 ? Math.Round(1 - Rounded(1 - raw), 6) : Rounded(raw);
        }

        static double Rounded(double share)
        {
            var digits = Math.Clamp(1 - (int)Math.Floor(Math.Log10(Math.Max(share, 1e-9))), 0, 6);
            return Math.Round(share, digits);
        }
    }
}
