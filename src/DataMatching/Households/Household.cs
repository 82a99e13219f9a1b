using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Households;

/// <summary>State of a union file: 在档, 监测期, 已退出; <see cref="Unfiled"/> is a member of the roll without a file.</summary>
public enum FileState { Active = 0, Monitored = 1, Closed = 2, Unfiled = 3 }

/// <summary>深度困难, 相对困难, 意外致困.</summary>
public enum Tier { Deep = 0, Relative = 1, Unexpected = 2 }

/// <summary>致困因素 as declared in the file.</summary>
public enum HardshipCause { Illness = 0, Study = 1, Disability = 2, SingleParent = 3, Accident = 4, Unemployment = 5, LowIncome = 6 }

/// <summary>与职工关系: 本人, 配偶, 子女, 父母, 其他.</summary>
public enum Relation { Principal = 0, Spouse = 1, Child = 2, Parent = 3, Other = 4 }

/// <summary>
/// One file of the union (困难职工档案), or, when <see cref="FileState.Unfiled"/>, one person of the membership roll as a household of one.
/// <paramref name="Key"/> is the file number; for an unfiled worker the roll number. Neither is personal data.
/// </summary>
public sealed record Household(
    string Key,
    District District,
    FileState State,
    Tier? Tier,
    IReadOnlyList<HardshipCause> Causes,
    DateOnly? FiledOn,
    DateOnly? ExitedOn,
    IReadOnlyList<HouseholdMember> Members,
    IReadOnlyList<Authorisation> Authorisations,
    IReadOnlyList<IncomeFact> DeclaredIncomes)
{
    /// <summary>The worker in whose name the file stands.</summary>
    public HouseholdMember Principal => Members[0];
}

/// <summary>
/// A declared member. <paramref name="Person"/> = household key, '/', number within it (1 = principal). <paramref name="IdAsWritten"/> is what the file says;
/// <paramref name="Id"/> the valid number read from it, null when it can't be read. <paramref name="Counted"/> false: lives apart and is not counted (art. 7).
/// </summary>
public sealed record HouseholdMember(
    string Person,
    PersonName Name,
    string IdAsWritten,
    ResidentId? Id,
    Relation Relation,
    bool Counted,
    bool Student,
    bool MigrantWorker,
    DateInterval Membership)
{
    /// <summary>Valid numbers that the person had before the one of today, as the union knows of them; none is today's.</summary>
    public IReadOnlyList<ResidentId> FormerIds { get; init; } = [];

    /// <summary>True when the number is known to be another person's as well (重号): under another name it is that person's row, and no misuse.</summary>
    public bool SharesId { get; init; }

    /// <summary>What the union knows of him besides number and name; for rows without a usable number.</summary>
    public PersonDetails Details { get; init; } = PersonDetails.None;

    /// <summary>
    /// True when his records can be looked for by number: he has a valid one, or one that may be a single slip of the pen away from it. Of anybody else agencies' rows are known by name and details alone (tier 4), and that
    /// none was found does not say that there is none.
    /// </summary>
    public bool CanBeLookedUp => Id is not null || ResidentIdReader.Read(IdAsWritten).MayBeSlip;
}

/// <summary>A signed consent (授权书): which registries may be asked about the person, on the days of <paramref name="Valid"/>, from its signing on. <paramref name="ByGuardian"/>: the person's guardian signed.</summary>
public sealed record Authorisation(string Person, IReadOnlyList<string> Registries, DateInterval Valid, bool ByGuardian = false)
{
    /// <summary>True when it lets <paramref name="registry"/> be asked on <paramref name="day"/>. An entry <c>*</c> stands for all.</summary>
    public bool Allows(string registry, DateOnly day)
    {
        return Valid.Contains(day) && Names(registry);
    }

    /// <summary>True when it names the registry, or all.</summary>
    public bool Names(string registry)
    {
        for (var i = 0; i < Registries.Count; i++)
        {
            if (string.Equals(Registries[i], "*", StringComparison.Ordinal) || string.Equals(Registries[i], registry, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
