using System.Data.Common;
using Dapper;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>
/// The ledger of work that is cut into units. A unit may be begun many times, by several nodes at once; only what the one that began it last says of it counts, once. Whoever hands units to nodes (an engine)
/// keeps its own notes; what is done is known here alone.
/// </summary>
public sealed class UnitTables
{
    private enum UnitState { Waiting = 0, Running = 1, Done = 2, Failed = 3 }

    private const string StageColumns = "SELECT id AS Id, subject AS Subject, step AS Step, document AS Document FROM stage ";

    private readonly Store _store;

    internal UnitTables(Store store) => _store = store;

    /// <summary>
    /// Opens a stage with its units, or answers with the one of the same subject, step, document and units that was not ended, to go on with. Another one that was left open is given up: who still works on it
    /// saves nothing.
    /// </summary>
    /// <returns>The stage, and whether it is gone on with.</returns>
    public (Stage Stage, bool Resumed) Open(string subject, string step, string document, IReadOnlyList<UnitToDo> units) => _store.Write((connection, transaction) =>
    {
        Stage? resumed = null;
        foreach (var row in connection.Query<StageRow>(StageColumns + "WHERE subject = @Subject AND step = @Step AND ended_at IS NULL ORDER BY id", new { Subject = subject, Step = step }, transaction).AsList())
        {
            if (row.Document == document && AreThose(connection, transaction, row.Id, units)) resumed = row.ToStage();
            else End(connection, transaction, row.Id);
        }

        if (resumed is not null)
        {
            // What failed for good is tried anew by who asks for the work anew.
            connection.Execute(
                "UPDATE unit SET state = @Waiting, attempts = 0, failure = NULL WHERE stage = @Stage AND state = @Failed",
                new { Stage = resumed.Id, Waiting = (int)UnitState.Waiting, Failed = (int)UnitState.Failed }, transaction);
            return (resumed, true);
        }

        var id = connection.ExecuteScalar<long>(
            _store.Dialect.InsertForId("stage", "subject", "step", "document", "opened_at"), new { subject, step, document, openedat = _store.Now }, transaction);
        // Not every server gives a column its default in a bulk copy.
        using var bulk = _store.Dialect.Bulk(connection, transaction, "unit", "stage", "ordinal", "document", "size", "row_count", "state", "attempts");
        for (var i = 0; i < units.Count; i++) bulk.Add(id, i, units[i].Document, units[i].Size, 0, (int)UnitState.Waiting, 0);
        bulk.Flush();
        return (new Stage(id, subject, step, document), false);
    });

    /// <summary>Stages that were not ended, oldest first: what is under way, and what waits to be gone on with.</summary>
    public IReadOnlyList<Stage> UnderWay() => _store.Read(c => c.Query<StageRow>(StageColumns + "WHERE ended_at IS NULL ORDER BY id").Select(r => r.ToStage()).ToList());

    /// <summary>Null when there is no such stage.</summary>
    public Stage? Find(long stage) => _store.Read(c => c.Query<StageRow>(StageColumns + "WHERE id = @Id", new { Id = stage }).Select(r => r.ToStage()).FirstOrDefault());

    /// <summary>Units neither done nor failed for good, in their order.</summary>
    public IReadOnlyList<int> Undone(long stage) => _store.Read(c => c.Query<int>(
        "SELECT ordinal FROM unit WHERE stage = @Stage AND state < @Done ORDER BY ordinal", new { Stage = stage, Done = (int)UnitState.Done }).AsList());

