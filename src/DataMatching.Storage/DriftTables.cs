using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using DataMatching.Batches;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>Somebody's word for a delivery that was refused as unlike those before it. <paramref name="Explained"/>: what he was told, in Chinese.</summary>
public sealed record BatchOverride(long Batch, string Who, string Why, string Explained, DateTimeOffset At);

/// <summary>What accepted deliveries looked like, and who took a refused one all the same. Overrides are never changed or deleted.</summary>
public sealed class DriftTables
{
    private readonly Store _store;

    internal DriftTables(Store store) => _store = store;

    /// <summary>The profile kept of an accepted batch; null when it was read before there were any.</summary>
    public BatchProfile? Profile(long batch) => BatchProfile.Of(_store.Read(c => c.Query<(string Column, string Measure, string Bucket, long Value)>(
        "SELECT column_name, measure, bucket, value FROM batch_profile WHERE batch = @Batch ORDER BY column_name, measure, bucket", new { Batch = batch }).AsList())
        .Select(c => new ProfileCount(c.Column, c.Measure, c.Bucket, c.Value)));

    /// <summary>
    /// Notes who takes a batch that was refused for drift, and why, and registers its delivery once more, in one transaction: the next match reads it without holding drift against it.
    /// </summary>
    /// <returns>The pending batch.</returns>
    /// <exception cref="StoreException">There is no such batch, it was not refused for drift, it was taken over already, its delivery has come further since, or a text is empty.</exception>
    public Batch Override(long batch, string who, string why) => _store.Write((connection, transaction) =>
    {
        if (string.IsNullOrWhiteSpace(who) || string.IsNullOrWhiteSpace(why)) throw new StoreException("Who takes the batch and why have to be said. Nothing was changed.");
        var refused = BatchTables.Get(connection, transaction, batch);
        if (Find(connection, transaction, batch) is { } before)
            throw new StoreException(Text($"Batch {batch} was accepted already by {before.Who} on {before.At:yyyy-MM-dd}. Nothing was changed; the next 'datamatching match' or night takes it if it has not yet."));
        if (refused.State != BatchState.Refused || refused.Drift is not { } explained)
            throw new StoreException(Text($"Batch {batch} was not refused for being unlike the deliveries before it: it is {Of(refused)}. Only that can be overridden."));
        var newest = _store.Batches.NewestOf(connection, transaction, refused);
        if (newest.Id != batch)
            throw new StoreException(Text($"The delivery of batch {batch} has come further since: its batch {newest.Id} is {Of(newest)}. Nothing was changed."));
        var at = _store.Now;
        connection.Execute(
            "INSERT INTO batch_override (batch, who, why_enc, explained, at) VALUES (@Batch, @Who, @Why, @Explained, @At)",
            new { Batch = batch, Who = who, Why = _store.Keys.Seal(Place.OverrideReason(batch), Encoding.UTF8.GetBytes(why)), Explained = explained, At = at }, transaction);
        return _store.Batches.RegisterPass(connection, transaction, refused);
    });

    /// <summary>All overrides, in the order of their batches.</summary>
    public IReadOnlyList<BatchOverride> Overrides() => _store.Read(c => c.Query<OverrideRow>(OverrideRow.Columns + "ORDER BY batch").Select(Opened).ToList());

    internal void Insert(DbConnection connection, DbTransaction transaction, long batch, BatchProfile profile)
    {
        using var counts = _store.Dialect.Bulk(connection, transaction, "batch_profile", "batch", "column_name", "measure", "bucket", "value");
        foreach (var count in profile.Counts()) counts.Add(batch, count.Column, count.Measure, count.Bucket, count.Value);
    }

    private BatchOverride? Find(DbConnection connection, DbTransaction transaction, long batch) =>
        connection.QuerySingleOrDefault<OverrideRow>(OverrideRow.Columns + "WHERE batch = @Batch", new { Batch = batch }, transaction) is { } row ? Opened(row) : null;

    private BatchOverride Opened(OverrideRow row) =>
        new(row.Batch, row.Who, Encoding.UTF8.GetString(_store.Keys.Unseal(Place.OverrideReason(row.Batch), row.Why)), row.Explained, Iso.Instant(row.At));

    private static string Of(Batch batch) => batch.State switch
    {
        BatchState.Pending => "waiting to be matched",
        BatchState.Accepted => "accepted",
        _ => "refused for another reason",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record OverrideRow
    {
        public const string Columns = "SELECT batch AS Batch, who AS Who, why_enc AS Why, explained AS Explained, at AS At FROM batch_override ";

        public long Batch { get; init; }
        public string Who { get; init; } = "";
        public byte[] Why { get; init; } = [];
        public string Explained { get; init; } = "";
        public string At { get; init; } = "";
    }
}
