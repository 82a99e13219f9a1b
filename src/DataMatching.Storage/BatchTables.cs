using System.Data.Common;
using System.Globalization;
using Dapper;
using DataMatching.Batches;

namespace DataMatching.Storage;

/// <summary>Deliveries of the agencies: what was promised, what became of each, and which rows were set aside.</summary>
public sealed class BatchTables
{
    private readonly Store _store;

    internal BatchTables(Store store) => _store = store;

    /// <summary>
    /// Registers a delivery as Pending; the same one again (registry, dataset, scope, as-of, mode, SHA-256) answers with its newest batch and changes nothing,
    /// unless that was refused and the manifest has been corrected since.
    /// </summary>
    public Batch Register(Manifest manifest, string file) => _store.Write((connection, transaction) =>
    {
        var newest = Newest(connection, transaction, manifest)?.ToBatch();
        if (newest is null) return Insert(connection, transaction, manifest, file, 1);
        return newest.State == BatchState.Refused && newest.Manifest != manifest ? Next(connection, transaction, manifest, file) : newest;
    });

    /// <summary>Registers the delivery of a batch once more, to be matched anew; a pass that is pending already is answered with.</summary>
    public Batch RegisterPass(long batch) => _store.Write((connection, transaction) => RegisterPass(connection, transaction, Get(connection, transaction, batch)));

    internal Batch RegisterPass(DbConnection connection, DbTransaction transaction, Batch before)
    {
        var newest = NewestOf(connection, transaction, before);
        return newest.State == BatchState.Pending ? newest : Next(connection, transaction, newest.Manifest, newest.File);
    }

    /// <summary>The newest batch of the same delivery.</summary>
    internal Batch NewestOf(DbConnection connection, DbTransaction transaction, Batch batch) => Newest(connection, transaction, batch.Manifest)!.ToBatch();

