using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Quarters;

/// <summary>
/// Opening + in − out = closing, by county and as a whole, and everything by which the parts do not add up. What was counted in two ways is held against each other:
/// the run's verdicts against its tally, the lists against the cases, the cases against the tally kept with them.
/// </summary>
/// <param name="Faults">Empty when all agrees; a quarter with faults can't be closed.</param>
public sealed record Reconciliation(IReadOnlyList<DistrictBalance> Districts, IReadOnlyList<Refusal> Faults)
{
    public BalanceSum Whole => BalanceSum.Of(Districts);

    /// <param name="judged">The run by county, as it was counted when it judged.</param>
    /// <param name="verdicts">The run's stored verdicts, counted as a whole.</param>
    /// <param name="standing">The cases, counted one by one.</param>
    /// <param name="kept">The tally that is kept with every change of a case.</param>
    /// <param name="late">Decisions of earlier quarters' cases that count here; null for none.</param>
    public static Reconciliation Of(IReadOnlyList<JudgedCount> judged, IReadOnlyDictionary<Flag, int> verdicts, IReadOnlyList<StandingCount> standing, IReadOnlyList<KeptCount> kept,
        IReadOnlyList<LateDecision>? late = null)
    {
        var after = (late ?? []).ToLookup(l => l.District);
        var active = judged.Where(j => j.State == FileState.Active).ToLookup(j => j.District);
        var cases = standing.ToLookup(s => s.District);
        var districts = judged.Select(j => j.District).Union(standing.Select(s => s.District)).Union(after.Select(l => l.Key)).Order().Select(d => new DistrictBalance(
            d, active[d].Sum(j => j.Households) + Before(after[d]), Of(Decision.Added, d), Of(Decision.Exited, d), Of(Decision.Kept, d), Of(Decision.Corrected, d),
            cases[d].Where(s => s.State != CaseState.Closed).Sum(s => s.Cases), cases[d].Where(s => s is { State: CaseState.Closed, Decision: null }).Sum(s => s.Cases)))
            .Where(b => b.Opening != 0 || b.Cases != 0 || after.Contains(b.District)).ToList();
        return new Reconciliation(districts, [.. Lists(judged, verdicts, standing), .. Tally(standing, kept), .. Ends(districts, standing)]);

        int Of(Decision decision, District d) => Decided(cases[d], decision) + after[d].Where(l => l.Decision == decision).Sum(l => l.Change);
    }

    /// <summary>By how much more files were active at the closing before than when the quarter was judged: late decisions that the union's files had followed by then count as made since.</summary>
    private static int Before(IEnumerable<LateDecision> late) => late.GroupBy(l => l.Household, StringComparer.Ordinal).Sum(h => Math.Sign(h.Sum(l => l.Effect)) switch
    {
        1 when h.First().WasActive => -1,
        -1 when !h.First().WasActive => 1,
        _ => 0,
    });

    private static int Decided(IEnumerable<StandingCount> cases, Decision decision) => cases.Where(s => s.Decision == decision).Sum(s => s.Cases);

    private static IEnumerable<Refusal> Lists(IReadOnlyList<JudgedCount> judged, IReadOnlyDictionary<Flag, int> verdicts, IReadOnlyList<StandingCount> standing)
    {
        foreach (var flag in Enum.GetValues<Flag>())
        {
            var (parts, whole) = (judged.Where(j => j.Flag == flag).Sum(j => j.Households), verdicts.GetValueOrDefault(flag));
            if (parts != whole) yield return Differs("lists", $"结论为“{Words.ListWords.Of(flag)}”的家庭：各地合计 {N(parts)} 户，总数 {N(whole)} 户", $"households judged {flag}: {N(parts)} by county, {N(whole)} in all");
        }

        var (listed, opened) = (judged.Where(j => j.Flag != Flag.Keep).Sum(j => j.Households), standing.Where(s => s.Flagged).Sum(s => s.Cases));
        if (listed != opened) yield return Differs("cases", $"名单上 {N(listed)} 户，立案 {N(opened)} 件", $"{N(listed)} households are listed, {N(opened)} of them have a case");
    }

    private static IEnumerable<Refusal> Tally(IReadOnlyList<StandingCount> standing, IReadOnlyList<KeptCount> kept)
    {
        var one = standing.GroupBy(s => (s.District, s.Flag, s.State)).ToDictionary(g => g.Key, g => g.Sum(s => s.Cases));
        var other = kept.GroupBy(k => (k.District, k.Flag, k.State)).ToDictionary(g => g.Key, g => g.Sum(k => k.Cases));
        foreach (var district in one.Keys.Union(other.Keys).Where(k => one.GetValueOrDefault(k) != other.GetValueOrDefault(k)).Select(k => k.District).Distinct().Order())
        {
            var (counted, noted) = (one.Where(k => k.Key.District == district).Sum(k => k.Value), other.Where(k => k.Key.District == district).Sum(k => k.Value));
            yield return Differs("tally", $"{district}：逐件清点 {N(counted)} 件，台账 {N(noted)} 件，或状态不一致", $"{district}: {N(counted)} cases counted one by one, {N(noted)} in the tally, or in other states");
        }
    }

    private static IEnumerable<Refusal> Ends(IReadOnlyList<DistrictBalance> districts, IReadOnlyList<StandingCount> standing)
    {
        foreach (var b in districts.Where(b => b.Exited > b.Opening))
            yield return Differs("more-out", $"{b.District}：退出 {N(b.Exited)} 户，多于期初在档 {N(b.Opening)} 户", $"{b.District}: {N(b.Exited)} exited, {N(b.Opening)} were active at the opening");
        var wrong = standing.Where(s => (s.Decision == Decision.Added && s.Flag != Flag.Add) || (s.Decision == Decision.Exited && s.Flag != Flag.Exit)).Sum(s => s.Cases);
        if (wrong > 0) yield return Differs("wrong-end", $"{N(wrong)} 件事项的决定与名单不符（如复核事项作出退出决定）", $"{N(wrong)} cases were decided as their list cannot end");
    }

    private static Refusal Differs(string code, string chinese, string english) => new("differs-" + code, "核对不平：" + chinese, "Not reconciled: " + english);

    private static string N(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}