    /// <summary>Begins a unit, or begins it again: who began it before has lost it. Null when nothing of it is to be done: it is done or failed, or the stage was given up.</summary>
    public UnitClaim? Begin(long stage, int ordinal, string node)
    {
        var now = _store.Now;
        return _store.Write((connection, transaction) =>
        {
            var begun = connection.Execute(
                "UPDATE unit SET state = @Running, attempts = attempts + 1, node = @Node, began_at = @At WHERE stage = @Stage AND ordinal = @Ordinal AND state < @Done "
                + "AND EXISTS (SELECT 1 FROM stage s WHERE s.id = unit.stage AND s.ended_at IS NULL)",
                new { Stage = stage, Ordinal = ordinal, Node = node, At = now, Running = (int)UnitState.Running, Done = (int)UnitState.Done }, transaction);
            if (begun != 1) return null;
            var of = connection.QuerySingle<StageRow>(StageColumns + "WHERE id = @Id", new { Id = stage }, transaction).ToStage();
            var (attempt, document) = connection.QuerySingle<(int, string)>("SELECT attempts, document FROM unit WHERE stage = @Stage AND ordinal = @Ordinal", new { Stage = stage, Ordinal = ordinal }, transaction);
            return new UnitClaim(of, ordinal, attempt, document);
        });
    }

    /// <summary>Ends the unit well, with what came of it and how many rows (of files, or households) it read.</summary>
    /// <exception cref="UnitLostException">Somebody else has it now; nothing was noted.</exception>
    public void Done(UnitClaim claim, string outcome, long rows)
    {
        var result = Seal(claim, outcome);
        _store.Write((connection, transaction) => Done(connection, transaction, claim, result, rows));
    }

    /// <summary>What came of a unit as it is stored.</summary>
    internal byte[] Seal(UnitClaim claim, string outcome) => _store.Keys.Seal(Place.UnitOutcome(claim.Stage.Id, claim.Ordinal), Deflated.Write(outcome));

    /// <summary>Ends the unit in the transaction that saves its work.</summary>
    /// <exception cref="UnitLostException">Somebody else has it now.</exception>
    internal void Done(DbConnection connection, DbTransaction transaction, UnitClaim claim, byte[] outcome, long rows) =>
        Change(connection, transaction, claim, "state = @Done, ended_at = @At, failure = NULL, outcome_enc = @Outcome, row_count = @Rows", null, outcome, rows);

    /// <summary>Gives a unit back that could not be done now. <paramref name="why"/>: what was in the way, without personal data; null when the node only stops.</summary>
    /// <returns>False when somebody else has it already.</returns>
    public bool GiveBack(UnitClaim claim, string? why) => Try(claim, why is null ? "state = @Waiting, attempts = attempts - 1" : "state = @Waiting, failure = @Why", why);

    /// <summary>Ends a unit that can't be done. <paramref name="why"/>: what failed and what to do, without personal data.</summary>
    /// <returns>False when somebody else has it already.</returns>
    public bool Fail(UnitClaim claim, string why) => Try(claim, "state = @Failed, ended_at = @At, failure = @Why", why);

    public StageProgress Progress(long stage) => _store.Read(c =>
    {
        var rows = c.Query<(int State, long Units, long Size, long Rows)>("SELECT state, COUNT(*), SUM(size), SUM(row_count) FROM unit WHERE stage = @Stage GROUP BY state", new { Stage = stage }).AsList();
        var failed = rows.Exists(r => r.State == (int)UnitState.Failed)
            ? c.QueryFirst<string>("SELECT failure FROM unit WHERE stage = @Stage AND state = @Failed ORDER BY ordinal " + _store.Dialect.FirstCount, new { Stage = stage, Failed = (int)UnitState.Failed, Count = 1 })
            : null;
        return new StageProgress((int)rows.Sum(r => r.Units), (int)rows.Where(r => r.State == (int)UnitState.Done).Sum(r => r.Units), rows.Sum(r => r.Size), rows.Where(r => r.State == (int)UnitState.Done).Sum(r => r.Size), rows.Sum(r => r.Rows), failed);
    });

    /// <summary>What came of the units, in their order; streamed.</summary>
    /// <exception cref="StoreException">One is not done, or was tampered with.</exception>
    public IEnumerable<string> Outcomes(Stage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        using var connection = _store.Dialect.ConnectToRead();
        foreach (var (ordinal, outcome) in connection.Query<(int, byte[]?)>("SELECT ordinal, outcome_enc FROM unit WHERE stage = @Stage ORDER BY ordinal", new { Stage = stage.Id }, buffered: false))
        {
            if (outcome is null) throw new StoreException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Unit {ordinal} of stage {stage.Id} ({stage.Subject}, {stage.Step}) is not done."));
            yield return Deflated.Read(_store.Keys.Unseal(Place.UnitOutcome(stage.Id, ordinal), outcome));
        }
    }

