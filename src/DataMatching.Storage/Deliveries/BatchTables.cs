using System.Data.Common;
using Dapper;
using DataMatching.Batches;
using DataMatching.Identity;
using DataMatching.Storage.Schema;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>Deliveries and what became of them.</summary>
public sealed class BatchTables
{
    private const string Columns = "id, registry, dataset, scope, as_of, first_month, last_month, mode, encoding, manifest_rows, sha256, delivery, file, pass, "
        + "state, refusal, rows_read, matched, facts, quarantined, no_basis, no_usable_id, bytes, matched_import, matched_on, landed_at";

    private readonly Database _database;

    internal BatchTables(Database database) => _database = database;

    /// <summary>Registers a delivery as Pending; the same one again (registry, dataset, scope, as-of, mode, SHA-256) answers with its newest batch and changes nothing.</summary>
    public Batch Register(Manifest manifest, string file) => _database.Atomically(t =>
        Newest(manifest, t) ?? Insert(manifest, file, 1, t));

    /// <summary>Registers the delivery of a batch once more, to be matched against the people there are now.</summary>
    public Batch RegisterPass(long batch) => _database.Atomically(t =>
    {
        var before = Read("WHERE id = @batch", new { batch }, t).Single();
        var newest = Newest(before.Manifest, t)!;
        if (newest.State == BatchState.Pending) return newest;
        var passes = _database.Connection.ExecuteScalar<int>("SELECT MAX(pass) FROM batch WHERE registry = @Registry AND dataset = @Dataset AND scope = @scope AND as_of = @asOf "
            + "AND mode = @mode AND sha256 = @Sha256", Identity(before.Manifest), t);
        return Insert(before.Manifest, before.File, passes + 1, t);
    });

    /// <summary>Records a delivery that was refused before it could be registered; the same refusal again changes nothing.</summary>
    public void RecordRefusal(string file, string? registry, string? dataset, string reason) => _database.Connection.Execute(
        _database.Dialect.InsertUnlessThere("INSERT INTO refusal (file, registry, dataset, reason, at) VALUES (@file, @registry, @dataset, @reason, @at)"),
        new { file, registry, dataset, reason, at = _database.Now });

    public IReadOnlyList<(string File, string? Registry, string? Dataset, string Reason, DateTimeOffset At)> Refusals() =>
        [.. _database.Connection.Query<(string File, string? Registry, string? Dataset, string Reason, string At)>(
            "SELECT file, registry, dataset, reason, at FROM refusal ORDER BY at, file, reason").Select(r => (r.File, r.Registry, r.Dataset, r.Reason, Database.Instant(r.At)))];

    /// <summary>Refuses a pending batch whole; the rows that were found bad are kept to be shown to the agency.</summary>
    public void Refuse(long batch, string reason, BatchCounts counts, IReadOnlyList<QuarantinedRow> quarantined) => _database.Atomically(t =>
    {
        using (var rows = new QuarantineWriter(_database, t, batch))
        {
            foreach (var row in quarantined) rows.Add(row);
        }

        Finish(_database, t, batch, BatchState.Refused, reason, counts, null);
    });

    /// <summary>All batches in the order of their numbers.</summary>
    public IReadOnlyList<Batch> All() => Read("", null, null);

    public IReadOnlyList<QuarantinedRow> Quarantine(long batch, int limit) =>
        [.. _database.Connection.Query<(string File, long Line, long Offset, string? Column, string Reason, string? Person)>(
            "SELECT file, line, byte_offset, column_name, reason, person FROM quarantined_row WHERE batch = @batch AND number < @limit ORDER BY number", new { batch, limit })
            .Select(r => new QuarantinedRow(r.File, r.Line, r.Offset, r.Column, r.Reason, r.Person))];

    /// <summary>Our people with a row of theirs set aside in the batch.</summary>
    public IReadOnlyList<string> PeopleSetAside(long batch) =>
        [.. _database.Connection.Query<string>("SELECT DISTINCT person FROM quarantined_row WHERE batch = @batch AND person IS NOT NULL ORDER BY person", new { batch })];

