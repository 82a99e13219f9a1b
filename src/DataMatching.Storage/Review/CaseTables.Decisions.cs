using Dapper;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Storage;

public sealed partial class CaseTables
{
    /// <summary>The cases of a quarter as they stand, by the tally that is kept with every change.</summary>
    public IReadOnlyList<StandingCount> Standing(Quarter quarter, District? scope) => _store.Read(connection => connection.Query<StandingRow>(
        "SELECT t.district AS District, t.flag AS Flag, NULLIF(t.exit_kind, -1) AS ExitKind, t.state AS State, NULLIF(t.decision, -1) AS Decision, t.flagged AS Flagged, SUM(t.cases) AS Cases "
        + "FROM case_tally t WHERE t.quarter = @Quarter" + Within.Scope("t", scope) + " GROUP BY t.district, t.flag, t.exit_kind, t.state, t.decision, t.flagged HAVING SUM(t.cases) <> 0 "
        + "ORDER BY t.district, t.flag, t.exit_kind, t.state, t.decision, t.flagged",
        new { Quarter = quarter.ToString(), Scope = scope?.Code })
        .Select(r => r.ToCount()).ToList());

    /// <summary>The same counted one by one: every case of the quarter is read.</summary>
    public IReadOnlyList<StandingCount> StandingOneByOne(Quarter quarter, District? scope) => _store.Read(connection => connection.Query<StandingRow>(
        "SELECT c.district AS District, c.flag AS Flag, c.exit_kind AS ExitKind, c.state AS State, c.decision AS Decision, c.flagged AS Flagged, COUNT(*) AS Cases FROM review_case c "
        + "WHERE c.quarter = @Quarter" + Within.Scope("c", scope)
        + " GROUP BY c.district, c.flag, c.exit_kind, c.state, c.decision, c.flagged ORDER BY c.district, c.flag, c.exit_kind, c.state, c.decision, c.flagged",
        new { Quarter = quarter.ToString(), Scope = scope?.Code })
        .Select(r => r.ToCount()).ToList());

    /// <summary>Cases whose public notice ends on the day or later, by county and household; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<CaseListing> InNotice(Quarter quarter, District? scope, District? below, DateOnly day, int limit) => _store.Read(connection => connection.Query<CaseRow>(
        CaseRow.Columns + "FROM review_case c WHERE c.quarter = @Quarter AND c.notice_until IS NOT NULL AND c.notice_until >= @Day AND c.state <> @Closed" + Within.Scope("c", scope)
        + (below is { } place ? $" AND c.{Within.Column(place)} = @Below" : "") + " ORDER BY c.district, c.household " + _store.Dialect.FirstCount,
        new { Quarter = quarter.ToString(), Scope = scope?.Code, Below = below?.Code, Day = Iso.Of(day), Closed = (int)CaseState.Closed, Count = limit }).Select(r => r.ToListing()).ToList());

    /// <summary>Households of the quarter's lists with their flags, by household; those that a repeated run no longer lists are not among them.</summary>
    public IReadOnlyList<(string Household, Flag Flag)> Flagged(Quarter quarter, District? scope) => _store.Read(connection => connection.Query<(string Household, int Flag)>(
        "SELECT c.household, c.flag FROM review_case c WHERE c.quarter = @Quarter AND c.flagged = @Yes" + Within.Scope("c", scope) + " ORDER BY c.household",
        new { Quarter = quarter.ToString(), Scope = scope?.Code, Yes = Iso.Of(true) }).Select(r => (r.Household, (Flag)r.Flag)).ToList());

    private sealed record StandingRow
    {
        public int District { get; init; }
        public int Flag { get; init; }
        public int? ExitKind { get; init; }
        public int State { get; init; }
        public int? Decision { get; init; }
        public bool Flagged { get; init; }
        public int Cases { get; init; }

        public StandingCount ToCount() => new(new District(District), (Flag)Flag, (ExitKind?)ExitKind, (CaseState)State, (Decision?)Decision, Flagged, Cases);
    }
}
