using System.Data.Common;
using Dapper;
using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

public sealed partial class RunTables
{
    private const string VerdictColumns =
        "SELECT household AS Household, district AS District, state AS State, flag AS Flag, exit_kind AS ExitKind, rules AS Rules, priority AS Priority, "
        + "document_enc AS Document FROM verdict WHERE run = @Run ";

    /// <summary>Stores the verdicts of a unit and ends it with what came of it, in one transaction: they are there when it is done, and not before.</summary>
    /// <param name="run">An open one.</param>
    /// <param name="claim">The unit.</param>
    /// <param name="verdicts">Read once, before the transaction begins; each is packed at once, for it has tens of kilobytes until then.</param>
    /// <param name="outcome">What came of the unit; asked for once all verdicts were read.</param>
    /// <exception cref="StoreException">The run is not open; nothing was stored.</exception>
    /// <exception cref="UnitLostException">Another node has the unit; nothing was stored.</exception>
    public void SaveVerdicts(long run, UnitClaim claim, IEnumerable<StoredVerdict> verdicts, Func<string> outcome)
    {
        var rows = verdicts.Select(v => (Verdict: v with { Utf8 = default }, Rules: Rules(v), Document: _store.Keys.Seal(Place.Verdict(run, v.Household), Deflated.Write(v.Utf8.Span, UsualWords.Verdict)))).ToList();
        var result = _store.Units.Seal(claim, outcome());
        _store.Write((connection, transaction) =>
        {
            RefuseEnded(connection, transaction, run);
            _store.Units.Done(connection, transaction, claim, result, rows.Count);
            using var bulk = _store.Dialect.Bulk(
                connection, transaction, "verdict", "run", "household", "district", "state", "flag", "exit_kind", "rules", "priority", "document_enc");
            foreach (var (v, rules, document) in rows)
                bulk.Add(run, v.Household, v.District, (int)v.State, (int)v.Flag, (int?)v.ExitKind, rules, v.Priority, document);
        });
    }

    /// <summary>Takes back what an earlier attempt at an open run judged.</summary>
    /// <exception cref="StoreException">The run is not open; nothing was taken back.</exception>
    public void ForgetVerdicts(long run) => _store.Write((connection, transaction) =>
    {
        RefuseEnded(connection, transaction, run);
        connection.Execute("DELETE FROM verdict WHERE run = @Run", new { Run = run }, transaction);
    });

    private static void RefuseEnded(DbConnection connection, DbTransaction transaction, long run)
    {
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM run WHERE id = @Run AND state = @Open", new { Run = run, Open = (int)RunState.Open }, transaction) != 1) throw NotOpen(run);
    }

    /// <summary>Verdicts of the run ordered by household (ordinal), streamed; Keep included.</summary>
    public IEnumerable<StoredVerdict> Verdicts(long run)
    {
        using var connection = _store.Dialect.ConnectToRead();
        foreach (var row in connection.Query<VerdictRow>(VerdictColumns + "ORDER BY household", new { Run = run }, buffered: false)) yield return Open(run, row);
    }

    /// <summary>Households that the run put on a list, in the order of lists: priority falling, district, household (ordinal).</summary>
    public IReadOnlyList<(string Household, Flag Flag)> Listed(long run) => _store.Read(c => c.Query<(string Household, long Flag)>(
        "SELECT household, flag FROM verdict WHERE run = @Run AND flag <> @Keep ORDER BY priority DESC, district, household", new { Run = run, Keep = (int)Flag.Keep })
        .Select(l => (l.Household, (Flag)l.Flag)).ToList());

    /// <summary>Verdicts of some households, in their order; at most 500.</summary>
    /// <exception cref="StoreException">The run has none of one of them.</exception>
    public IReadOnlyList<StoredVerdict> Verdicts(long run, IReadOnlyList<string> households)
    {
        var rows = _store.Read(c => c.Query<VerdictRow>(VerdictColumns + "AND " + _store.Dialect.In("household", "@Some"), new { Run = run, Some = households }).ToDictionary(r => r.Household, StringComparer.Ordinal));
        return [.. households.Select(h => rows.TryGetValue(h, out var row) ? Open(run, row) : throw new StoreException($"Run {run} has no verdict of household {h}, which was just listed: it was done anew meanwhile. Give the command again."))];
    }

    /// <summary>One household's verdict; null when the run has none of it in the scope.</summary>
    /// <param name="scope">The district to stay in; null: the whole site.</param>
    public StoredVerdict? Verdict(long run, string household, District? scope) => _store.Read(c =>
        c.QuerySingleOrDefault<VerdictRow>(
            VerdictColumns + "AND household = @Household" + Within.Code("district", scope),
            new { Run = run, Household = household, Scope = scope?.Code, ScopeEnd = Within.LastCode(scope) })) is { } row ? Open(run, row) : null;

