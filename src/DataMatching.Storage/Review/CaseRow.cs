using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Storage;

/// <summary>A case as the database gives it.</summary>
internal sealed record CaseRow
{
    public const string Columns =
        "SELECT c.id AS Id, c.quarter AS Quarter, c.household AS Household, c.district AS District, c.flag AS Flag, c.exit_kind AS ExitKind, c.priority AS Priority, "
        + "c.shown AS Shown, c.members AS Members, c.rules AS Rules, c.registries AS Registries, c.flip_fen AS FlipFen, c.decisive AS Decisive, c.state AS State, "
        + "c.step AS Step, c.turn AS Turn, c.assignee AS Assignee, c.due AS Due, c.opened AS Opened, c.sequence AS Sequence, c.basis AS Basis, c.touched AS Touched, c.flagged AS Flagged, "
        + "c.decision AS Decision, c.decided_on AS DecidedOn, c.notice_until AS NoticeUntil ";

    public static readonly string[] Inserted =
    [
        "quarter", "household", "place", "province", "city", "district", "flag", "exit_kind", "priority", "shown", "members", "rules", "registries", "flip_fen",
        "decisive", "state", "step", "turn", "assignee", "due", "opened", "sequence", "basis", "touched", "flagged", "decision", "decided_on", "notice_until",
    ];

    public long Id { get; init; }
    public string Quarter { get; init; } = "";
    public string Household { get; init; } = "";
    public int District { get; init; }
    public int Flag { get; init; }
    public int? ExitKind { get; init; }
    public int Priority { get; init; }
    public string Shown { get; init; } = "";
    public int Members { get; init; }
    public string Rules { get; init; } = "";
    public string Registries { get; init; } = "";
    public long? FlipFen { get; init; }
    public string Decisive { get; init; } = "";
    public int State { get; init; }
    public string Step { get; init; } = "";
    public int? Turn { get; init; }
    public long? Assignee { get; init; }
    public string? Due { get; init; }
    public string Opened { get; init; } = "";
    public int Sequence { get; init; }
    public string Basis { get; init; } = "";
    public bool Touched { get; init; }
    public bool Flagged { get; init; }
    public int? Decision { get; init; }
    public string? DecidedOn { get; init; }
    public string? NoticeUntil { get; init; }

    public CaseListing ToListing() => new(
        Id, Time.Quarter.Parse(Quarter), Household, new District(District), (Flag)Flag, (ExitKind?)ExitKind, Priority, Shown, Members, Split(Rules), Split(Registries),
        FlipFen is { } fen ? new Money(fen) : null, Decisive, (CaseState)State, Step, (Role?)Turn, Assignee, Iso.DayOrNull(Due), Iso.Day(Opened))
    {
        Decision = (Decision?)Decision,
        DecidedOn = Iso.DayOrNull(DecidedOn),
        NoticeUntil = Iso.DayOrNull(NoticeUntil),
    };

    public StoredCase ToCase() => new(ToListing(), Sequence, Touched, Flagged);

    /// <summary>The values of <see cref="Inserted"/>.</summary>
    public static object?[] Values(CaseListing c, int sequence, string basis, bool touched, bool flagged) =>
    [
        c.Quarter.ToString(), c.Household, Place(c.Priority, c.Household), c.District.Province.Code, c.District.City.Code, c.District.Code, (int)c.Flag, (int?)c.ExitKind, c.Priority,
        c.Shown, c.Members, string.Join(';', c.Rules), string.Join(';', c.Registries), c.FlipPerMonth?.Fen, c.Decisive, (int)c.State, c.Step, (int?)c.Turn, c.Assignee, Iso.Of(c.Due),
        Iso.Of(c.Opened), sequence, basis, Iso.Of(touched), Iso.Of(flagged), (int?)c.Decision, Iso.Of(c.DecidedOn), Iso.Of(c.NoticeUntil),
    ];

    /// <summary>Text whose order is that of worklists; <paramref name="household"/> empty: before all cases of that priority.</summary>
    public static string Place(int priority, string household) => string.Create(CultureInfo.InvariantCulture, $"{100 - priority:D3}{household}");

    /// <exception cref="StoreException">It cannot be stored so.</exception>
    public static void Check(CaseListing c)
    {
        RecordKey.Check(c.Household);
        if (c.Priority is < 0 or > 100) throw new StoreException($"The priority of household {c.Household} is {c.Priority}, expected 0 to 100.");
        if (c.Rules.Concat(c.Registries).Any(r => r.Length == 0 || r.Contains(';', StringComparison.Ordinal)))
            throw new StoreException($"A rule or registry of household {c.Household} is empty or contains a semicolon.");
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries);
}