    internal static void Finish(Database database, DbTransaction transaction, long batch, BatchState state, string? refusal, BatchCounts counts, MatchPass? pass)
    {
        var changed = database.Connection.Execute(
            "UPDATE batch SET state = @state, refusal = @refusal, rows_read = @Rows, matched = @Matched, facts = @Facts, quarantined = @Quarantined, no_basis = @NoBasis, "
            + "no_usable_id = @NoUsableId, bytes = @Bytes, matched_import = @import, matched_on = @on WHERE id = @batch AND state = 0",
            new
            {
                batch, state = (int)state, refusal, counts.Rows, counts.Matched, counts.Facts, counts.Quarantined, counts.NoBasis, counts.NoUsableId, counts.Bytes,
                import = pass?.Import, on = pass is null ? null : Database.Text(pass.On),
            },
            transaction);
        if (changed != 1) throw new InvalidOperationException($"Batch {batch} is not pending any more: another process has finished it.");
    }

    private static object Identity(Manifest manifest) => new
    {
        manifest.Registry, manifest.Dataset, scope = manifest.Scope.Code, asOf = Database.Text(manifest.AsOf), mode = (int)manifest.Mode, manifest.Sha256,
    };

    private Batch? Newest(Manifest manifest, DbTransaction transaction) => Read(
        "WHERE registry = @Registry AND dataset = @Dataset AND scope = @scope AND as_of = @asOf AND mode = @mode AND sha256 = @Sha256", Identity(manifest), transaction).MaxBy(b => b.Id);

    private Batch Insert(Manifest manifest, string file, int pass, DbTransaction transaction)
    {
        _database.Connection.Execute(
            "INSERT INTO batch (registry, dataset, scope, as_of, first_month, last_month, mode, encoding, manifest_rows, sha256, delivery, file, pass, state, rows_read, matched, "
            + "facts, quarantined, no_basis, no_usable_id, bytes, landed_at) VALUES (@Registry, @Dataset, @scope, @asOf, @first, @last, @mode, @encoding, @Rows, @Sha256, @Delivery, "
            + "@file, @pass, 0, 0, 0, 0, 0, 0, 0, 0, @at)",
            new
            {
                manifest.Registry, manifest.Dataset, scope = manifest.Scope.Code, asOf = Database.Text(manifest.AsOf), first = manifest.First.ToString(),
                last = manifest.Last.ToString(), mode = (int)manifest.Mode, encoding = (int)manifest.Encoding, manifest.Rows, manifest.Sha256, manifest.Delivery, file, pass,
                at = _database.Now,
            },
            transaction);
        return Newest(manifest, transaction)!;
    }

    private List<Batch> Read(string where, object? parameters, DbTransaction? transaction) =>
        [.. _database.Connection.Query<BatchRow>($"SELECT {Columns} FROM batch {where} ORDER BY id", parameters, transaction).Select(r => r.ToBatch())];

    private sealed class BatchRow
    {
        public long Id { get; init; }
        public string Registry { get; init; } = "";
        public string Dataset { get; init; } = "";
        public int Scope { get; init; }
        public string AsOf { get; init; } = "";
        public string FirstMonth { get; init; } = "";
        public string LastMonth { get; init; } = "";
        public int Mode { get; init; }
        public int Encoding { get; init; }
        public long ManifestRows { get; init; }
        public string Sha256 { get; init; } = "";
        public string? Delivery { get; init; }
        public string File { get; init; } = "";
        public int State { get; init; }
        public string? Refusal { get; init; }
        public long RowsRead { get; init; }
        public long Matched { get; init; }
        public long Facts { get; init; }
        public long Quarantined { get; init; }
        public long NoBasis { get; init; }
        public long NoUsableId { get; init; }
        public long Bytes { get; init; }
        public long? MatchedImport { get; init; }
        public string? MatchedOn { get; init; }
        public string LandedAt { get; init; } = "";

        public Batch ToBatch() => new(
            Id,
            new Manifest(Registry, Dataset, new District(Scope), Database.Day(AsOf), Month.Parse(FirstMonth), Month.Parse(LastMonth),
                (DeliveryMode)Mode, (ExtractEncoding)Encoding, ManifestRows, Sha256, Delivery),
            File, (BatchState)State, Refusal, new BatchCounts(RowsRead, Matched, Facts, Quarantined, NoBasis, NoUsableId, Bytes), Database.Instant(LandedAt))
        {
            Pass = MatchedImport is { } import && MatchedOn is { } on ? new MatchPass(import, Database.Day(on)) : null,
        };
    }
}
