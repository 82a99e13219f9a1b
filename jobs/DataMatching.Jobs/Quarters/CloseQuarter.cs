using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// Closes a quarter for good (关账): only when it was run when everything that counts could be known, its sums are reconciled, and every case is decided or, with a reason,
/// carried over. The sums go with it, so that the next quarter's opening can be held against them.
/// </summary>
public static class CloseQuarter
{
    /// <summary>
    /// The sums of a quarter that was run, within a district (null: everywhere); null when it was not run. Those of a closed one are what it was closed with: what is decided after that
    /// counts in the quarter that is open then.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="quarter">The quarter.</param>
    /// <param name="scope">Within a district verdicts are counted by county alone, and have nothing to be held against.</param>
    /// <param name="verdicts">The run's verdicts when they were counted before: of a run that has ended they stay the same.</param>
    /// <param name="oneByOne">True counts every case, to hold the tally kept with them against it; false takes that tally.</param>
    public static Reconciliation? Sums(Site site, Quarter quarter, District? scope = null, IReadOnlyDictionary<Flag, int>? verdicts = null, bool oneByOne = false)
    {
        if (site.Store.Quarters.Find(quarter) is not { Run: { } run } row) return null;
        if (row.State == QuarterRow.Closed && site.Store.Quarters.Closing(quarter, scope) is { } closing) return new Reconciliation(closing.Districts, []);
        var judged = site.Store.Runs.Tally(run, scope);
        var whole = verdicts ?? (scope is null ? site.Store.Runs.Count(run) : judged.GroupBy(j => j.Flag).ToDictionary(g => g.Key, g => g.Sum(j => j.Households)));
        var standing = oneByOne ? site.Store.Cases.StandingOneByOne(quarter, scope) : site.Store.Cases.Standing(quarter, scope);
        return Reconciliation.Of(judged, whole, standing,
            [.. site.Store.Cases.Tally(quarter, scope).GroupBy(t => (t.District, t.Flag, t.State)).Select(g => new KeptCount(g.Key.District, g.Key.Flag, g.Key.State, g.Sum(t => t.Cases)))],
            site.Store.Cases.LateDecisions(quarter, run, scope));
    }

    /// <summary>Everything that keeps the quarter from being closed; empty when nothing does.</summary>
    /// <param name="site">The site.</param>
    /// <param name="quarter">The quarter.</param>
    /// <param name="carryOver">True when what is undecided is to be carried over.</param>
    public static IReadOnlyList<Refusal> Missing(Site site, Quarter quarter, bool carryOver) => Missing(site, quarter, Sums(site, quarter), carryOver);

    /// <inheritdoc cref="Missing(Site, Quarter, bool)"/>
    /// <param name="site">The site.</param>
    /// <param name="quarter">The quarter.</param>
    /// <param name="sums">Of <see cref="Sums"/>.</param>
    /// <param name="carryOver">True when what is undecided is to be carried over.</param>
    public static IReadOnlyList<Refusal> Missing(Site site, Quarter quarter, Reconciliation? sums, bool carryOver)
    {
        var row = site.Store.Quarters.Find(quarter);
        if (row?.Run is not { } pinned || row.Pins is null || sums is null)
            return [new("not-run", "本季度尚未发布（运行）", $"{quarter} was not run. Run 'quarter run {quarter}' before closing it.")];
        if (row.State == QuarterRow.Closed && QuarterDates.Of(row.ClosedAt!.Value, site.Clock) is var closed) return [new("closed", $"已于 {closed:yyyy-MM-dd} 关账", $"{quarter} is closed already, since {closed:yyyy-MM-dd}.")];
        List<Refusal> missing = [];
        if (site.Store.Runs.Newest(QuarterPipeline.RunKey(quarter)) is not { EndedAt: not null, Failure: null } run || run.Id != pinned)
            missing.Add(new("not-finished", "最近一次运行没有完成：请重新发布", $"The last run of {quarter} has not come to its end: lists and cases may be half of it. Run 'quarter run {quarter}' again before closing it."));
        else if (QuarterDates.TooEarlyToClose(quarter, PinnedInputs.FromJson(row.Pins).Cutoff, QuarterDates.Of(run.StartedAt, site.Clock)) is { } early)
            missing.Add(early);
        if (site.Store.Runs.Tally(pinned, null).Count == 0)
            missing.Add(new("not-counted", "本季度由旧版程序运行，没有期初台账：请重新发布", $"{quarter} was run by an older program that counted no opening. Run 'quarter run {quarter}' again before closing it."));
        missing.AddRange(sums.Faults);
        if (!carryOver && sums.Whole.Undecided is > 0 and var open)
        {
            missing.Add(new("undecided", $"尚有 {open:#,##0} 件事项没有决定：办结，或写明理由后结转下季",
                FormattableString.Invariant($"{open:#,##0} cases of {quarter} are not decided. Have them decided, or carry them over with a reason (--carry-over REASON).")));
        }

        return missing;
    }

