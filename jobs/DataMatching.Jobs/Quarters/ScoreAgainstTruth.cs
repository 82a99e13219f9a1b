using CsvHelper;
using DataMatching.Assessment;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>How often a flag or a reason was expected, was given, and was given where it was expected.</summary>
public sealed record ScoreLine(string Name, int Expected, int Flagged, int Right)
{
    /// <summary>Of those given, how many are right: 1 when none was given.</summary>
    public double Precision => Flagged == 0 ? 1 : (double)Right / Flagged;

    /// <summary>Of those expected, how many were given: 1 when none was expected.</summary>
    public double Recall => Expected == 0 ? 1 : (double)Right / Expected;
}

/// <summary><paramref name="WrongExits"/>: households flagged Exit where the truth has no Exit, with what the truth says.</summary>
public sealed record Score(
    IReadOnlyList<ScoreLine> Flags, IReadOnlyList<ScoreLine> Reasons, IReadOnlyList<string> WrongExits, IReadOnlyList<string> Differences)
{
    private const double Least = 0.98;

    /// <summary>
    /// No wrong exit at all, recall of Exit at least 98 %, precision and recall of Add and of ReExamine at least 98 %. A flag without a line is not good enough.
    /// </summary>
    public bool IsGoodEnough => WrongExits.Count == 0 && Recall(Flag.Exit) >= Least
        && Precision(Flag.Add) >= Least && Recall(Flag.Add) >= Least
        && Precision(Flag.ReExamine) >= Least && Recall(Flag.ReExamine) >= Least;

    private double Precision(Flag flag) => Line(flag)?.Precision ?? 0;

    private double Recall(Flag flag) => Line(flag)?.Recall ?? 0;

    private ScoreLine? Line(Flag flag) => Flags.FirstOrDefault(f => string.Equals(f.Name, flag.ToString(), StringComparison.Ordinal));
}

/// <summary>Holds a quarter's verdicts against the truth that a sample's stories planted.</summary>
public static class ScoreAgainstTruth
{
    private sealed record Expected(Flag Flag, IReadOnlyList<string> Reasons, string Story);

    /// <exception cref="JobRefused">The quarter was not run, or the truth is not for it.</exception>
    public static Score Run(Site site, Quarter quarter, string truthCsv)
    {
        var truth = ReadTruth(truthCsv, quarter);
        if (truth.Count == 0) throw new JobRefused($"The truth file has no row for {quarter}.");
        var run = site.Store.Quarters.Find(quarter)?.Run ?? throw new JobRefused($"{quarter} was not run; run 'quarter run {quarter}' first.");
        var flags = Enum.GetValues<Flag>().Where(f => f != Flag.Keep).ToDictionary(f => f.ToString(), _ => new Tally(), StringComparer.Ordinal);
        var reasons = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        List<string> wrongExits = [], differences = [];
        var none = new Expected(Flag.Keep, [], "unlisted");
        foreach (var verdict in site.Store.Runs.Verdicts(run))
        {
            var expected = truth.Remove(verdict.Household, out var planted) ? planted : none;
            IReadOnlyList<string> given = verdict.Flag == Flag.Keep ? [] : verdict.Rules;
            if (expected.Flag != Flag.Keep) flags[expected.Flag.ToString()].Expected++;
            if (verdict.Flag != Flag.Keep) flags[verdict.Flag.ToString()].Flagged++;
            if (verdict.Flag != Flag.Keep && verdict.Flag == expected.Flag) flags[verdict.Flag.ToString()].Right++;
            foreach (var rule in expected.Reasons) Of(reasons, rule).Expected++;
            foreach (var rule in given) Of(reasons, rule).Flagged++;
            foreach (var rule in given.Intersect(expected.Reasons, StringComparer.Ordinal)) Of(reasons, rule).Right++;
            if (verdict.Flag == Flag.Exit && expected.Flag != Flag.Exit) wrongExits.Add($"{verdict.Household}: expected {expected.Flag} ({expected.Story})");
            if (verdict.Flag != expected.Flag || !given.Order(StringComparer.Ordinal).SequenceEqual(expected.Reasons.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                differences.Add($"{verdict.Household} [{expected.Story}] expected {expected.Flag} {string.Join(';', expected.Reasons)}, "
                    + $"found {verdict.Flag} {string.Join(';', given.Order(StringComparer.Ordinal))}");
            }
        }

        foreach (var (household, lost) in truth.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            if (lost.Flag != Flag.Keep) flags[lost.Flag.ToString()].Expected++;
            differences.Add($"{household} [{lost.Story}] expected {lost.Flag}, was not judged");
        }

        return new Score(
            [.. flags.Select(f => f.Value.Line(f.Key))], [.. reasons.Select(r => r.Value.Line(r.Key))], wrongExits, differences);
    }

    private static Dictionary<string, Expected> ReadTruth(string file, Quarter quarter)
    {
        var truth = new Dictionary<string, Expected>(StringComparer.Ordinal);
        using var reader = CsvReader.FromFile(file, CsvReaderOptions.Default with { Separator = ',' });
        while (reader.Read())
        {
            if (!string.Equals(reader.GetString("quarter"), quarter.ToString(), StringComparison.Ordinal)) continue;
            var reasons = reader.GetString("expected_reasons").Split(';', StringSplitOptions.RemoveEmptyEntries);
            var story = reader.GetString("story") + (reader.GetString("near_miss") is { Length: > 0 } variant ? "/" + variant : "");
            truth[reader.GetString("household")] = new Expected(Enum.Parse<Flag>(reader.GetString("expected_flag")), reasons, story);
        }

        return truth;
    }

    private static Tally Of(SortedDictionary<string, Tally> reasons, string rule)
    {
        if (!reasons.TryGetValue(rule, out var tally)) reasons[rule] = tally = new Tally();
        return tally;
    }

    private sealed class Tally
    {
        public int Expected { get; set; }
        public int Flagged { get; set; }
        public int Right { get; set; }

        public ScoreLine Line(string name) => new(name, Expected, Flagged, Right);
    }
}
