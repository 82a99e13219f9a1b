using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Evidence;

/// <summary>
/// One normalised statement of a registry (or of the union file) about one person.
/// <paramref name="Person"/> is the key of the person in the union's files; <paramref name="Dataset"/> names the kind of record, such as <c>wages</c>.
/// </summary>
public abstract record Fact(string Person, string Registry, string Dataset, MatchGrade Grade, Provenance Source);

/// <summary>Money received. Its concrete type says how it was measured: only <see cref="ILedgerIncome"/> may fill a month's cell.</summary>
public abstract record IncomeFact(string Person, string Registry, string Dataset, MatchGrade Grade, Provenance Source, IncomeKind Kind)
    : Fact(Person, Registry, Dataset, Grade, Source);

/// <summary>An income that belongs to one single month and was measured in it.</summary>
public interface ILedgerIncome
{
    Month Month { get; }
    Money Amount { get; }
    IncomeKind Kind { get; }
}

/// <summary>Paid or declared to the tax office for this month.</summary>
public sealed record MonthlyIncome(string Person, string Registry, string Dataset, MatchGrade Grade, Provenance Source, IncomeKind Kind, Month Month, Money Amount)
    : IncomeFact(Person, Registry, Dataset, Grade, Source, Kind), ILedgerIncome;

/// <summary>
/// An average or a contribution base (last year's average wage, cut at 60 % and 300 %): proves employment in the month, never that month's wage.
/// </summary>
public sealed record AverageIncome(string Person, string Registry, string Dataset, MatchGrade Grade, Provenance Source, IncomeKind Kind, Month Month, Money Base)
    : IncomeFact(Person, Registry, Dataset, Grade, Source, Kind);

/// <summary>What the household said it has each month from <paramref name="First"/> to <paramref name="Last"/> (both included).</summary>
public sealed record DeclaredIncome(string Person, Provenance Source, IncomeKind Kind, Month First, Month Last, Money Monthly)
    : IncomeFact(Person, "union", "incomes", MatchGrade.Certain, Source, Kind);

/// <summary>A declared income of one month that a reviewer verified: by whom, when, by which document.</summary>
public sealed record VerifiedIncome(string Person, Provenance Source, IncomeKind Kind, Month Month, Money Amount, string VerifiedBy, DateOnly VerifiedOn, string Document)
    : IncomeFact(Person, "union", "incomes", MatchGrade.Certain, Source, Kind), ILedgerIncome;

/// <summary>The sorts of income that the rules tell apart (审核确认办法 art. 12 and 13).</summary>
public enum IncomeKind
{
    /// <summary>工资薪金</summary>
    Wage = 0,

    /// <summary>经营净收入</summary>
    Business = 1,

    /// <summary>职工基本养老金</summary>
    EmployeePension = 2,

    /// <summary>城乡居民基础养老金: whether it counts is a dated parameter (审核确认办法 art. 13).</summary>
    ResidentPension = 3,

    /// <summary>失业保险金</summary>
    UnemploymentBenefit = 4,

    /// <summary>低保金: social assistance, never counted as income (art. 13), counted for the living level.</summary>
    Dibao = 5,

    /// <summary>财产净收入</summary>
    Property = 6,

    /// <summary>转移净收入, such as maintenance received</summary>
    Transfer = 7,
}

/// <summary>Something that holds for a person over <paramref name="Valid"/>.</summary>
public sealed record StatusFact(string Person, string Registry, string Dataset, MatchGrade Grade, Provenance Source, StatusKind Kind, DateInterval Valid, StatusDetail Detail)
    : Fact(Person, Registry, Dataset, Grade, Source);

/// <summary>
/// What else the record says of a status; null where it says nothing. <paramref name="Other"/> is the other person of a marriage or divorce
/// (as found: name and, when valid, ID); <paramref name="Cause"/> the coded reason; <paramref name="Employer"/> a name of a unit;
/// <paramref name="Mark"/> a yes/no that the status carries (socialised management of a retired worker).
/// </summary>
public sealed record StatusDetail(FoundPerson? Other = null, string? Cause = null, string? Employer = null, bool? Mark = null, string? Group = null)
{
    public static readonly StatusDetail None = new();
}

/// <summary>A person that a registry names beside ours. <paramref name="Id"/> null: the record carries no valid number.</summary>
public sealed record FoundPerson(PersonName Name, ResidentId? Id);

/// <summary>What may hold for a person over a span of days.</summary>
public enum StatusKind
{
    /// <summary>低保: on the dibao list; Group = number of the dibao household.</summary>
    OnDibao = 0,

