using System.Text;
using Dapper;
using DataMatching.Identity;
using DataMatching.Storage.Protection;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>
/// An adjustment file that left the site. <paramref name="Account"/>: who took it, null for the command. <paramref name="Scope"/>: the district it was cut to, null for the
/// whole site. <paramref name="FullNumbers"/>: it held ID numbers in full. <paramref name="Purpose"/>: empty where none was asked for.
/// </summary>
public sealed record AdjustmentExport(long Id, Quarter Quarter, long? Account, District? Scope, int Households, bool FullNumbers, string Purpose, DateTimeOffset At);

/// <summary>Which adjustment files left the site. Written first, handed out then; nothing of it is ever changed or deleted.</summary>
public sealed class AdjustmentTables
{
    private readonly Store _store;

    internal AdjustmentTables(Store store) => _store = store;

    /// <summary>Notes that a file is about to be handed out.</summary>
    /// <exception cref="StoreException">It holds ID numbers in full and the purpose is empty, or the purpose is longer than 500 characters: nothing may be handed out.</exception>
    public void Add(Quarter quarter, long? account, District? scope, int households, bool fullNumbers, string purpose)
    {
        if ((fullNumbers && string.IsNullOrWhiteSpace(purpose)) || purpose.Length > 500)
            throw new StoreException("A purpose of 1 to 500 characters is expected before ID numbers leave in full.");
        var at = _store.Now;
        var sealedPurpose = _store.Keys.Seal(Place.Adjustment(quarter.ToString(), at), Encoding.UTF8.GetBytes(purpose));
        _store.Write((connection, transaction) =>
        {
            connection.Execute(
                "INSERT INTO adjustment_export (quarter, account, scope, households, full_numbers, purpose_enc, at) VALUES (@Quarter, @Account, @Scope, @Households, @Full, @Purpose, @At)",
                new { Quarter = quarter.ToString(), Account = account, Scope = scope?.Code, Households = households, Full = Iso.Of(fullNumbers), Purpose = sealedPurpose, At = at }, transaction);
        });
    }

    /// <summary>The files of a quarter, newest first; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<AdjustmentExport> Of(Quarter quarter, int limit) => _store.Read(c => c.Query<Row>(
        "SELECT id AS Id, account AS Account, scope AS Scope, households AS Households, full_numbers AS FullNumbers, purpose_enc AS Purpose, at AS At FROM adjustment_export "
        + "WHERE quarter = @Quarter ORDER BY id DESC " + _store.Dialect.FirstCount, new { Quarter = quarter.ToString(), Count = limit }))
        .Select(r => new AdjustmentExport(
            r.Id, quarter, r.Account, r.Scope is { } s ? new District(s) : null, r.Households, r.FullNumbers,
            Encoding.UTF8.GetString(_store.Keys.Unseal(Place.Adjustment(quarter.ToString(), r.At), r.Purpose)), Iso.Instant(r.At))).ToList();

    private sealed record Row
    {
        public long Id { get; init; }
        public long? Account { get; init; }
        public int? Scope { get; init; }
        public int Households { get; init; }
        public bool FullNumbers { get; init; }
        public byte[] Purpose { get; init; } = [];
        public string At { get; init; } = "";
    }
}
