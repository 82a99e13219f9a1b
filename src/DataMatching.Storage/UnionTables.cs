using System.Globalization;
using Dapper;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>Snapshots of the union's files. A household's content is stored once; an import of what has not changed writes next to nothing.</summary>
public sealed class UnionTables
{
    private const string Columns = "SELECT id AS Id, sha256 AS Sha256, imported_at AS ImportedAt, households AS Households, roll AS Roll, rejected AS Rejected FROM union_import ";

    // A household as an import shows it: the version that began with it or before, and did not end by then.
    private const string InForce = "u.since <= @Import AND (u.until IS NULL OR u.until > @Import)";

    private readonly Store _store;

    internal UnionTables(Store store) => _store = store;

    /// <summary>
    /// Stores a snapshot of the union files in one transaction; the digest of the latest import again answers with that import and changes
    /// nothing. (An older digest again is a new import: the files went back, and the latest has to say so.)
    /// </summary>
    /// <exception cref="StoreException">A household comes twice, or its key is not sound. Nothing was stored.</exception>
    public UnionImport Import(string sha256, IEnumerable<Household> households, IReadOnlyList<QuarantinedRow> rejected)
    {
        if (Latest() is { } latest && string.Equals(latest.Sha256, sha256, StringComparison.Ordinal)) return latest;
        using var landing = new UnionLanding(_store);
        landing.Add(households);
        return Get(landing.Store(sha256, rejected));
    }

    public UnionImport? Latest() => _store.Read(c => c.QueryFirstOrDefault<Row>(Columns + "ORDER BY id DESC " + _store.Dialect.FirstCount, new { Count = 1 }))?.ToImport();

    /// <summary>All households and unfiled workers of an import, ordered by key (ordinal), streamed.</summary>
    /// <exception cref="StoreException">There is no such import, or a document was tampered with.</exception>
    public IEnumerable<Household> Read(long import) => Read(import, null);

    /// <summary>Those of an import whose keys lie in a span (null: all), ordered by key (ordinal), streamed.</summary>
    /// <exception cref="StoreException">There is no such import, or a document was tampered with.</exception>
    public IEnumerable<Household> Read(long import, HouseholdSpan? span)
    {
        Get(import);
        // Who reads a span has others at work beside him.
        return span is null ? InOrder.Of(Stream(import, null), Open) : Stream(import, span).Select(Open);
    }

    /// <summary>The keys of an import's households, ordered (ordinal).</summary>
    public IReadOnlyList<string> Keys(long import) => _store.Read(c => c.Query<string>("SELECT u.household FROM union_household u WHERE " + InForce + " ORDER BY u.household", new { Import = import }).AsList());

    /// <summary>The household with this key in an import; null when it has none.</summary>
    public Household? Find(long import, string key) => _store.Read(c => c.QuerySingleOrDefault<Sealed>(
        "SELECT u.household AS Household, v.content_index AS Content, v.document_enc AS Document FROM union_household u "
        + "JOIN household_version v ON v.id = u.version WHERE u.household = @Key AND " + InForce,
        new { Import = import, Key = key })) is { } row ? Open(row) : null;

    /// <summary>Those of the households that the import has, by key; one statement for 500 of them.</summary>
    public IReadOnlyDictionary<string, Household> Find(long import, IEnumerable<string> keys) => keys.Distinct(StringComparer.Ordinal).Chunk(500).SelectMany(some => _store.Read(c => c.Query<Sealed>(
        "SELECT u.household AS Household, v.content_index AS Content, v.document_enc AS Document FROM union_household u "
        + "JOIN household_version v ON v.id = u.version WHERE " + _store.Dialect.In("u.household", "@Keys") + " AND " + InForce,
        new { Import = import, Keys = some }).AsList())).ToDictionary(r => r.Household, Open, StringComparer.Ordinal);

    /// <summary>Keys that differ from <paramref name="written"/> at most in the case of Latin letters; ordinal order.</summary>
    public IReadOnlyList<string> KeysWritten(long import, string written) => _store.Read(c => c.Query<string>(
        "SELECT u.household FROM union_household u WHERE UPPER(u.household) = UPPER(@Written) AND " + InForce,
        new { Import = import, Written = written })).Order(StringComparer.Ordinal).ToList();

    /// <summary>How many people an import holds whose ID number is valid; somebody who stands in two households counts twice.</summary>
    public int People(long import) => _store.Read(c => c.ExecuteScalar<int>(
        "SELECT COUNT(*) FROM household_version_person p JOIN union_household u ON u.version = p.version WHERE " + InForce, new { Import = import }));

    /// <summary>Keys of households whose content differs between two imports (added, changed, gone); ordered.</summary>
    public IReadOnlyList<string> Changed(long from, long to)
    {
        Get(from);
        Get(to);
        return _store.Read(c => c.Query<string>(
            $"SELECT household FROM ({OnlyIn("@From", "@To")} UNION {OnlyIn("@To", "@From")}) d ORDER BY household", new { From = from, To = to }).AsList());
    }

    /// <summary>Keys of households of the later import that share an ID number with one whose content differs between the two, as it was or as it is; ordered.</summary>
    public IReadOnlyList<string> BesideChanged(long from, long to)
    {
        Get(from);
        Get(to);
        return _store.Read(c => c.Query<string>(
            $"SELECT DISTINCT o.household FROM ({OnlyIn("@From", "@To")} UNION {OnlyIn("@To", "@From")}) d CROSS JOIN union_household w {SharingANumber} "
            + $"AND w.household = d.household AND ({At("w", "@From")} OR {At("w", "@To")}) AND {At("o", "@To")} ORDER BY o.household", new { From = from, To = to }).AsList());
    }

