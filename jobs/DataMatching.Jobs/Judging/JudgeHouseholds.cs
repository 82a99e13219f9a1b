using System.Collections.Frozen;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs.Units;
using DataMatching.Policy;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Judging;

/// <summary>One household with everything it was judged on, what came out, and that as it is stored.</summary>
public sealed record Judged(CaseFile File, Verdict Verdict, StoredVerdict Stored)
{
    public Household Household => File.Household;
}

/// <summary>What a household was judged on. <paramref name="Sources"/>: every configured dataset with the as-of date of the delivery that speaks, null when none does.</summary>
public sealed record HouseholdBasis(Household Household, JudgedPeriod Period, IReadOnlyList<Fact> Facts, ICoverageAnswers Answers, IReadOnlyList<(DatasetTerms Terms, DateOnly? AsOf)> Sources);

/// <summary>Assembles, assesses and decides households in the order of their keys, from pinned inputs alone.</summary>
public sealed class JudgeHouseholds
{
    private const int SpanSize = 1024;
    private readonly Site _site;
    private readonly PinnedInputs _pins;
    private readonly BatchesInForce _batches;
    private readonly IReadOnlyList<long> _batchIds;
    private readonly HashSet<long> _pinned;
    private readonly CoverageTerms _coverage;
    private readonly IReadOnlyDictionary<string, ReviewedEvidence> _evidence;
    private readonly JudgedPeriod _period;
    private readonly PolicyPacks _policies;

    /// <param name="policies">Null: those of the site. Others look at what would come out, and keep nothing.</param>
    public JudgeHouseholds(Site site, PinnedInputs pins, PolicyPacks? policies = null)
    {
        _site = site;
        _pins = pins;
        _policies = policies ?? site.Configuration.Policies;
        _period = new JudgedPeriod(pins.Last, pins.Day);
        _pinned = pins.Batches.Select(b => b.Id).ToHashSet();
        var all = site.Store.Batches.All().Where(b => _pinned.Contains(b.Id)).ToList();
        _batches = new BatchesInForce(all, site.Configuration.Terms, pins.Cutoff, pins.Day);
        _batchIds = [.. _pinned.Order()];
        _coverage = Coverage(all);
        _evidence = EvidenceOfReviewers.UpTo(site.Store, pins.Evidence);
    }

    /// <summary>Judges every household of the import: on all processors, in the order of the keys.</summary>
    public IEnumerable<Judged> Run(CancellationToken cancel)
    {
        foreach (var judged in InOrder.Of(_site.Store.Union.Keys(_pins.Import).Chunk(SpanSize).SelectMany(keys => Inputs(new HouseholdSpan(keys[0], keys[^1]))), Judge))
        {
            cancel.ThrowIfCancellationRequested();
            yield return judged;
        }
    }

