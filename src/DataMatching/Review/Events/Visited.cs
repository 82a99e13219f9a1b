namespace DataMatching.Review;

/// <summary>One of the two who visited. <paramref name="Account"/> null: somebody without an account, such as a cadre of the street.</summary>
public sealed record Visitor(long? Account, string Name)
{
    /// <summary>True when the two are one person as far as can be told: one account, or one name where not both have an account.</summary>
    public bool IsSameAs(Visitor other) =>
        Account is { } mine && other.Account is { } theirs ? mine == theirs : string.Equals(Name.Trim(), other.Name.Trim(), StringComparison.Ordinal);
}

/// <summary>致困因素 as the visit found them: whether they are gone is for people to say, never for the program.</summary>
public enum CausesFound
{
    /// <summary>未能认定: could not be told.</summary>
    NotTold = 0,

    /// <summary>已消除</summary>
    Gone = 1,

    /// <summary>仍存在</summary>
    Persist = 2,
}

/// <summary>入户: two different people were there on that day. <paramref name="Findings"/>: what they saw; <paramref name="Said"/>: what the person said.</summary>
/// <param name="Sheet">What the household has and must spend.</param>
public sealed record Visited(
    long Sequence, DateTimeOffset At, long By, DateOnly On, Visitor First, Visitor Second, CausesFound Causes, string Findings, string Said,
    Worksheet Sheet, IReadOnlyList<Attachment> Attachments)
    : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Visit;
    public override DateOnly? Happened => On;

    /// <summary>True when one of the two is among the accounts.</summary>
    internal bool IsByAny(IReadOnlySet<long> accounts) => (First.Account is { } first && accounts.Contains(first)) || (Second.Account is { } second && accounts.Contains(second));
}

/// <summary>Whether a line of the worksheet is an amount a month or of the whole year.</summary>
public enum Per { Month = 0, Year = 1 }

/// <summary>One line of the worksheet; <paramref name="Amount"/> not negative.</summary>
public sealed record SheetLine(Money Amount, Per Per)
{
    /// <summary>The amount of twelve months.</summary>
    public Money AYear => Per == Per.Month ? Amount * 12 : Amount;
}

/// <summary>收支核算表: rent, living, medical and study against income, all of one year. It adds itself up.</summary>
public sealed record Worksheet(SheetLine Income, SheetLine Rent, SheetLine Living, SheetLine Medical, SheetLine Study)
{
    /// <summary>What must be spent in the year.</summary>
    public Money Spending => Rent.AYear + Living.AYear + Medical.AYear + Study.AYear;

    /// <summary>What is lacking in the year: spending less income; negative when something is left over.</summary>
    public Money Gap => Spending - Income.AYear;

    internal IEnumerable<SheetLine> Lines => [Income, Rent, Living, Medical, Study];
}