    /// <summary>The units of the newest stage of a step, in their order; empty when there was none.</summary>
    public IReadOnlyList<UnitRow> Of(string subject, string step) => _store.Read(c => c.Query<Row>(
        "SELECT u.ordinal AS Ordinal, u.size AS Size, u.state AS State, u.attempts AS Attempts, u.node AS Node, u.began_at AS BeganAt, u.ended_at AS EndedAt, u.failure AS Failure FROM unit u "
        + "WHERE u.stage = (SELECT MAX(s.id) FROM stage s WHERE s.subject = @Subject AND s.step = @Step) ORDER BY u.ordinal", new { Subject = subject, Step = step }).Select(r => r.ToUnit()).ToList());

    /// <summary>Ends the stages of a subject, whose outcomes were taken over. Who did what stays in the ledger, what it was about and what came of it does not.</summary>
    public void Close(string subject) => _store.Write((connection, transaction) =>
    {
        foreach (var stage in connection.Query<long>("SELECT id FROM stage WHERE subject = @Subject AND ended_at IS NULL", new { Subject = subject }, transaction).AsList()) End(connection, transaction, stage);
    });

    private bool AreThose(DbConnection connection, DbTransaction transaction, long stage, IReadOnlyList<UnitToDo> units) =>
        connection.Query<string>("SELECT document FROM unit WHERE stage = @Stage ORDER BY ordinal", new { Stage = stage }, transaction).SequenceEqual(units.Select(u => u.Document), StringComparer.Ordinal);

    private void End(DbConnection connection, DbTransaction transaction, long stage)
    {
        connection.Execute("UPDATE stage SET ended_at = @At WHERE id = @Stage", new { At = _store.Now, Stage = stage }, transaction);
        connection.Execute("UPDATE unit SET outcome_enc = NULL, document = '' WHERE stage = @Stage", new { Stage = stage }, transaction);
    }

    private bool Try(UnitClaim claim, string set, string? why)
    {
        try
        {
            _store.Write((connection, transaction) => Change(connection, transaction, claim, set, why, null, 0));
            return true;
        }
        catch (UnitLostException)
        {
            return false;
        }
    }

    private void Change(DbConnection connection, DbTransaction transaction, UnitClaim claim, string set, string? why, byte[]? outcome, long rows)
    {
        var changed = connection.Execute(
            $"UPDATE unit SET {set} WHERE stage = @Stage AND ordinal = @Ordinal AND state = @Running AND attempts = @Attempt AND EXISTS (SELECT 1 FROM stage s WHERE s.id = unit.stage AND s.ended_at IS NULL)",
            new
            {
                Stage = claim.Stage.Id,
                claim.Ordinal,
                claim.Attempt,
                Why = why,
                Outcome = outcome,
                Rows = rows,
                At = _store.Now,
                Waiting = (int)UnitState.Waiting,
                Running = (int)UnitState.Running,
                Done = (int)UnitState.Done,
                Failed = (int)UnitState.Failed,
            },
            transaction);
        if (changed != 1)
            throw new UnitLostException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Unit {claim.Ordinal} of stage {claim.Stage.Id} was taken over by another node, or its stage was given up."));
    }

    private sealed record StageRow
    {
        public long Id { get; init; }
        public string Subject { get; init; } = "";
        public string Step { get; init; } = "";
        public string Document { get; init; } = "";

        public Stage ToStage() => new(Id, Subject, Step, Document);
    }

    private sealed record Row
    {
        public int Ordinal { get; init; }
        public int Size { get; init; }
        public int State { get; init; }
        public int Attempts { get; init; }
        public string? Node { get; init; }
        public string? BeganAt { get; init; }
        public string? EndedAt { get; init; }
        public string? Failure { get; init; }

        public UnitRow ToUnit() => new(
            Ordinal, Size, State == (int)UnitState.Done, Attempts, Node, BeganAt is { } began ? Iso.Instant(began) : null, EndedAt is { } ended ? Iso.Instant(ended) : null, Failure);
    }
}
