using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>What is new since the last night, household by household: facts that were not in force before, conclusions that changed and by which record, authorisations about to run out.</summary>
internal sealed class FindExceptions
{
    private readonly Site _site;
    private readonly PinnedInputs _pins;
    private readonly KnownBefore? _known;
    private readonly IReadOnlyDictionary<string, Flag> _flags;
    private readonly List<NightException> _found = [];

    /// <param name="key">The night's run key; earlier nights are compared with.</param>
    /// <param name="changed">Households that will be judged; null for all.</param>
    public FindExceptions(Site site, string key, PinnedInputs pins, PinnedInputs? before, IReadOnlyList<string>? changed)
    {
        (_site, _pins) = (site, pins);
        _known = before is null ? null : new KnownBefore(site, before, changed);
        _flags = site.Store.Runs.LatestFlags("night/", key);
    }

    public IReadOnlyList<NightException> Found => _found;

    public void Look(Judged judged)
    {
        var (household, verdict) = (judged.Household, judged.Verdict);
        if (household.State == FileState.Unfiled && verdict.Flag == Flag.Keep) return;
        Flag? before = _flags.TryGetValue(household.Key, out var flag) ? flag : null;
        _found.AddRange(NewFacts(household, verdict, before, _known));
        if (before is { } was && was != verdict.Flag) _found.Add(Changed(household, verdict, was));
    }

    /// <summary>Files in which an authorisation runs out soon.</summary>
    public void LookAtAuthorisations() => _found.AddRange(Expiring(_site, _pins));

    /// <summary>On the first night everything is new: only what must be looked at at once is told.</summary>
    private static IEnumerable<NightException> NewFacts(Household household, Verdict verdict, Flag? before, KnownBefore? known)
    {
        var told = new HashSet<NightExceptionKind>();
        foreach (var finding in verdict.Findings.Where(f => f.Applies && f.Truth == Truth.Met))
        {
            if (KindOf(finding.Rule) is not { } kind) continue;
            var fact = known is null ? (kind is NightExceptionKind.VehicleAdded or NightExceptionKind.HomeAdded ? null : finding.Facts.FirstOrDefault()) : finding.Facts.FirstOrDefault(f => !known.Has(household.Key, f));
            if (fact is null || !told.Add(kind)) continue;
            yield return new NightException(kind, household.Key, household.District, ListedVerdict.DistrictName(household.District),
                $"{RuleWords.Of(finding.Rule).Name}：{FactInWords.Of(fact)}", fact.Source, before, verdict.Flag, RuleWords.Of(finding.Rule).NextStep);
        }

        if (known is null) yield break;
        foreach (var asset in verdict.Assets.Where(a => a.Fact.Detail.InForce && !known.Has(household.Key, a.Fact)))
        {
            var kind = asset.Fact.Kind switch { AssetKind.Vehicle => NightExceptionKind.VehicleAdded, AssetKind.Home => NightExceptionKind.HomeAdded, _ => (NightExceptionKind?)null };
            if (kind is null || !told.Add(kind.Value)) continue;
            yield return new NightException(kind.Value, household.Key, household.District, ListedVerdict.DistrictName(household.District),
                $"{FactInWords.Of(asset.Fact)}（{asset.Why}）", asset.Fact.Source, before, verdict.Flag, "核实来源与用途");
        }
    }

    private static NightExceptionKind? KindOf(string rule) => rule switch
    {
        "identity-conflict" => NightExceptionKind.IdentityConflict,
        "member-died" or "principal-died-alone" or "benefit-paid-after-death" => NightExceptionKind.Death,
        "undeclared-member-found" => NightExceptionKind.NewSpouse,
        "sources-contradict" => NightExceptionKind.SourcesContradict,
        "vehicle-beyond-limits" => NightExceptionKind.VehicleAdded,
        "homes-beyond-limits" => NightExceptionKind.HomeAdded,
        _ => null,
    };

    private static NightException Changed(Household household, Verdict verdict, Flag before)
    {
        var reason = verdict.Reasons.Count > 0 ? RuleWords.Of(verdict.Reasons[0].Rule) : null;
        var record = verdict.DecisiveRecord is { } fact ? "，决定性记录：" + FactInWords.Of(fact) : "";
        return new NightException(NightExceptionKind.ConclusionChanged, household.Key, household.District, ListedVerdict.DistrictName(household.District),
            $"{reason?.Name ?? "原事由不再成立"}{record}", verdict.DecisiveRecord?.Source, before, verdict.Flag, reason?.NextStep ?? "无须处理");
    }

    private static IEnumerable<NightException> Expiring(Site site, PinnedInputs pins)
    {
        var limit = pins.Day.AddDays(site.Configuration.Settings.AuthorisationWarningDays);
        foreach (var household in site.Store.Union.Read(pins.Import))
        {
            if (household.State is not (FileState.Active or FileState.Monitored)) continue;
            var last = household.Authorisations.Where(a => a.Valid.Contains(pins.Day) && a.Valid.End is not null).GroupBy(a => a.Person, StringComparer.Ordinal)
                .Select(g => g.Max(a => a.Valid.End!.Value)).Where(end => end <= limit).ToList();
            if (last.Count == 0) continue;
            yield return new NightException(NightExceptionKind.AuthorisationExpiring, household.Key, household.District, ListedVerdict.DistrictName(household.District),
                $"{last.Count} 人的授权最早于 {last.Min():yyyy-MM-dd} 到期", null, null, null, "请家庭成员续签授权书");
        }
    }

    /// <summary>Records of the judged households that were in force last night, by the hash of their row.</summary>
    private sealed class KnownBefore
    {
        private readonly HashSet<(string, string)> _rows = [];

        public KnownBefore(Site site, PinnedInputs before, IReadOnlyList<string>? households)
        {
            foreach (var facts in site.Store.Facts.Read([.. before.Batches.Select(b => b.Id)], households))
            {
                foreach (var fact in facts.Facts) _rows.Add((facts.Household, fact.Source.RowHash));
            }
        }

        /// <summary>True also for the union's own records, which are nobody's news.</summary>
        public bool Has(string household, Fact fact) => fact.Source.Batch == 0 || _rows.Contains((household, fact.Source.RowHash));
    }
}
