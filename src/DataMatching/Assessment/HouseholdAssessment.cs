using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>
/// What a case file says, month by month, against the policy: everything the rules look at. <paramref name="Facts"/> are those in force, each once, in one
/// order. <paramref name="Months"/>: six, oldest first.
/// </summary>
public sealed record HouseholdAssessment(
    CaseFile File,
    PolicyInForce Policy,
    SubsistenceStandards Standards,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<MonthAssessment> Months,
    AssetAssessment Assets,
    IReadOnlyList<Contradiction> Contradictions)
{
    private readonly ILookup<StatusKind, StatusFact> _statuses = Facts.OfType<StatusFact>().ToLookup(s => s.Kind);
    private IReadOnlyList<HouseholdMember>? _living;
    private IReadOnlyList<MissingEvidence>? _missing, _requiredMissing;

    public Household Household => File.Household;

    /// <summary>The day on which flags are judged: the last of the quarter.</summary>
    public DateOnly Day => File.Period.Day;

    public Month FirstMonth => Months[0].Month;
    public Month LastMonth => File.Period.Last;
    public bool AllAbove => Months.All(m => m.Cell == Cell.Above);
    public IEnumerable<MonthAssessment> LastThree => Months.Skip(3);

    /// <summary>Counted members of the file on the day, living or dead, in the order of their keys.</summary>
    public IReadOnlyList<HouseholdMember> Counted { get; } =
        [.. File.Household.Members.Where(m => m.Counted && m.Membership.Contains(File.Period.Day)).OrderBy(m => m.Person, StringComparer.Ordinal)];

    /// <summary>Counted members on the day who are not certainly dead by then.</summary>
    public IReadOnlyList<HouseholdMember> Living => _living ??= [.. Counted.Where(m => !IsDead(m.Person))];

    /// <summary>Everything without which a month or an asset cannot be known; worked out when it is asked for.</summary>
    public IReadOnlyList<MissingEvidence> Missing => _missing ??= CollectMissing.Of(this);

    /// <summary>Statuses of a kind of grade Certain or Probable.</summary>
    public IEnumerable<StatusFact> Of(StatusKind kind) => _statuses[kind].Where(s => s.Grade is MatchGrade.Certain or MatchGrade.Probable);

    /// <summary>Deaths of the person on or before the day, of grade Certain or Probable.</summary>
    public IEnumerable<StatusFact> DeathsOf(string person) =>
        Of(StatusKind.Dead).Where(s => string.Equals(s.Person, person, StringComparison.Ordinal) && s.Valid.Start <= Day);

    /// <summary>Certainly dead on or before the day.</summary>
    public bool IsDead(string person) => _statuses.Contains(StatusKind.Dead) && DeathsOf(person).Any(s => s.Grade == MatchGrade.Certain);

    public bool IsLiving(string person)
    {
        for (var i = 0; i < Living.Count; i++)
        {
            if (string.Equals(Living[i].Person, person, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Those of the living counted members for whom the dataset gave neither yes nor no for the quarter's last month.</summary>
    public IReadOnlyList<MissingEvidence> Unanswered(string dataset)
    {
        List<MissingEvidence>? missing = null;
        var (registry, name) = (Datasets.Registry(dataset), Datasets.Name(dataset));
        for (var i = 0; i < Living.Count; i++)
        {
            var answer = File.Answers.For(Living[i].Person, registry, name, LastMonth);
            if (!Datasets.IsKnown(answer)) (missing ??= []).Add(new MissingEvidence(Living[i].Person, registry, name, [LastMonth], answer));
        }

        return missing ?? [];
    }

    /// <summary>Missing answers of the datasets that the policy requires, of living counted members.</summary>
    public IReadOnlyList<MissingEvidence> RequiredMissing => _requiredMissing ??= [.. Missing.Where(m => Policy.RequiredDatasets(Day).Any(m.IsOf) && IsLiving(m.Person))];

    /// <summary>The assessment as it would be without the record that a fact stems from.</summary>
    public HouseholdAssessment Without(Fact record) => AssessHousehold.Assess(
        File with
        {
            Facts = File.Facts.Where(f => !DistinctFacts.SameRecord(f, record)).ToList(),
            Household = Household with { DeclaredIncomes = Household.DeclaredIncomes.Where(f => !DistinctFacts.SameRecord(f, record)).ToList() },
        },
        Policy, Standards);
}
