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
    // What is read ahead outlives the young generation when it is much more.
    private const int ChunkSize = 256;
    private readonly Site _site;
    private readonly PinnedInputs _pins;
    private readonly BatchesInForce _batches;
    private readonly IReadOnlyList<long> _batchIds;
    private readonly HashSet<long> _pinned;
    private readonly CoverageTerms _coverage;
    private readonly Lazy<SharedNumbers> _shared;
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
        _shared = new Lazy<SharedNumbers>(() => new SharedNumbers(site.Store.Union.Read(pins.Import), Bearers));
    }

    /// <summary>Judges every household of the import: on all processors, in the order of the keys.</summary>
    public IEnumerable<Judged> Run(CancellationToken cancel)
    {
        using var inputs = Inputs(_site.Store.Union.Read(_pins.Import), _site.Store.Facts.Read(_batchIds, null)).Chunk(ChunkSize).GetEnumerator();
        var next = Task.Run(() => inputs.MoveNext() ? inputs.Current : null, cancel);
        while (next.GetAwaiter().GetResult() is { } chunk)
        {
            next = Task.Run(() => inputs.MoveNext() ? inputs.Current : null, cancel);
            foreach (var judged in chunk.AsParallel().AsOrdered().WithCancellation(cancel).Select(Judge)) yield return judged;
        }
    }

    /// <summary>Judges the households of one share, in the order of the keys; keys that the import does not have are passed over.</summary>
    internal IEnumerable<Judged> Share(HouseholdShare share, CancellationToken cancel)
    {
        var inputs = share.Span is { } span
            ? Inputs(_site.Store.Union.Read(_pins.Import, span), _site.Store.Facts.ReadSpan(_batchIds, span))
            : Inputs(_site.Store.Union.Find(_pins.Import, share.Keys!).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => h.Value), _site.Store.Facts.Read(_batchIds, share.Keys));
        foreach (var input in inputs)
        {
            cancel.ThrowIfCancellationRequested();
            yield return Judge(input);
        }
    }

    private static IEnumerable<(Household Household, IReadOnlyList<Fact> Facts)> Inputs(IEnumerable<Household> households, IEnumerable<HouseholdFacts> stored)
    {
        using var facts = stored.GetEnumerator();
        var more = facts.MoveNext();
        foreach (var household in households)
        {
            while (more && string.CompareOrdinal(facts.Current.Household, household.Key) < 0) more = facts.MoveNext();
            yield return (household, more && string.Equals(facts.Current.Household, household.Key, StringComparison.Ordinal) ? facts.Current.Facts : []);
        }
    }

    /// <summary>The facts of a household that are in force in this run.</summary>
    public IReadOnlyList<Fact> InForce(Household household, IReadOnlyList<Fact> stored) =>
        FactsInForce.Of(stored, _batches, household.District, _period.First, _period.Last);

    /// <summary>What one household is judged on, for showing: its file, the facts in force, what each registry answered and from when. Null when the import has none of that key.</summary>
    public HouseholdBasis? BasisOf(string household)
    {
        if (_site.Store.Union.Find(_pins.Import, household) is not { } file) return null;
        var facts = InForce(file, _site.Store.Facts.Of(household, _pinned));
        var asOf = _site.Configuration.Terms.Select(t => (t, _batches.For(t.Registry, t.Dataset, file.District, _period.Last)?.AsOf));
        return new HouseholdBasis(file, _period, facts, new CoverageAnswers(file, _batches, facts, _coverage), [.. asOf]);
    }

    /// <summary>What comes out for one household when reviewers' evidence is this, whatever was pinned. Null when the import has none of that key.</summary>
    public Verdict? Again(string household, ReviewedEvidence evidence) =>
        _site.Store.Union.Find(_pins.Import, household) is { } file
            ? Judge(file, _site.Store.Facts.Of(household, _pinned), evidence, SharedNumbers.Of(file, Bearers)).Verdict
            : null;

    private IEnumerable<Household> Bearers(ResidentId id) => _site.Store.Union.FindById(_pins.Import, id).Select(key => _site.Store.Union.Find(_pins.Import, key)!);

    private Judged Judge((Household Household, IReadOnlyList<Fact> Facts) input) =>
        Judge(input.Household, input.Facts, _evidence.GetValueOrDefault(input.Household.Key) ?? ReviewedEvidence.None, _shared.Value.Of(input.Household));

    private Judged Judge(Household household, IReadOnlyList<Fact> stored, ReviewedEvidence evidence, IReadOnlyList<OtherFile> otherFiles)
    {
        var facts = InForce(household, stored);
        var answers = new CoverageAnswers(household, _batches, facts, _coverage);
        var file = new CaseFile(household, _period, evidence.Apply(facts, _period.Day), evidence.Apply(answers, facts, _period.Day), otherFiles);
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
}
