using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Jobs.Units;
using DataMatching.Quarters;
using DataMatching.Storage;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>What is new since the last night, household by household: facts that were not in force before, conclusions that changed and by which record, authorisations about to run out.</summary>
internal sealed class FindExceptions
{
    private const string Nights = "night/";
    private readonly Site _site;
    private readonly string _key;
    private readonly IReadOnlyList<long>? _before;

    /// <param name="key">The night's run key; earlier nights are compared with.</param>
    /// <param name="before">What the night before rested on; null for the first.</param>
    public FindExceptions(Site site, string key, PinnedInputs? before) => (_site, _key, _before) = (site, key, before is null ? null : [.. before.Batches.Select(b => b.Id)]);

    /// <summary>What was known of these households the night before.</summary>
    public Known KnownOf(HouseholdShare share)
    {
        var (facts, runs) = (_site.Store.Facts, _site.Store.Runs);
        return share.Span is { } span
            ? new Known(runs.LatestFlags(Nights, _key, span), _before is null ? null : new KnownRows(facts.ReadSpan(_before, span)))
            : new Known(runs.LatestFlags(Nights, _key, share.Keys!), _before is null ? null : new KnownRows(facts.Read(_before, share.Keys!)));
    }

    /// <summary>What is new of a household.</summary>
    public IEnumerable<NightException> Of(Judged judged, Known known)
    {
        var (household, verdict) = (judged.Household, judged.Verdict);
        if (household.State == FileState.Unfiled && verdict.Flag == Flag.Keep) return [];
        Flag? before = known.Flags.TryGetValue(household.Key, out var flag) ? flag : null;
        var found = NewFacts(household, verdict, before, known.Rows);
        return before is { } was && was != verdict.Flag ? found.Append(Changed(household, verdict, was)) : found;
    }

    /// <summary>On the first night everything is new: only what must be looked at at once is told.</summary>
    private static IEnumerable<NightException> NewFacts(Household household, Verdict verdict, Flag? before, KnownRows? known)
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

    /// <summary>Files in which an authorisation runs out soon.</summary>
    public static IEnumerable<NightException> Expiring(Site site, PeopleOfImport people, DateOnly day) =>
        people.Expiring(day, day.AddDays(site.Configuration.Settings.AuthorisationWarningDays)).Select(file => new NightException(
            NightExceptionKind.AuthorisationExpiring, file.Household, file.District, ListedVerdict.DistrictName(file.District), $"{file.People} 人的授权最早于 {file.First:yyyy-MM-dd} 到期", null, null, null, "请家庭成员续签授权书"));

    /// <param name="Flags">By household, as the newest night says that judged it.</param>
    /// <param name="Rows">The records that were in force; null on the first night.</param>
    internal sealed record Known(IReadOnlyDictionary<string, Flag> Flags, KnownRows? Rows);

    /// <summary>Records of some households, by the hash of their row.</summary>
    internal sealed class KnownRows
    {
        private readonly HashSet<(string, string)> _rows = [];

        public KnownRows(IEnumerable<HouseholdFacts> stored)
        {
            foreach (var facts in stored)
            {
                foreach (var fact in facts.Facts) _rows.Add((facts.Household, fact.Source.RowHash));
            }
        }

        /// <summary>True also for the union's own records, which are nobody's news.</summary>
        public bool Has(string household, Fact fact) => fact.Source.Batch == 0 || _rows.Contains((household, fact.Source.RowHash));
    }
}
