using DataMatching.Sample.People;

namespace DataMatching.Sample.Stories;

/// <summary>A union file as the union wrote it.</summary>
internal sealed class FilePlan(string district, Expected expected)
{
    public string District { get; } = district;
    public Expected Expected { get; } = expected;
    public string State { get; set; } = "在档";
    public string Tier { get; set; } = "相对困难";
    public string Causes { get; set; } = "低收入";
    public DateOnly FiledOn { get; set; } = new(2024, 3, 15);
    public DateOnly? ExitedOn { get; set; }
    public List<MemberPlan> Members { get; } = [];
    public List<IncomeLine> Incomes { get; } = [];

    /// <summary>The principal stands in the membership roll too, with the right number.</summary>
    public bool OnRoll { get; set; }

    public MemberPlan Principal => Members[0];
}

/// <summary>A declared member. The registries know the <see cref="Person"/>; the union's clerk wrote <see cref="WrittenName"/> and <see cref="WrittenId"/>.</summary>
internal sealed class MemberPlan(Person person, string relation)
{
    public Person Person { get; } = person;
    public string Relation { get; } = relation;
    public string WrittenName { get; set; } = person.Name;

    /// <summary>Empty: the file has no number, but day of birth and sex.</summary>
    public string WrittenId { get; set; } = person.Id;

    public bool LivesTogether { get; set; } = true;
    public bool Student { get; init; }
    public bool Migrant { get; set; }
    public DateOnly? Left { get; set; }

    /// <summary>Last day of the signed authorisation.</summary>
    public DateOnly AuthorisedUntil { get; set; } = new(2027, 12, 31);
}

/// <summary>A line of incomes.csv. <paramref name="Verified"/>: 核实 rather than 申报.</summary>
internal sealed record IncomeLine(MemberPlan Who, string Kind, YearMonth From, YearMonth To, long Fen, bool Verified);
