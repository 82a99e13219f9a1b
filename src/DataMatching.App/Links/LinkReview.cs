using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Matching.Linkage;
using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.App.Links;

/// <summary>Takes what people said of pairs: it is decided so, weights are put right by the answers to a sample, and precision and recall follow from them.</summary>
internal static class LinkReview
{
    /// <returns>What the reviewed sample says of the links as they were before the answers; null without one.</returns>
    public static SampleEstimate? Take(Linking linking, LinkRequest request, RecordNumbers numbers, Terminal terminal, CancellationToken cancel)
    {
        if (request.Reviewed is null && request.Decided.Count == 0) return null;
        var decided = new DecidedPairs(linking.Records, linking.Plan.Assignment);
        foreach (var file in request.Decided) AnswersFile.Read(file, linking.Records, numbers, decided);
        var (estimate, calibration) = ((SampleEstimate?)null, Calibration.None);
        if (request.Reviewed is { } reviewed)
        {
            var said = AnswersFile.Read(reviewed, linking.Records, numbers, decided);
            var sample = PairSample.Of(linking, Math.Max(1, said.Count), cancel);
            if (AnswersFile.Of(sample, said) is null && said.Count < request.SampleSize) sample = PairSample.Of(linking, request.SampleSize, cancel);
            var answers = AnswersFile.Of(sample, said) ?? throw new UsageRefused(
                $"{reviewed} holds other pairs than --sample draws of these files. Give the files, the configuration, weights and thresholds with which it was drawn, and all of its rows; answers to other pairs go into --decided.");
            if (answers.All(a => a is null)) throw new UsageRefused($"{reviewed} holds no answer yet. Write yes or no into the column \"{AnswersFile.Same}\".");
            estimate = SampleEstimate.Of(sample, answers);
            foreach (var open in estimate.Open) terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"Of the pairs that stand for {open.Size:N0} ({LinkSummary.InWords(open)}) less than half are answered: precision and recall cannot be told, and nothing is put right by them."));
            calibration = CalibrationOf(sample, answers, estimate);
        }

        AnswersFile.Check(decided);
        linking.Decide(calibration, decided, estimate?.Matches, cancel);
        return estimate;
    }

    /// <summary>Doubtful pairs in an order that does not tell how likely they are.</summary>
    public static IReadOnlyList<(int Left, int Right)> Blind(Linking linking) => [.. linking.Doubtful.Select(l => (l.Left, l.Right)).Order()];

    private static Calibration CalibrationOf(PairSample sample, IReadOnlyList<bool?> answers, SampleEstimate estimate) => Calibration.Of(
        [.. sample.Pairs.Select((pair, i) => (pair, Answer: answers[i], Of: estimate.Strata[pair.Stratum])).Where(p => p.Answer is not null && p.Of.Stratum.As != SampledAs.NotCompared && !p.Of.IsOpen)
            .Select(p => (p.pair.Bits, p.Answer!.Value, (double)p.Of.Stratum.Size / p.Of.Answered))]);
}
