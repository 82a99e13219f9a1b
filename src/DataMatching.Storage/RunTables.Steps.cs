using Dapper;

namespace DataMatching.Storage;

public sealed partial class RunTables
{
    /// <summary>Notes that a step began; answers with its number in the ledger.</summary>
    public long StartStep(long run, string step, string node) => _store.Write((connection, transaction) => connection.ExecuteScalar<long>(
        _store.Dialect.InsertForId("run_step", "run", "step", "node", "started_at"), new { run, step, node, startedat = _store.Now }, transaction));

    /// <summary>Notes that a step ended; <paramref name="failure"/> null: well. A step that never ended was killed.</summary>
    public void EndStep(long stepId, long rowsIn, long rowsOut, long quarantined, long bytes, string? failure) => _store.Write((connection, transaction) =>
    {
        connection.Execute(
            "UPDATE run_step SET ended_at = @at, rows_in = @rowsIn, rows_out = @rowsOut, quarantined = @quarantined, byte_count = @bytes, failure = @failure WHERE id = @stepId",
            new { at = _store.Now, rowsIn, rowsOut, quarantined, bytes, failure, stepId }, transaction);
    });

    /// <summary>The steps of a run in the order they began, repeated ones too.</summary>
    public IReadOnlyList<RunStep> Steps(long run) => Steps([run]);

    /// <summary>The steps of several runs in the order they began, repeated ones too; one statement for 500 of them.</summary>
    public IReadOnlyList<RunStep> Steps(IReadOnlyCollection<long> runs) => [.. runs.Chunk(500).SelectMany(some => _store.Read(c => c.Query<StepRow>(
        "SELECT run AS Run, step AS Step, node AS Node, started_at AS StartedAt, ended_at AS EndedAt, rows_in AS RowsIn, rows_out AS RowsOut, "
        + "quarantined AS Quarantined, byte_count AS ByteCount, failure AS Failure FROM run_step WHERE " + _store.Dialect.In("run", "@Runs") + " ORDER BY id",
        new { Runs = some }).Select(s => s.ToStep()).ToList()))];

    private sealed record StepRow
    {
        public long Run { get; init; }
        public string Step { get; init; } = "";
        public string Node { get; init; } = "";
        public string StartedAt { get; init; } = "";
        public string? EndedAt { get; init; }
        public long RowsIn { get; init; }
        public long RowsOut { get; init; }
        public long Quarantined { get; init; }
        public long ByteCount { get; init; }
        public string? Failure { get; init; }

        public RunStep ToStep() =>
            new(Run, Step, Node, Iso.Instant(StartedAt), EndedAt is { } at ? Iso.Instant(at) : null, RowsIn, RowsOut, Quarantined, ByteCount, Failure);
    }
}