    /// <param name="site">The site.</param>
    /// <param name="quarter">The quarter.</param>
    /// <param name="carryOver">Why undecided cases are carried over; null: none may be left.</param>
    /// <param name="account">Who closes it; null for the command.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="JobRefused">Everything that is missing.</exception>
    public static string Run(Site site, Quarter quarter, string? carryOver, long? account)
    {
        var reason = string.IsNullOrWhiteSpace(carryOver) ? null : carryOver.Trim();
        // Of a run that has ended the verdicts stay the same: they are counted before everybody else has to wait.
        var counted = site.Store.Quarters.Find(quarter)?.Run;
        var verdicts = counted is { } known ? site.Store.Runs.Count(known) : null;
        BalanceSum? closed = null;
        site.Store.Quarters.Close(quarter, () =>
        {
            var sums = Sums(site, quarter, null, site.Store.Quarters.Find(quarter)?.Run == counted ? verdicts : null, oneByOne: true);
            var missing = Missing(site, quarter, sums, reason is not null);
            if (missing.Count > 0) throw new JobRefused(string.Join(' ', missing.Select(m => m.English)));
            closed = sums!.Whole;
            return new QuarterClosing(quarter, sums.Districts, closed.Undecided, closed.Undecided > 0 ? reason : null, account);
        });
        var whole = closed!;
        return FormattableString.Invariant($"{quarter} is closed. Its pins and lists stay as they are. Opening {whole.Opening:#,##0} + added {whole.Added:#,##0} - exited {whole.Exited:#,##0} = closing {whole.Closing:#,##0}; ")
            + FormattableString.Invariant($"kept {whole.Kept:#,##0}, corrected {whole.Corrected:#,##0}, carried over {whole.Undecided:#,##0}.");
    }

    /// <summary>Whether the quarter opens with what the one before closed with; null when that one was not closed.</summary>
    public static OpeningCheck? Opening(Site site, Quarter quarter)
    {
        var (before, now) = (site.Store.Quarters.Find(quarter.Previous), site.Store.Quarters.Find(quarter));
        if (before?.Run is not { } earlier || now?.Run is not { } run || site.Store.Quarters.Closing(quarter.Previous, null) is not { } closing || Sums(site, quarter) is not { } sums) return null;
        var differences = OpeningCheck.Compare(closing.Districts, sums.Districts);
        if (differences.Count == 0) return new OpeningCheck([], 0, 0, 0);
        var decided = site.Store.Cases.Decided(quarter.Previous, null);
        // As they were at the closing: what was decided late, and is so by now, counts in this quarter.
        var active = site.Store.Runs.ActiveFiles(run).ToDictionary(StringComparer.Ordinal);
        foreach (var late in site.Store.Cases.LateDecisions(quarter, run, null).GroupBy(l => l.Household, StringComparer.Ordinal))
        {
            var effect = late.Sum(l => l.Effect);
            if (effect > 0) active.Remove(late.Key);
            else if (effect < 0) active.TryAdd(late.Key, late.First().District);
        }

        return OpeningCheck.Of(
            differences, site.Store.Runs.ActiveFiles(earlier), decided.Where(c => c.Decision == Decision.Added).ToDictionary(c => c.Household, c => c.District, StringComparer.Ordinal),
            decided.Where(c => c.Decision == Decision.Exited).Select(c => c.Household).ToHashSet(StringComparer.Ordinal), active);
    }
}