    /// <summary>The other households of the import that share an ID number with those whose keys lie in the span.</summary>
    public HouseholdsBeside Beside(long import, HouseholdSpan span) => new(_store.Keys, Bearers("w.household >= @First AND w.household <= @Last", new { Import = import, span.First, span.Last }));

    /// <summary>The same of households by their keys; one statement for 500 of them.</summary>
    public HouseholdsBeside Beside(long import, IEnumerable<string> keys) => new(
        _store.Keys, keys.Distinct(StringComparer.Ordinal).Chunk(500).SelectMany(some => Bearers(_store.Dialect.In("w.household", "@Keys"), new { Import = import, Keys = some })));

    private List<(byte[] Number, string Household)> Bearers(string whose, object values)
    {
        using var connection = _store.Dialect.ConnectToRead();
        return connection.Query<(byte[], string)>(
            $"SELECT DISTINCT q.id_index, o.household FROM union_household w {SharingANumber} AND {At("w", "@Import")} AND {At("o", "@Import")} AND {whose}", values, commandTimeout: 0).AsList();
    }

    /// <summary>Rows of the union files that were set aside, in file order; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<QuarantinedRow> Rejected(long import, int limit) => _store.Read(c => c.Query<SetAsideRow>(
        SetAsideRow.Columns + "FROM union_rejected_row WHERE import = @Import ORDER BY ordinal " + _store.Dialect.FirstCount,
        new { Import = import, Count = limit }).Select(r => r.ToRow()).ToList());

    /// <summary>How many rows of each of the union's files were set aside for a column and a reason: by file, the most frequent first.</summary>
    public IReadOnlyList<(string File, string? Column, string Reason, long Rows)> RejectedReasons(long import) => _store.Read(c => c.Query<(string File, string? Column, string Reason, long Rows)>(
        "SELECT \"file\", column_name, reason, COUNT(*) FROM union_rejected_row WHERE import = @Import GROUP BY \"file\", column_name, reason ORDER BY \"file\", 4 DESC, reason, COALESCE(column_name, '')",
        new { Import = import }).ToList());

    /// <summary>
    /// Rows of one of the union's files that were set aside, in its order: at most <paramref name="count"/> after <paramref name="skip"/>. <paramref name="column"/> and
    /// <paramref name="reason"/> null: of all; a column "" is that of rows that are bad as a whole.
    /// </summary>
    public IReadOnlyList<QuarantinedRow> RejectedPage(long import, string file, string? column, string? reason, int skip, int count) => _store.Read(c => c.Query<SetAsideRow>(
        SetAsideRow.Columns + "FROM union_rejected_row WHERE import = @Import AND \"file\" = @File AND (@Column IS NULL OR COALESCE(column_name, '') = @Column) AND (@Reason IS NULL OR reason = @Reason) "
        + "ORDER BY ordinal " + _store.Dialect.FirstCount,
        new { Import = import, File = file, Column = column, Reason = reason, Count = skip + count }).Skip(skip).Select(r => r.ToRow()).ToList());

    // From a household w to others o that have one of its numbers; CROSS JOIN has SQLite go this way.
    private const string SharingANumber = "CROSS JOIN household_version_person p CROSS JOIN household_version_person q CROSS JOIN union_household o "
        + "WHERE p.version = w.version AND q.id_index = p.id_index AND o.version = q.version AND o.household <> w.household";

    private static string At(string table, string import) => $"({table}.since <= {import} AND ({table}.until IS NULL OR {table}.until > {import}))";

    private static string OnlyIn(string one, string other) =>
        $"SELECT u.household FROM union_household u WHERE u.since <= {one} AND (u.until IS NULL OR u.until > {one}) AND NOT EXISTS ("
        + $"SELECT 1 FROM union_household o WHERE o.household = u.household AND o.version = u.version AND o.since <= {other} AND (o.until IS NULL OR o.until > {other}))";

    /// <exception cref="StoreException">There is no such import.</exception>
    public UnionImport Get(long import) =>
        _store.Read(c => c.QuerySingleOrDefault<Row>(Columns + "WHERE id = @Id", new { Id = import }))?.ToImport()
        ?? throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"There is no import {import} of the union files."));

    private IEnumerable<Sealed> Stream(long import, HouseholdSpan? span)
    {
        using var connection = _store.Dialect.ConnectToRead();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT u.household, v.content_index, v.document_enc FROM union_household u CROSS JOIN household_version v WHERE v.id = u.version AND "
            + InForce + (span is null ? "" : " AND u.household >= @First AND u.household <= @Last") + " ORDER BY u.household";
        command.Give("@Import", import);
        if (span is not null)
        {
            command.Give("@First", span.First);
            command.Give("@Last", span.Last);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return new Sealed { Household = reader.GetString(0), Content = reader.GetFieldValue<byte[]>(1), Document = reader.GetFieldValue<byte[]>(2) };
    }

    private Household Open(Sealed row) => HouseholdDocument.Read(_store.Keys.Unseal(Place.HouseholdVersion(row.Household, row.Content), row.Document));

    private sealed record Row
    {
        public long Id { get; init; }
        public string Sha256 { get; init; } = "";
        public string ImportedAt { get; init; } = "";
        public int Households { get; init; }
        public int Roll { get; init; }
        public int Rejected { get; init; }

        public UnionImport ToImport() => new(Id, Sha256, Iso.Instant(ImportedAt), Households, Roll, Rejected);
    }

    private sealed record Sealed
    {
        public string Household { get; init; } = "";
        public byte[] Content { get; init; } = [];
        public byte[] Document { get; init; } = [];
    }
}
