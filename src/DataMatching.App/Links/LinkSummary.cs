using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Matching.Linkage;
using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Reviewing;
using Spectre.Console;

namespace DataMatching.App.Links;

/// <summary>What linking came to, for people and as JSON.</summary>
internal sealed record LinkSummary(
    int LeftRecords, int RightRecords, long Candidates, double EstimatedMatches, int Links, int? Entities, IReadOnlyList<string> Notes, IReadOnlyList<BlockingCount> Blocking, IReadOnlyList<FieldSummary> Fields, int? Rounds,
    LinkAccuracy? Accuracy, Waterfall? Explained)
{
    /// <summary>From which probability pairs are links, and from which doubtful.</summary>
    public required LinkThresholds Thresholds { get; init; }

    public int Doubtful { get; init; }

    /// <summary>What is expected of the links, by their probabilities.</summary>
    public required ExpectedPoint Expected { get; init; }

    public required Calibration Calibration { get; init; }

    /// <summary>How many pairs people decided.</summary>
    public int Decided { get; init; }

    /// <summary>What came of the register of entities; null without one.</summary>
    public EntityRun? Run { get; init; }

    /// <summary>What the reviewed sample says; null without one.</summary>
    public SampleEstimate? Reviewed { get; init; }

    public static LinkSummary Of(Linking linking, LinkAccuracy? accuracy, IReadOnlyList<string> notes, Waterfall? explained) => new(
        linking.Records.LeftCount, linking.Records.RightCount, linking.Candidates.Counts.Sum(c => c.New), linking.Score.Weights.Prior * linking.Records.Pairs, linking.Links.Count,
        linking.Records.IsOne ? linking.Entities.Distinct().Count() : null, notes, linking.Candidates.Counts,
        [.. linking.Score.Weights.Fields.Zip(linking.Plan.Comparisons, (w, c) => new FieldSummary(w.Field, [.. w.Levels.Zip(c.Levels, (l, name) => new LevelSummary(name, l.M, l.U, l.Bits))]))],
        linking.Estimated?.LogLikelihood.Count, accuracy, explained)
    {
        Thresholds = linking.Thresholds,
        Doubtful = linking.Doubtful.Count,
        Expected = linking.Expected.At(linking.Thresholds.Link),
        Calibration = linking.Calibration,
        Decided = linking.Decided?.Count ?? 0,
    };

    public void Show(Terminal terminal)
    {
        foreach (var note in Notes) terminal.Say($"left out: {note}");
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{LeftRecords:N0} records{(Entities is null ? $" and {RightRecords:N0}" : "")}, {Candidates:N0} pairs compared, about {EstimatedMatches:N0} matches expected{(Rounds is { } r ? $" (estimated in {r} rounds)" : "")}"));
        var weights = Tables.Of("weights", "field", "level", ">m", ">u", ">bits");
        foreach (var field in Fields)
        {
            foreach (var level in field.Levels)
                weights.AddRow(level == field.Levels[0] ? Markup.Escape(field.Field) : "", Markup.Escape(level.Level), Share(level.M), Share(level.U), level.Bits.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture));
        }

        terminal.Show(weights);
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{Links:N0} links{(Entities is { } e ? $", {e:N0} entities" : "")}"));
        if (Thresholds.Doubtful < Thresholds.Link || Doubtful > 0)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"from probability {Thresholds.Link:0.#######} a pair is a link{(Links == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (expected: precision {Expected.Precision:0.0000}, recall {Expected.Recall:0.0000})"))}, from {Thresholds.Doubtful:0.######} it is doubtful: {Doubtful:N0} pairs"));
        if (Decided > 0) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{Decided:N0} {(Decided == 1 ? "pair is" : "pairs are")} as people decided"));
        if (Reviewed is { } reviewed) Show(terminal, reviewed);
        if (Run is { } run) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"register, run {run.Run}: {run.Entities:N0} entities, {run.Kept:N0} as before, {run.Entities - run.Kept - run.New - run.Split:N0} changed, {run.New:N0} new, {run.Split:N0} split off; {run.Merged:N0} merged into others, {run.Gone:N0} gone"));
        if (Accuracy is { } accuracy) Show(terminal, accuracy);
        Explained?.Show(terminal);
    }

    private static void Show(Terminal terminal, LinkAccuracy accuracy)
    {
        var table = Tables.Of("accuracy", "probability from", ">right", ">wrong", ">missed", ">precision", ">recall", ">F1");
        foreach (var point in accuracy.Curve.Append(accuracy.Decided))
        {
            table.AddRow(
                point.Probability?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "as decided", Whole(point.Right), Whole(point.Wrong), Whole(point.Missed), Four(point.Precision), Four(point.Recall), Four(point.F1));
        }

        terminal.Show(table);
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{accuracy.Truth:N0} true pairs, {accuracy.NeverCompared:N0} of them in no block and joined by nothing else"));
    }

    private void Show(Terminal terminal, SampleEstimate reviewed)
    {
        var table = Tables.Of("reviewed sample", "pairs", ">all", ">drawn", ">answered", ">same");
        foreach (var of in reviewed.Strata)
        {
            table.AddRow(InWords(of.Stratum), Whole(of.Stratum.Size), Whole(of.Drawn), Whole(of.Answered), Whole(of.Same));
        }

        terminal.Show(table);
        terminal.Say($"before the answers: precision {Between(reviewed.Precision)}, recall {Between(reviewed.Recall)}");
        terminal.Say($"weights put right by the answers, in bits: {InWords(Calibration)}");
    }

    internal static string InWords(SampleStratum stratum) => stratum.As == SampledAs.NotCompared ? "not compared" : string.Create(CultureInfo.InvariantCulture, $"{(stratum.As == SampledAs.Link ? "links" : "no links")} of probability {stratum.From:0.###} to {stratum.Below:0.###}");

    internal static string InWords(Calibration calibration) => string.Join(", ", calibration.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Bits:0.0} → {p.Calibrated:0.0}")));

    private static string Between(EstimatedShare? share) => share is null ? "cannot be told" : $"{Four(share.Share)} (95 %: {Four(share.Low)} to {Four(share.High)})";

    private static string Share(double share) => share.ToString(share < 0.001 ? "0.0E+0" : "0.0000", CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Four(double share) => share.ToString("0.00000", CultureInfo.InvariantCulture);
}

/// <summary>A field's levels, from the strongest to none.</summary>
internal sealed record FieldSummary(string Field, IReadOnlyList<LevelSummary> Levels);

/// <summary>A level: among matches, among others, in bits.</summary>
internal sealed record LevelSummary(string Level, double M, double U, double Bits);
