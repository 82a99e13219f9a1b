using System.Globalization;
using DataMatching.Evidence;
using DataMatching.Matching.Description;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>Works out one month of a household (docs/rules.md, "What a month says").</summary>
internal sealed class AssessMonth(CaseFile file, IReadOnlyList<Fact> facts, PolicyInForce policy, SubsistenceStandards standards)
{
    private readonly SixMonthLedger _ledger = new(file.Period.Last, Proved(facts, policy));
    private readonly ILookup<string, Fact> _byPerson = facts.ToLookup(f => f.Person, StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> _deaths = Deaths(facts);
    private readonly List<Households.HouseholdMember> _counted = [.. file.Household.Members.Where(m => m.Counted).OrderBy(m => m.Person, StringComparer.Ordinal)];
    private readonly List<MonthlyIncome> _dibao = [.. facts.OfType<MonthlyIncome>().Where(f => f.Kind == IncomeKind.Dibao && f.Grade == MatchGrade.Certain)];

    public IReadOnlyList<MonthAssessment> Window() => _ledger.Window.Select(Assess).ToList();

    private MonthAssessment Assess(Month month)
    {
        var pensionCounted = policy.ResidentPensionCounted(month);
        var members = new List<MemberMonth>(_counted.Count);
        foreach (var member in _counted)
        {
            if (member.Membership.Touches(month) && !(_deaths.TryGetValue(member.Person, out var died) && died < month.FirstDay)) members.Add(Assess(member, month, pensionCounted));
        }

        var standard = standards.Of(file.Household.District, month);
        var (low, suspected, upperOnly, wageless) = (Money.Zero, Money.Zero, Money.Zero, Money.Zero);
        foreach (var member in members)
        {
            low += member.Proved;
            suspected += member.Suspected;
            upperOnly += member.UpperOnly;
            if (!member.UnderSixteen) wageless += member.WagelessBase ?? Money.Zero;
        }

        Money? high = members.TrueForAll(m => m.Settled) ? low + suspected + upperOnly : null;
        var estimate = low + suspected + wageless;
        var (dibao, dibaoBy) = Dibao(month);
        return new MonthAssessment(month, standard, members, low, high, estimate, low + dibao, CellOf(low, high, standard is { } s ? s * members.Count : null), dibaoBy);
    }

    private static Cell CellOf(Money low, Money? high, Money? line) =>
        line is not { } known ? Cell.Unknown : low > known ? Cell.Above : high is { } h && h <= known ? Cell.NotAbove : Cell.Unknown;

    /// <param name="pensionCounted">Whether the residents' pension counts in this month; null when no text says.</param>
    private MemberMonth Assess(Households.HouseholdMember member, Month month, bool? pensionCounted)
    {
        // Most members have nothing in most months.
        List<Fact>? proved = null, suspectedBy = null, employed = null;
        var (suspected, upperOnly, wageBase) = (Money.Zero, Money.Zero, Money.Zero);
        var (wage, employment) = (false, false);
        foreach (var fact in _byPerson[member.Person])
        {
            if (fact.Grade is not (MatchGrade.Certain or MatchGrade.Probable)) continue;
            switch (fact)
            {
                case MonthlyIncome or VerifiedIncome or DeclaredIncome when AmountIn((IncomeFact)fact, month) is { } amount:
                    var income = (IncomeFact)fact;
                    wage |= income.Kind == IncomeKind.Wage && fact is not DeclaredIncome;
                    if (income.Kind == IncomeKind.Dibao || (income.Kind == IncomeKind.ResidentPension && pensionCounted == false)) break;
                    var isProved = fact is ILedgerIncome && fact.Grade == MatchGrade.Certain;
                    if (fact is DeclaredIncome && (_ledger.Holds(member.Person, month, income.Kind) || ProvedUncounted(member.Person, month, income.Kind))) break;
                    var upper = income.Kind == IncomeKind.ResidentPension && pensionCounted is null;
                    if (upper) upperOnly += amount;
                    else if (!isProved) suspected += amount;
                    (isProved && !upper ? proved ??= [] : suspectedBy ??= []).Add(fact);
                    break;
                case StatusFact { Kind: StatusKind.Insured or StatusKind.FundDeposit } status when status.Valid.Touches(month):
                    employment = true;
                    (employed ??= []).Add(fact);
                    break;
                case AverageIncome average when average.Month == month:
                    if (average.Base > wageBase) wageBase = average.Base;
                    (employed ??= []).Add(fact);
                    break;
            }
        }

        var wageless = employment && !wage;
        List<Unanswered>? unanswered = null;
        foreach (var (dataset, registry, name) in Datasets.IncomeInParts)
        {
            var answer = file.Answers.For(member.Person, registry, name, month);
            if (!Datasets.IsKnown(answer) && !IsVerified(member.Person, month, dataset)) (unanswered ??= []).Add(new Unanswered(dataset, answer));
        }

        return new MemberMonth(
            member.Person, _ledger.Proved(member.Person, month), suspected, upperOnly, IsUnderSixteen(member, month), OrNone(unanswered),
            wageless ? wageBase : null, OrNone(proved), OrNone(suspectedBy), wageless ? OrNone(employed) : []);
    }

    private static IReadOnlyList<T> OrNone<T>(List<T>? some) => some is null ? [] : some;

    /// <summary>A reviewer's document tells what the dataset would have told.</summary>
    private bool IsVerified(string person, Month month, string dataset) => _byPerson[person].Any(f => f is VerifiedIncome v && v.Month == month && Datasets.TellsOf(dataset, v.Kind));

    /// <summary>Once for each dibao household, whoever's row it is: the certificate's number stands in the status of the same row.</summary>
    private (Money Amount, IReadOnlyList<Fact> By) Dibao(Month month)
    {
        if (_dibao.Count == 0) return (Money.Zero, []);
        var rows = _dibao.FindAll(f => f.Month == month);
        if (rows.Count == 0) return (Money.Zero, []);
        var households = rows.GroupBy(Certificate, StringComparer.Ordinal).Select(g => g.OrderByDescending(f => f.Amount).First()).OrderBy(f => f, DistinctFacts.Order.ByContent).ToList();
        return (households.Aggregate(Money.Zero, (sum, f) => sum + f.Amount), households);
    }

    private string Certificate(MonthlyIncome amount) =>
        facts.OfType<StatusFact>().FirstOrDefault(s => s.Kind == StatusKind.OnDibao && DistinctFacts.SameRecord(s, amount))?.Detail.Group ?? "";

    /// <summary>A pension that the policy does not count, or not yet, is known all the same: what was declared of it is the same money.</summary>
    private bool ProvedUncounted(string person, Month month, IncomeKind kind) =>
        kind == IncomeKind.ResidentPension && _byPerson[person].Any(f => f is ILedgerIncome i && f.Grade == MatchGrade.Certain && i.Kind == kind && i.Month == month);

    private static IEnumerable<LedgerEntry> Proved(IReadOnlyList<Fact> facts, PolicyInForce policy)
    {
        foreach (var fact in facts.Where(f => f.Grade == MatchGrade.Certain))
        {
            if (fact is ILedgerIncome income && income.Kind != IncomeKind.Dibao
                && (income.Kind != IncomeKind.ResidentPension || policy.ResidentPensionCounted(income.Month) == true))
            {
                yield return new LedgerEntry(fact.Person, income);
            }
        }
    }

    private static Money? AmountIn(IncomeFact fact, Month month) => fact switch
    {
        ILedgerIncome income => income.Month == month ? income.Amount : null,
        DeclaredIncome declared => declared.First <= month && month <= declared.Last ? declared.Monthly : null,
        _ => null,
    };

    private static bool IsUnderSixteen(Households.HouseholdMember member, Month month) => Birth(member) is { } birth && birth.AddYears(16) > month.LastDay;

    /// <summary>As his number says it; without a usable one as the union wrote it.</summary>
    private static DateOnly? Birth(Households.HouseholdMember member) =>
        member.Id?.Birth ?? (DateOnly.TryParseExact(PersonMarks.Of(member.Details).Birth.ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    /// <summary>First day of death of each person who is certainly dead.</summary>
    private static Dictionary<string, DateOnly> Deaths(IReadOnlyList<Fact> facts) =>
        facts.OfType<StatusFact>()
            .Where(s => s.Kind == StatusKind.Dead && s.Grade == MatchGrade.Certain && s.Valid.Start is not null)
            .GroupBy(s => s.Person, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(s => s.Valid.Start!.Value), StringComparer.Ordinal);
}
