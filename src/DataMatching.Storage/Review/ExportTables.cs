using Dapper;

namespace DataMatching.Storage;

/// <summary>A worklist that left the site as a file. <paramref name="Filter"/>: its address; <paramref name="Rows"/>: cases in it.</summary>
public sealed record Export(long Id, long Account, DateTimeOffset At, string Format, string Filter, long Rows);

/// <summary>What the auditor asks: who took which list with him. Written first, handed out then; nothing of it is ever changed or deleted.</summary>
public sealed class ExportTables
{
    private const int LongestFormat = 10, LongestFilter = 4_000;

    private readonly Store _store;

    internal ExportTables(Store store) => _store = store;

    /// <summary>Notes that a list is about to be handed out.</summary>
    /// <param name="account">Who takes it.</param>
    /// <param name="format">Such as <c>xlsx</c>.</param>
    /// <param name="filter">The worklist's address, without personal data.</param>
    /// <param name="rows">Not negative.</param>
    /// <exception cref="StoreException">Format or filter are empty or too long, or the rows negative: nothing may be handed out.</exception>
    public void Add(long account, string format, string filter, long rows)
    {
        if (format.Length is 0 or > LongestFormat || filter.Length is 0 or > LongestFilter || rows < 0)
            throw new StoreException("An export is noted with its format (1 to 10 characters), its filter (1 to 4,000) and its rows; nothing may be handed out.");
        _store.Write((connection, transaction) =>
        {
            connection.Execute(
                "INSERT INTO export (account, at, format, filter, row_count) VALUES (@Account, @At, @Format, @Filter, @Rows)",
                new { Account = account, At = _store.Now, Format = format, Filter = filter, Rows = rows }, transaction);
        });
    }

    /// <summary>Exports, newest first; of one account, or of all.</summary>
    /// <param name="before">Only older ones than this number; null for the newest.</param>
    public IReadOnlyList<Export> All(long? account, long? before, int limit) => _store.Read(c => c.Query<Row>(
        "SELECT id AS Id, account AS Account, at AS At, format AS Format, filter AS Filter, row_count AS Cases FROM export WHERE 1 = 1" + (account is null ? "" : " AND account = @Account")
        + (before is null ? "" : " AND id < @Before") + " ORDER BY id DESC " + _store.Dialect.FirstCount,
        new { Account = account, Before = before, Count = limit }).Select(r => new Export(r.Id, r.Account, Iso.Instant(r.At), r.Format, r.Filter, r.Cases)).ToList());

    private sealed record Row
    {
        public long Id { get; init; }
        public long Account { get; init; }
        public string At { get; init; } = "";
        public string Format { get; init; } = "";
        public string Filter { get; init; } = "";
        public long Cases { get; init; }
    }
}
