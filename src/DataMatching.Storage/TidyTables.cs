using Dapper;
using DataMatching.Batches;

namespace DataMatching.Storage;

/// <summary>
/// Removes rows that nothing needs any more; what that is, is decided by who asks. Each method may be broken off anywhere and asked again. Audit, cases, decisions, jobs, runs, imports, quarters and whom
/// agencies were asked about are not in its reach.
/// </summary>
public sealed class TidyTables
{
    private const int RowsAtOnce = 500;
    private readonly Store _store;

    internal TidyTables(Store store) => _store = store;

    /// <summary>
    /// Removes the facts, digests and set-aside rows of batches, and goes on with those that an earlier call left. They are marked first: what is half removed speaks for nothing. Their rows stay, with
    /// counts and profile, by which later deliveries are compared.
    /// </summary>
    /// <returns>How many rows went.</returns>
    public long RemoveBatches(IReadOnlyCollection<long> batches, CancellationToken cancel)
    {
        foreach (var some in batches.Order().Chunk(RowsAtOnce))
        {
            _store.Write((connection, transaction) => connection.Execute(
                "UPDATE batch SET removed_at = @Now WHERE removed_at IS NULL AND state <> @Pending AND " + _store.Dialect.In("id", "@Batches"),
                new { _store.Now, Pending = (int)BatchState.Pending, Batches = some }, transaction));
        }

        var removed = 0L;
        foreach (var batch in _store.Read(c => c.Query<long>(
            "SELECT b.id FROM batch b WHERE b.removed_at IS NOT NULL AND (EXISTS (SELECT 1 FROM evidence e WHERE e.batch = b.id) OR EXISTS (SELECT 1 FROM batch_content h WHERE h.batch = b.id) OR EXISTS (SELECT 1 FROM quarantined_row q WHERE q.batch = b.id) OR EXISTS (SELECT 1 FROM described_sample d WHERE d.batch = b.id)) ORDER BY b.id").AsList()))
        {
            cancel.ThrowIfCancellationRequested();
            removed += _store.Write((connection, transaction) =>
                connection.Execute("DELETE FROM evidence WHERE batch = @Batch", new { Batch = batch }, transaction, 0)
                + connection.Execute("DELETE FROM batch_content WHERE batch = @Batch", new { Batch = batch }, transaction, 0)
                + connection.Execute("DELETE FROM described_sample WHERE batch = @Batch", new { Batch = batch }, transaction)
                + connection.Execute("DELETE FROM quarantined_row WHERE batch = @Batch", new { Batch = batch }, transaction));
        }

        return removed;
    }

    /// <summary>
    /// Verdicts that no later night looks at: of nights before <paramref name="night"/> (a run key such as night/2026-09-30; excluded) those of households that another of them judged later, and what runs came
    /// to that failed or were begun anew and ended before <paramref name="before"/>. Those of quarters' finished runs stay.
    /// </summary>
    /// <param name="remove">False only counts.</param>
    public long Verdicts(string night, DateTimeOffset before, bool remove, CancellationToken cancel)
    {
        var (of, verdicts) = (RunTables.FinishedState, 0L);
        const string Later = "EXISTS (SELECT 1 FROM verdict w JOIN run s ON s.id = w.run WHERE w.household = verdict.household AND w.run > verdict.run AND s.state = @Finished "
            + "AND SUBSTRING(s.run_key, 1, 6) = 'night/' AND s.run_key < @Night)";
        var nights = _store.Read(c => c.Query<long>(
            "SELECT r.id FROM run r WHERE r.state = @Finished AND SUBSTRING(r.run_key, 1, 6) = 'night/' AND r.run_key < @Night AND EXISTS (SELECT 1 FROM verdict v WHERE v.run = r.id) ORDER BY r.id",
            new { Finished = of, Night = night }).AsList());
        var inVain = _store.Read(c => c.Query<long>(
            "SELECT r.id FROM run r WHERE r.state > @Finished AND r.ended_at < @Before AND EXISTS (SELECT 1 FROM verdict v WHERE v.run = r.id) AND NOT EXISTS (SELECT 1 FROM quarter q WHERE q.run = r.id) ORDER BY r.id",
            new { Finished = of, Before = Iso.Of(before) }).AsList());
        foreach (var (run, where) in nights.Select(r => (r, "run = @Run AND " + Later)).Concat(inVain.Select(r => (r, "run = @Run"))))
        {
            cancel.ThrowIfCancellationRequested();
            verdicts += Do("verdict", where, new { Run = run, Finished = of, Night = night }, remove);
        }

        return verdicts;
    }

    /// <summary>Steps that ended before a moment, with their units, and nodes that were silent for a week. What runs came to, and their steps, stay in the ledger.</summary>
    public long Ledger(DateTimeOffset before, bool remove, CancellationToken cancel)
    {
        var rows = remove ? _store.Nodes.Forget() : 0L;
        var stages = _store.Read(c => c.Query<long>("SELECT id FROM stage WHERE ended_at < @Before ORDER BY id", new { Before = Iso.Of(before) }).AsList());
        foreach (var some in stages.Chunk(RowsAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            // Units first: no unit is without its stage, wherever it is broken off.
            rows += Do("unit", _store.Dialect.In("stage", "@Stages"), new { Stages = some }, remove);
            rows += Do("stage", _store.Dialect.In("id", "@Stages"), new { Stages = some }, remove);
        }

        return rows;
    }

    /// <summary>What was told, or taken on to be told, before a moment. What is told of as long as it lasts (an agreement that ran out) stays, or it would be told again.</summary>
    public long Notices(DateTimeOffset before, bool remove) =>
        Do("notice", "COALESCE(told_at, claimed_at) < @Before AND kind <> 'agreement-expires'", new { Before = Iso.Of(before) }, remove);

    private long Do(string table, string where, object values, bool remove) => remove
        ? _store.Write((connection, transaction) => (long)connection.Execute($"DELETE FROM {table} WHERE {where}", values, transaction))
        : _store.Read(c => c.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table} WHERE {where}", values));
}
