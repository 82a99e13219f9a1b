using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Policy;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Judging;

/// <summary>One household with everything it was judged on and what came out.</summary>
public sealed record Judged(Household Household, CaseFile File, HouseholdAssessment Assessment, Verdict Verdict);

/// <summary>Assembles, assesses and decides households in the order of their keys, from pinned inputs alone.</summary>
public sealed class JudgeHouseholds
{
    private readonly Site _site;
    private readonly PinnedInputs _pins;
    private readonly BatchesInForce _batches;
    private readonly IReadOnlyList<long> _batchIds;
    private readonly CoverageTerms _coverage;
    private readonly SharedNumbers _shared;
    private readonly JudgedPeriod _period;

    public JudgeHouseholds(Site site, PinnedInputs pins)
    {
        _site = site;
        _pins = pins;
        _period = new JudgedPeriod(pins.Last, pins.Day);
        var pinned = pins.Batches.Select(b => b.Id).ToHashSet();
        var all = site.Store.Batches.All().Where(b => pinned.Contains(b.Id)).ToList();
        _batches = new BatchesInForce(all, site.Configuration.Terms, pins.Cutoff, pins.Day);
        _batchIds = [.. pinned.Order()];
        _coverage = Coverage(all);
        _shared = new SharedNumbers(() => site.Store.Union.Read(pins.Import));
    }

    /// <summary>Judges every household of the import, or only those named.</summary>
    public IEnumerable<Judged> Run(IReadOnlyCollection<string>? only, CancellationToken cancel)
    {
        var wanted = only?.ToHashSet(StringComparer.Ordinal);
        using var facts = _site.Store.Facts.Read(_batchIds, only).GetEnumerator();
        var more = facts.MoveNext();
        foreach (var household in _site.Store.Union.Read(_pins.Import))
        {
            if (wanted is not null && !wanted.Contains(household.Key)) continue;
            cancel.ThrowIfCancellationRequested();
            while (more && string.CompareOrdinal(facts.Current.Household, household.Key) < 0) more = facts.MoveNext();
            var own = more && string.Equals(facts.Current.Household, household.Key, StringComparison.Ordinal) ? facts.Current.Facts : [];
            yield return Judge(household, own);
        }
    }

    /// <summary>The facts of a household that are in force in this run.</summary>
    public IReadOnlyList<Fact> InForce(Household household, IReadOnlyList<Fact> stored) =>
        FactsInForce.Of(stored, _batches, household.District, _period.First, _period.Last);

    private Judged Judge(Household household, IReadOnlyList<Fact> stored)
    {
        var facts = InForce(household, stored);
        var answers = new CoverageAnswers(household, _batches, facts, _coverage);
        var file = new CaseFile(household, _period, facts, answers, _shared.Of(household));
        var policy = _site.Configuration.Policies.For(household.District);
        var assessment = AssessHousehold.Assess(file, policy, _site.Configuration.Standards);
        return new Judged(household, file, assessment, DecideFlag.Decide(assessment));
    }

    private CoverageTerms Coverage(IReadOnlyList<Batches.Batch> batches)
    {
        var setAside = batches.Where(b => b.Counts.Quarantined > 0)
            .ToDictionary(b => b.Id, b => _site.Store.Batches.PeopleSetAside(b.Id).ToHashSet(StringComparer.Ordinal));
        var changed = batches.Select(b => b.Pass?.Import ?? 0).Distinct().Where(i => i != 0 && i != _pins.Import)
            .ToDictionary(i => i, i => _site.Store.Union.Changed(i, _pins.Import).ToHashSet(StringComparer.Ordinal));
        return new CoverageTerms(
            _pins.Day,
            _pins.Cutoff,
            registry => _site.Configuration.Registry(registry)?.Covers ?? AgreementCovers.Authorised,
            registry => _site.Configuration.Registry(registry) is { } settings && !settings.Agreement.Contains(_pins.Day),
            (import, household) => changed.TryGetValue(import, out var keys) && keys.Contains(household),
            (batch, person) => setAside.TryGetValue(batch, out var people) && people.Contains(person));
    }
}
