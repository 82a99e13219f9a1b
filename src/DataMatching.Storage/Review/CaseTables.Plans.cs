using Dapper;
using DataMatching.Assessment;
using DataMatching.Identity;

namespace DataMatching.Storage;

/// <summary>By which plan of steps the cases of a list, county and day of opening go. <paramref name="Sha256"/>: the digest of what the plan asked for when the first of them was opened.</summary>
public sealed record PlanInUse(Flag Flag, ExitKind? ExitKind, District District, DateOnly Opened, string Sha256);

public sealed partial class CaseTables
{
    /// <summary>Every plan by which cases go, also closed ones: an objection opens them again. By day, list and county.</summary>
    public IReadOnlyList<PlanInUse> PlansInUse() => _store.Read(c => c.Query<PlanRow>(
        "SELECT flag AS Flag, NULLIF(exit_kind, -1) AS ExitKind, district AS District, opened AS Opened, sha256 AS Sha256 FROM case_plan ORDER BY opened, flag, exit_kind, district")
        .Select(r => new PlanInUse((Flag)r.Flag, (ExitKind?)r.ExitKind, new District(r.District), Iso.Day(r.Opened), r.Sha256)).ToList());

    private sealed record PlanRow
    {
        public int Flag { get; init; }
        public int? ExitKind { get; init; }
        public int District { get; init; }
        public string Opened { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}
