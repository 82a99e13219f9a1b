using Dapper;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Storage;

public sealed partial class CaseTables
{
    /// <summary>
    /// The cases whose decision counts in the quarter and was not taken back in it, by county and household (ordinal); those of earlier quarters, decided after these were closed, included.
    /// Their decision and its day are those that count here, whatever became of them in a later quarter.
    /// </summary>
    public IReadOnlyList<CaseListing> Decided(Quarter quarter, District? scope) => _store.Read(connection => connection.Query<CaseRow, BookedRow, CaseListing>(
        CaseRow.Columns + ", d.decision AS Booked, d.decided_on AS BookedOn FROM case_decision d CROSS JOIN review_case c WHERE d.booked = @Quarter AND c.id = d.review_case AND d.change = 1"
        + Within.Scope("d", scope) + " AND NOT EXISTS (SELECT 1 FROM case_decision x WHERE x.review_case = d.review_case AND x.booked = d.booked AND x.sequence > d.sequence) "
        + "ORDER BY d.district, d.household",
        (row, booked) => row.ToListing() with { Decision = (Decision)booked.Booked, DecidedOn = Iso.Day(booked.BookedOn) },
        new { Quarter = quarter.ToString(), Scope = scope?.Code }, splitOn: "Booked").ToList());

    /// <summary>
    /// What decisions change that count in the quarter although the case is of an earlier, closed one: one line for each decision or taking back, by household. A household that is decided
    /// alike in the quarter itself is left out: it counts once.
    /// </summary>
    /// <param name="quarter">The quarter in which they count.</param>
    /// <param name="run">The quarter's run, which tells whose file was active when it was judged.</param>
    /// <param name="scope">Only counties within it.</param>
    public IReadOnlyList<LateDecision> LateDecisions(Quarter quarter, long run, District? scope) => _store.Read(connection => connection.Query<LateRow>(
        "SELECT d.household AS Household, d.district AS District, d.decision AS Decision, d.change AS Change, "
        + "COALESCE((SELECT v.state FROM verdict v WHERE v.run = @Run AND v.household = d.household), -1) AS State FROM case_decision d WHERE d.booked = @Quarter AND d.quarter < @Quarter"
        + Within.Scope("d", scope)
        + " AND NOT EXISTS (SELECT 1 FROM review_case c WHERE c.quarter = @Quarter AND c.household = d.household AND c.decision = d.decision) ORDER BY d.household, d.review_case, d.sequence, d.change",
        new { Quarter = quarter.ToString(), Run = run, Scope = scope?.Code })
        .Select(r => new LateDecision(r.Household, new District(r.District), (Decision)r.Decision, r.Change, r.State == (int)FileState.Active)).ToList());

    private sealed record BookedRow
    {
        public int Booked { get; init; }
        public string BookedOn { get; init; } = "";
    }

    private sealed record LateRow
    {
        public string Household { get; init; } = "";
        public int District { get; init; }
        public int Decision { get; init; }
        public int Change { get; init; }
        public int State { get; init; }
    }
}