    /// <summary>Records a delivery that was refused before it could be registered as pending (manifest unreadable: fields as far as known).</summary>
    public void RecordRefusal(string file, string? registry, string? dataset, string reason) => _store.Write((connection, transaction) =>
    {
        // A broken file that still lies there tomorrow is no new refusal.
        var known = connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM refused_delivery WHERE \"file\" = @file AND reason = @reason", new { file, reason }, transaction);
        if (known > 0) return;
        connection.Execute(
            "INSERT INTO refused_delivery (\"file\", registry, dataset, reason, refused_at) VALUES (@file, @registry, @dataset, @reason, @at)",
            new { file, registry, dataset, reason, at = _store.Now }, transaction);
    });

    /// <summary>Deliveries refused before they could be registered, in the order they were; the same file with the same reason stands there once.</summary>
    public IReadOnlyList<(string File, string? Registry, string? Dataset, string Reason, DateTimeOffset At)> Refusals() => _store.Read(c =>
        c.Query<RefusalRow>("SELECT \"file\", registry AS Registry, dataset AS Dataset, reason AS Reason, refused_at AS At FROM refused_delivery ORDER BY id")
            .Select(r => (r.File, r.Registry, r.Dataset, r.Reason, Iso.Instant(r.At))).ToList());

    /// <summary>Notes how the files of batches looked when their SHA-256 was worked out.</summary>
    public void MarkChecked(IEnumerable<(long Batch, FileStamp File)> batches) => _store.Write((connection, transaction) =>
        connection.Execute(
            "UPDATE batch SET checked_bytes = @Bytes, checked_changed = @Changed WHERE id = @Id",
            batches.Select(b => new { b.File.Bytes, Changed = Iso.Of(b.File.Changed), Id = b.Batch }).ToList(), transaction));

    /// <summary>Refuses a pending batch whole, with what was counted of it and the people it was to be matched against. One refused already keeps its first reason.</summary>
    /// <param name="drift">In Chinese, what is unlike the deliveries before it, when that is the reason.</param>
    /// <param name="header">Null when it was not read.</param>
    /// <exception cref="StoreException">There is no such batch, or it is accepted: its facts are in use.</exception>
    public void Refuse(long batch, string reason, IReadOnlyList<QuarantinedRow> quarantined, BatchCounts? counts = null, MatchPass? pass = null, string? drift = null, FileHeader? header = null) => _store.Write((connection, transaction) =>
    {
        var state = Get(connection, transaction, batch).State;
        if (state == BatchState.Refused) return;
        if (state == BatchState.Accepted)
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"Batch {batch} was accepted and cannot be refused any more."));
        connection.Execute(
            "UPDATE batch SET state = @State, refusal = @Reason, quarantined = @Count, row_count = @Rows, byte_count = @Bytes, matched_import = @Import, matched_on = @On, drift = @Drift, header = @Header, header_drift = @HeaderDrift WHERE id = @Id",
            new
            {
                State = (int)BatchState.Refused,
                Reason = reason,
                Count = counts?.Quarantined ?? quarantined.Count,
                Rows = counts?.Rows ?? 0,
                Bytes = counts?.Bytes ?? 0,
                pass?.Import,
                On = Iso.Of(pass?.On),
                Drift = drift,
                Header = BatchRow.HeaderOf(header),
                HeaderDrift = header?.Drift,
                Id = batch,
            },
            transaction);
        using var rows = _store.Dialect.Bulk(connection, transaction, "quarantined_row", ["batch", .. SetAsideRow.Inserted]);
        for (var i = 0; i < quarantined.Count; i++)
        {
            var r = quarantined[i];
            rows.Add(batch, i, r.File, r.Line, r.ByteOffset, r.Column, r.Reason, r.Person);
        }
    });

    /// <summary>All batches in the order they were registered.</summary>
    public IReadOnlyList<Batch> All() => _store.Read(c => c.Query<BatchRow>(BatchRow.Columns + "ORDER BY id").Select(r => r.ToBatch()).ToList());

    /// <summary>One batch; null when there is none of this number.</summary>
    public Batch? Find(long batch) => _store.Read(c => c.QuerySingleOrDefault<BatchRow>(BatchRow.Columns + "WHERE id = @Id", new { Id = batch }))?.ToBatch();

    /// <summary>Rows of the batch that were set aside, in the order they were; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantine(long batch, int limit) => _store.Read(c => c.Query<SetAsideRow>(
        SetAsideRow.Columns + "FROM quarantined_row WHERE batch = @Batch ORDER BY ordinal " + _store.Dialect.FirstCount,
        new { Batch = batch, Count = limit }).Select(r => r.ToRow()).ToList());

    /// <summary>
    /// How many rows of each batch were set aside for each column and reason, the most frequent first. A torn row that holds numbers of several of our people counts once.
    /// One statement for 500 batches.
    /// </summary>
    public ILookup<long, (string? Column, string Reason, long Rows)> QuarantineReasons(IEnumerable<long> batches) => batches.Distinct().Order().Chunk(500).SelectMany(some => _store.Read(c =>
        c.Query<(long Batch, string? Column, string Reason, long Rows)>(
            "SELECT batch, column_name, reason, COUNT(*) FROM (SELECT DISTINCT batch, line, byte_offset, column_name, reason FROM quarantined_row WHERE " + _store.Dialect.In("batch", "@Batches") + ") d "
            + "GROUP BY batch, column_name, reason ORDER BY batch, 4 DESC, reason, COALESCE(column_name, '')", new { Batches = some }).AsList())).ToLookup(r => r.Batch, r => (r.Column, r.Reason, r.Rows));

    /// <summary>
    /// Rows of a batch that were set aside, in the order of the file, without whose they were: at most <paramref name="count"/> after <paramref name="skip"/>.
    /// <paramref name="column"/> and <paramref name="reason"/> null: of all; a column "" is that of rows that are bad as a whole.
    /// </summary>
    public IReadOnlyList<QuarantinedRow> QuarantinePage(long batch, string? column, string? reason, int skip, int count) => _store.Read(c => c.Query<SetAsideRow>(
        "SELECT \"file\", line AS Line, byte_offset AS ByteOffset, column_name AS ColumnName, reason AS Reason FROM (SELECT DISTINCT \"file\", line, byte_offset, column_name, reason FROM quarantined_row WHERE batch = @Batch "
        + "AND (@Column IS NULL OR COALESCE(column_name, '') = @Column) AND (@Reason IS NULL OR reason = @Reason)) d ORDER BY line, byte_offset, COALESCE(column_name, ''), reason "
        + _store.Dialect.FirstCount,
        new { Batch = batch, Column = column, Reason = reason, Count = skip + count }).Skip(skip).Select(r => r.ToRow()).ToList());

    /// <summary>Keys of our people of whom a row was set aside in the batch; ordered, each once.</summary>
    public IReadOnlyList<string> PeopleSetAside(long batch) => _store.Read(c => c.Query<string>(
        "SELECT DISTINCT person FROM quarantined_row WHERE batch = @Batch AND person IS NOT NULL ORDER BY person", new { Batch = batch }).AsList());

    private Batch Next(DbConnection connection, DbTransaction transaction, Manifest manifest, string file) =>
        Insert(connection, transaction, manifest, file, Newest(connection, transaction, manifest)!.Pass + 1);

    internal Batch Insert(DbConnection connection, DbTransaction transaction, Manifest manifest, string file, int pass)
    {
        var id = connection.ExecuteScalar<long>(
            _store.Dialect.InsertNext("batch", BatchRow.Inserted), BatchRow.Parameters(manifest, file, BatchState.Pending, _store.Now, pass), transaction);
        connection.Execute(
            "UPDATE batch SET landing = (SELECT MAX(l.id) FROM landing l WHERE l.sha256 = @Sha256 AND l.registry = @Registry AND l.dataset = @Dataset AND l.scope = @Scope AND l.as_of = @AsOf) WHERE id = @Id",
            new { manifest.Sha256, manifest.Registry, manifest.Dataset, Scope = manifest.Scope.Code, AsOf = Iso.Of(manifest.AsOf), Id = id }, transaction);
        return Get(connection, transaction, id);
    }

    private BatchRow? Newest(DbConnection connection, DbTransaction transaction, Manifest manifest) => connection.QueryFirstOrDefault<BatchRow>(
        BatchRow.Columns + "WHERE registry = @registry AND dataset = @dataset AND scope = @scope AND as_of = @asof AND mode = @mode AND sha256 = @sha256 ORDER BY pass DESC "
        + _store.Dialect.FirstCount,
        new
        {
            registry = manifest.Registry,
            dataset = manifest.Dataset,
            scope = manifest.Scope.Code,
            asof = Iso.Of(manifest.AsOf),
            mode = (int)manifest.Mode,
            sha256 = manifest.Sha256,
            Count = 1,
        },
        transaction);

    internal static Batch Get(DbConnection connection, DbTransaction? transaction, long id) =>
        connection.QuerySingleOrDefault<BatchRow>(BatchRow.Columns + "WHERE id = @Id", new { Id = id }, transaction)?.ToBatch()
        ?? throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"There is no batch {id}."));

    private sealed record RefusalRow
    {
        public string File { get; init; } = "";
        public string? Registry { get; init; }
        public string? Dataset { get; init; }
        public string Reason { get; init; } = "";
        public string At { get; init; } = "";
    }
}