    /// <summary>特困供养</summary>
    Destitute = 1,

    /// <summary>临时救助 given on Valid.Start; Cause: illness, accident, study, unemployment, other.</summary>
    TemporaryAid = 2,

    /// <summary>婚姻登记: married to Other since Valid.Start.</summary>
    Married = 3,

    /// <summary>离婚登记 from Other on Valid.Start.</summary>
    Divorced = 4,

    /// <summary>死亡 on Valid.Start.</summary>
    Dead = 5,

    /// <summary>社保参保缴费: contributed in the month of Valid (proves employment).</summary>
    Insured = 6,

    /// <summary>享受养老待遇 since Valid.Start; Mark = retired into socialised management (社会化管理).</summary>
    Pensioner = 7,

    /// <summary>失业登记; Cause: restructuring (改制裁员), contract-ended, resigned, other.</summary>
    Unemployed = 8,

    /// <summary>劳动合同 over Valid.</summary>
    Employed = 9,

    /// <summary>公积金缴存: deposited in the month of Valid (proves employment).</summary>
    FundDeposit = 10,

    /// <summary>迁出 (household register) since Valid.Start; Cause = six-digit code of the place moved to, or <c>abroad</c>; null where the record does not say.</summary>
    MovedAway = 11,

    /// <summary>企业法人或股东 (market supervision) over Valid; Cause: representative, shareholder, operator; Employer = the business.</summary>
    BusinessOwner = 12,

    /// <summary>
    /// 户口登记: in a hukou book over Valid. Other = the head or the member whom the entry names beside, Cause = what Other is to the person: spouse, child, parent,
    /// grandchild, grandparent, sibling, other; Group = six-digit code of the place of the book.
    /// </summary>
    InHukouBook = 13,

    /// <summary>基本医疗保险参保 over Valid; Cause: employee, resident. Proves no employment.</summary>
    MedicallyInsured = 14,

    /// <summary>重大疾病: treated for one, settled on Valid.Start.</summary>
    MajorIllness = 15,
}

/// <summary>Something owned at the extract's as-of date.</summary>
public sealed record AssetFact(string Person, string Registry, string Dataset, MatchGrade Grade, Provenance Source, AssetKind Kind, DateInterval Held, AssetDetail Detail)
    : Fact(Person, Registry, Dataset, Grade, Source);

/// <summary>机动车、住房、非住房、公积金余额、存款、有价证券、企业登记或出资.</summary>
public enum AssetKind { Vehicle = 0, Home = 1, NonResidential = 2, HousingFundBalance = 3, Deposit = 4, Securities = 5, Business = 6 }

/// <summary>
/// What decides whether an asset counts. <paramref name="Class"/>: coded sort (vehicle: car, motorcycle, disability-scooter, truck, bus, other; home: residential).
/// <paramref name="Use"/>: vehicle use (private, freight, passenger-hire, other). <paramref name="InForce"/>: false when scrapped, cancelled, transferred.
/// <paramref name="ShareNumerator"/>/<paramref name="ShareDenominator"/>: share owned. <paramref name="Acquisition"/>: bought, inherited, other.
/// <paramref name="Label"/>: what a reviewer recognises it by (masked plate, masked unit number): personal, stored encrypted.
/// <paramref name="OverLimit"/>: instead of an amount, the answer whether it is beyond a limit; <paramref name="Value"/> is then that limit, null = the one that the
/// place sets for the whole household.
/// <paramref name="Key"/>: one-way key of the thing itself (16 hex digits), equal in the records of its several owners; null where the registry numbers nothing.
/// </summary>
public sealed record AssetDetail(
    Money? Value = null,
    string? Class = null,
    string? Use = null,
    bool InForce = true,
    int ShareNumerator = 1,
    int ShareDenominator = 1,
    string? Acquisition = null,
    int? AreaSquareDecimetres = null,
    string? Label = null,
    string? Key = null,
    bool? OverLimit = null);

/// <summary>Money spent out of need (medical, study) on a day.</summary>
public sealed record ExpenseFact(string Person, string Registry, string Dataset, MatchGrade Grade, Provenance Source, ExpenseKind Kind, DateOnly On, Money SelfPaid)
    : Fact(Person, Registry, Dataset, Grade, Source);

/// <summary>医疗、就学、房租: what need makes a household spend.</summary>
public enum ExpenseKind { Medical = 0, Study = 1, Rent = 2 }
