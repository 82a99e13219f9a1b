using System.Data.Common;
using Dapper;
using DataMatching.Evidence;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>Facts, batch by batch. None is ever overwritten: which hold is decided by the batches that one reads.</summary>
public sealed class FactTables
{
    private const string Columns =
        "SELECT f.household, f.person, f.dataset, f.line, f.batch, f.ordinal, f.family, f.kind, f.grade, f.month, f.valid_from, f.valid_to, "
        + "f.amount_fen, f.byte_offset, f.row_hash, f.detail_enc FROM ";

    private readonly Store _store;

    internal FactTables(Store store) => _store = store;

    /// <summary>Begins to write a pending batch's facts; nothing is seen until <see cref="FactWriter.Accept"/>; disposed without it, nothing is left.</summary>
    /// <exception cref="StoreException">There is no such batch, or it is accepted or refused.</exception>
    public FactWriter Write(long batch) => new(_store, _store.Read(c => BatchTables.Get(c, null, batch)));

    /// <summary>Facts of these batches grouped by household, ordered by household key (ordinal), person, dataset, line; streamed. Null households = all.</summary>
    /// <exception cref="StoreException">A detail was tampered with.</exception>
    public IEnumerable<HouseholdFacts> Read(IReadOnlyCollection<long> batches, IReadOnlyCollection<string>? households) => ByHousehold(Stream(batches, households, null));

    /// <summary>Facts of these batches of the households whose keys lie in the span, grouped and ordered in the same way; streamed.</summary>
    /// <exception cref="StoreException">A detail was tampered with.</exception>
    public IEnumerable<HouseholdFacts> ReadSpan(IReadOnlyCollection<long> batches, HouseholdSpan span) => ByHousehold(Stream(batches, null, span));

    private static IEnumerable<HouseholdFacts> ByHousehold(IEnumerable<(string Household, Fact Fact)> facts)
    {
        var open = new List<Fact>();
        string? household = null;
        foreach (var (key, fact) in facts)
        {
            if (household is not null && !string.Equals(household, key, StringComparison.Ordinal))
            {
                yield return new HouseholdFacts(household, open);
                open = [];
            }

            household = key;
            open.Add(fact);
        }

        if (household is not null) yield return new HouseholdFacts(household, open);
    }