    /// <summary>One household's flag and rules, wherever it lived then; null when the run has none of it. Opens no verdict.</summary>
    public (Flag Flag, IReadOnlyList<string> Rules)? Outcome(long run, string household) => _store.Read(c => c.Query<(long Flag, string Rules)>(
        "SELECT flag, rules FROM verdict WHERE run = @Run AND household = @Household", new { Run = run, Household = household }).AsList()) is [var row]
        ? ((Flag)row.Flag, row.Rules.Split(';', StringSplitOptions.RemoveEmptyEntries))
        : null;

    /// <summary>How many households got each flag; flags that nobody got are absent. Opens no verdict.</summary>
    public IReadOnlyDictionary<Flag, int> Count(long run) => _store.Read(c => c.Query<(long Flag, long Count)>(
        "SELECT flag, COUNT(*) FROM verdict WHERE run = @Run GROUP BY flag", new { Run = run }).ToDictionary(r => (Flag)r.Flag, r => (int)r.Count));

    /// <summary>Flag and rules of every household of a run, ordered by household. Opens no verdict.</summary>
    public IReadOnlyList<(string Household, Flag Flag, IReadOnlyList<string> Rules)> Outcomes(long run) => _store.Read(c => c.Query<(string Household, long Flag, string Rules)>(
        "SELECT household, flag, rules FROM verdict WHERE run = @Run ORDER BY household", new { Run = run })
        .Select(r => (r.Household, (Flag)r.Flag, (IReadOnlyList<string>)r.Rules.Split(';', StringSplitOptions.RemoveEmptyEntries))).ToList());

    /// <summary>
    /// The flag of each household of the span as the newest of the finished runs says whose key begins so and lies before another (ordinal). Opens no verdict.
    /// </summary>
    public IReadOnlyDictionary<string, Flag> LatestFlags(string keyPrefix, string before, HouseholdSpan span) => Flags(LatestFlags(
        "AND w.household >= @First AND w.household <= @Last ", new { State = (int)RunState.Finished, keyPrefix.Length, Prefix = keyPrefix, Before = before, span.First, span.Last }));

    /// <summary>The same of households by their keys; one statement for 500 of them.</summary>
    public IReadOnlyDictionary<string, Flag> LatestFlags(string keyPrefix, string before, IEnumerable<string> households) => Flags(households.Distinct(StringComparer.Ordinal).Chunk(500).SelectMany(some => LatestFlags(
        $"AND {_store.Dialect.In("w.household", "@Some")} ", new { State = (int)RunState.Finished, keyPrefix.Length, Prefix = keyPrefix, Before = before, Some = some })));

    private IReadOnlyList<(string Household, long Flag)> LatestFlags(string whose, object values) => _store.Read(c => c.Query<(string, long)>(
        "SELECT v.household, v.flag FROM verdict v JOIN (SELECT w.household, MAX(w.run) AS run FROM verdict w JOIN run r ON r.id = w.run "
        + "WHERE r.state = @State AND SUBSTRING(r.run_key, 1, @Length) = @Prefix AND r.run_key < @Before " + whose + "GROUP BY w.household) newest "
        + "ON newest.household = v.household AND newest.run = v.run", values).AsList());

    private static Dictionary<string, Flag> Flags(IEnumerable<(string Household, long Flag)> rows) => rows.ToDictionary(r => r.Household, r => (Flag)r.Flag, StringComparer.Ordinal);

    private static string Rules(StoredVerdict verdict)
    {
        RecordKey.Check(verdict.Household);
        if (verdict.Rules.Any(r => r.Length == 0 || r.Contains(';', StringComparison.Ordinal)))
            throw new ArgumentException($"A rule id of household {verdict.Household} is empty or contains a semicolon.", nameof(verdict));
        return string.Join(';', verdict.Rules);
    }

    private StoredVerdict Open(long run, VerdictRow row) => new(
        row.Household, row.District, (FileState)row.State, (Flag)row.Flag, (ExitKind?)row.ExitKind, row.Rules.Split(';', StringSplitOptions.RemoveEmptyEntries),
        row.Priority, Deflated.ReadUtf8(_store.Keys.Unseal(Place.Verdict(run, row.Household), row.Document)));

    private sealed record VerdictRow
    {
        public string Household { get; init; } = "";
        public int District { get; init; }
        public int State { get; init; }
        public int Flag { get; init; }
        public int? ExitKind { get; init; }
        public string Rules { get; init; } = "";
        public int Priority { get; init; }
        public byte[] Document { get; init; } = [];
    }
}