    /// <summary>Judges the households of one share, in the order of the keys; keys that the import does not have are passed over.</summary>
    internal IEnumerable<Judged> Share(HouseholdShare share, CancellationToken cancel)
    {
        var inputs = share.Span is { } span
            ? Inputs(span)
            : Inputs(
                _site.Store.Union.Find(_pins.Import, share.Keys!).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => h.Value), _site.Store.Facts.Read(_batchIds, share.Keys!),
                _site.Store.Union.Beside(_pins.Import, share.Keys!));
        foreach (var input in inputs)
        {
            cancel.ThrowIfCancellationRequested();
            yield return Judge(input);
        }
    }

    private IEnumerable<Input> Inputs(HouseholdSpan span) => Inputs(_site.Store.Union.Read(_pins.Import, span), _site.Store.Facts.ReadSpan(_batchIds, span), _site.Store.Union.Beside(_pins.Import, span));

    private IEnumerable<Input> Inputs(IEnumerable<Household> households, IEnumerable<HouseholdFacts> stored, HouseholdsBeside beside)
    {
        var files = _site.Store.Union.Find(_pins.Import, beside.Keys);
        using var facts = stored.GetEnumerator();
        var more = facts.MoveNext();
        foreach (var household in households)
        {
            while (more && string.CompareOrdinal(facts.Current.Household, household.Key) < 0) more = facts.MoveNext();
            yield return new Input(
                household, more && string.Equals(facts.Current.Household, household.Key, StringComparison.Ordinal) ? facts.Current.Facts : [],
                [.. beside.Of(household).Select(key => files[key])]);
        }
    }

    /// <summary>The facts of a household that are in force in this run.</summary>
    public IReadOnlyList<Fact> InForce(Household household, IReadOnlyList<Fact> stored) =>
        FactsInForce.Of(stored, _batches, household.District, _period.First, _period.Last);

    /// <summary>What one household is judged on, for showing: its file, the facts in force, what each registry answered and from when. Null when the import has none of that key.</summary>
    /// <param name="evidence">Reviewers' evidence by which doubtful records of others are left out; null: what was pinned.</param>
    public HouseholdBasis? BasisOf(string household, ReviewedEvidence? evidence = null)
    {
        if (_site.Store.Union.Find(_pins.Import, household) is not { } file) return null;
        var facts = InForce(file, _site.Store.Facts.Of(household, _pinned));
        var asOf = _site.Configuration.Terms.Select(t => (t, _batches.For(t.Registry, t.Dataset, file.District, _period.Last)?.AsOf));
        evidence ??= _evidence.GetValueOrDefault(household) ?? ReviewedEvidence.None;
        return new HouseholdBasis(file, _period, facts, new CoverageAnswers(file, _batches, evidence.Answering(facts, _period.Day), _coverage), [.. asOf]);
    }

    /// <summary>What comes out for one household when reviewers' evidence is this, whatever was pinned. Null when the import has none of that key.</summary>
    public Verdict? Again(string household, ReviewedEvidence evidence) =>
        _site.Store.Union.Find(_pins.Import, household) is { } file
            ? Judge(new Input(file, _site.Store.Facts.Of(household, _pinned), [.. _site.Store.Union.Find(_pins.Import, _site.Store.Union.Beside(_pins.Import, [household]).Of(file)).Values]), evidence).Verdict
            : null;

    private Judged Judge(Input input) => Judge(input, _evidence.GetValueOrDefault(input.Household.Key) ?? ReviewedEvidence.None);

    private Judged Judge(Input input, ReviewedEvidence evidence)
    {
        var household = input.Household;
        var facts = InForce(household, input.Facts);
        var answers = new CoverageAnswers(household, _batches, evidence.Answering(facts, _period.Day), _coverage);
        var file = new CaseFile(household, _period, evidence.Apply(facts, _period.Day), evidence.Apply(answers, facts, _period.Day), SharedNumbers.Of(household, input.Beside));
        var verdict = IsSilent(file)
            ? new Verdict(household.Key, Flag.Keep, null, [], null, null, [], 1, 1) { Quarter = Quarter.Of(_period.Day), State = household.State }
            : DecideFlag.Decide(AssessHousehold.Assess(file, _policies.For(household.District), _site.Configuration.Standards));
        return new Judged(file, verdict, new StoredVerdict(
            household.Key, household.District.Code, household.State, verdict.Flag, verdict.ExitKind, [.. verdict.Reasons.Select(r => r.Rule)], verdict.Priority, VerdictJson.WriteUtf8(verdict)));
    }

    /// <summary>
    /// A member of the roll without a file, of whom no registry knows anything and whose number stands nowhere else: every rule for him needs a record.
    /// Nine in ten of the roll are such.
    /// </summary>
    private static bool IsSilent(CaseFile file) => file.Household.State == FileState.Unfiled && file.Facts.Count == 0 && file.OtherFiles.Count == 0;

    private CoverageTerms Coverage(IReadOnlyList<Batches.Batch> batches)
    {
        var setAside = batches.Where(b => b.Counts.Quarantined > 0)
            .ToDictionary(b => b.Id, b => _site.Store.Batches.PeopleSetAside(b.Id).ToHashSet(StringComparer.Ordinal));
        var changed = batches.Select(b => b.Pass?.Import ?? 0).Distinct().Where(i => i != 0 && i != _pins.Import)
            .ToDictionary(i => i, i => _site.Store.Union.Changed(i, _pins.Import).ToHashSet(StringComparer.Ordinal));
        var agreements = _site.Configuration.Registries.ToFrozenDictionary(r => r.Key, r => (r.Value.Covers, Refused: !r.Value.Agreement.Contains(_pins.Day)), StringComparer.Ordinal);
        return new CoverageTerms(
            _pins.Day,
            _pins.Cutoff,
            registry => agreements.TryGetValue(registry, out var agreement) ? agreement.Covers : AgreementCovers.Authorised,
            registry => agreements.TryGetValue(registry, out var agreement) && agreement.Refused,
            (import, household) => changed.TryGetValue(import, out var keys) && keys.Contains(household),
            (batch, person) => setAside.TryGetValue(batch, out var people) && people.Contains(person));
    }

    /// <param name="Beside">Other households that have a number of this one.</param>
    private sealed record Input(Household Household, IReadOnlyList<Fact> Facts, IReadOnlyCollection<Household> Beside);
}