    /// <summary>One household's facts of these batches, ordered by person, dataset, line.</summary>
    /// <exception cref="StoreException">A detail was tampered with.</exception>
    public IReadOnlyList<Fact> Of(string household, IReadOnlySet<long> batches) => _store.Read(connection =>
    {
        // A household has few facts even of many deliveries: those of others are passed over here.
        var origins = connection.Query<Origin>(
            "SELECT DISTINCT b.id AS Id, b.registry AS Registry, b.\"file\" FROM fact f JOIN batch b ON b.id = f.batch WHERE f.household = @Household", new { Household = household }).ToDictionary(o => o.Id);
        using var command = connection.CreateCommand();
        command.CommandText = Columns + "fact f WHERE f.household = @Household ORDER BY f.person, f.dataset, f.line, f.batch, f.ordinal";
        command.Give("@Household", household);
        var facts = new List<Fact>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            // One that came meanwhile is none of those asked for.
            if (batches.Contains(reader.GetInt64(4)) && origins.TryGetValue(reader.GetInt64(4), out var origin)) facts.Add(Decode(reader, origin));
        }

        return facts;
    });

    /// <summary>Households of which two batches of one dataset say different things (line and offset aside); ordered.</summary>
    public IReadOnlyList<string> ChangedHouseholds(long from, long to) => _store.Read(c => c.Query<string>(
        $"SELECT household FROM ({OnlyIn("@From", "@To")} UNION {OnlyIn("@To", "@From")}) d ORDER BY household", new { From = from, To = to }).AsList());

    /// <summary>All households with a fact in the batch; ordered.</summary>
    public IReadOnlyList<string> HouseholdsIn(long batch) => _store.Read(c => c.Query<string>(
        "SELECT household FROM batch_household WHERE batch = @Batch ORDER BY household", new { Batch = batch }).AsList());

    /// <summary>
    /// Households with a fact of these batches that began to hold after <paramref name="after"/>, or ceased to hold from then on, up to <paramref name="to"/>; ordered.
    /// What merely says "in this month" (contributions, deposits) has no edge that matters.
    /// </summary>
    public IReadOnlyList<string> WithEdgeIn(IReadOnlyCollection<long> batches, DateOnly after, DateOnly to)
    {
        using var connection = _store.Dialect.ConnectAlone();
        var wanted = Want(connection, ScratchTable.WantedBatch, batches.Distinct().Cast<object>());
        return connection.Query<string>(
            $"SELECT DISTINCT household FROM fact WHERE batch IN (SELECT batch FROM {wanted}) AND NOT (family = @Status AND kind IN (@Insured, @Deposit)) AND ((valid_from > @After AND valid_from <= @To) OR (valid_to >= @After AND valid_to < @To)) "
            + "ORDER BY household",
            new
            {
                After = Iso.Of(after),
                To = Iso.Of(to),
                Status = (int)FactFamily.Status,
                Insured = (int)StatusKind.Insured,
                Deposit = (int)StatusKind.FundDeposit,
            }).AsList();
    }

    private static string OnlyIn(string one, string other) =>
        $"SELECT a.household FROM batch_household a WHERE a.batch = {one} AND NOT EXISTS (SELECT 1 FROM batch_household b "
        + $"WHERE b.batch = {other} AND b.household = a.household AND b.content_index = a.content_index)";

    private IEnumerable<(string Household, Fact Fact)> Stream(IReadOnlyCollection<long> batches, IReadOnlyCollection<string>? households, HouseholdSpan? span)
    {
        using var connection = _store.Dialect.ConnectAlone();
        var wantedBatch = Want(connection, ScratchTable.WantedBatch, batches.Distinct().Cast<object>());
        var origins = connection.Query<Origin>($"SELECT b.id AS Id, b.registry AS Registry, b.\"file\" FROM batch b WHERE b.id IN (SELECT batch FROM {wantedBatch})")
            .ToDictionary(o => o.Id);
        if (origins.Count == 0) yield break;

        using var command = connection.CreateCommand();
        command.CommandText = households is null
            ? Columns + $"fact f WHERE {(span is null ? "" : "f.household >= @First AND f.household <= @Last AND ")}f.batch IN (SELECT batch FROM {wantedBatch}) ORDER BY f.household, f.person, f.dataset, f.line, f.batch, f.ordinal"
            : Columns + Want(connection, ScratchTable.WantedHousehold, households.Distinct(StringComparer.Ordinal))
                + $" w CROSS JOIN fact f WHERE f.household = w.household AND f.batch IN (SELECT batch FROM {wantedBatch}) "
                + "ORDER BY w.household, f.person, f.dataset, f.line, f.batch, f.ordinal";
        if (span is not null)
        {
            command.Give("@First", span.First);
            command.Give("@Last", span.Last);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return (reader.GetString(0), Decode(reader, origins[reader.GetInt64(4)]));
    }

    private string Want(DbConnection connection, ScratchTable table, IEnumerable<object> values)
    {
        connection.Execute(_store.Dialect.CreateScratch(table));
        var name = _store.Dialect.ScratchName(table);
        using var transaction = _store.Dialect.Scratch(connection);
        using var rows = _store.Dialect.Bulk(connection, transaction, name, table.Key);
        foreach (var value in values) rows.Add(value);
        rows.Flush();
        transaction?.Commit();
        return name;
    }

    private Fact Decode(DbDataReader row, Origin origin)
    {
        long batch = row.GetInt64(4), ordinal = row.GetInt64(5);
        var detail = row.IsDBNull(15) ? null : _store.Keys.Unseal(Place.FactDetail(batch, ordinal), row.GetFieldValue<byte[]>(15));
        var family = (FactFamily)row.GetInt64(6);
        var columns = new FactRow(
            family, (int)row.GetInt64(7), row.IsDBNull(9) ? null : (int)row.GetInt64(9), Day(row, 10), Day(row, 11), row.IsDBNull(12) ? null : row.GetInt64(12), detail);
        var source = new Provenance(batch, origin.File, row.GetInt64(3), row.GetInt64(13), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(14)));
        return columns.ToFact(row.GetString(1), origin.Registry, row.GetString(2), (MatchGrade)row.GetInt64(8), source);
    }

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : Iso.Day(row.GetString(column));

    private sealed record Origin
    {
        public long Id { get; init; }
        public string Registry { get; init; } = "";
        public string File { get; init; } = "";
    }
}
