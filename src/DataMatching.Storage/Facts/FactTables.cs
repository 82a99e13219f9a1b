using System.Data.Common;
using Dapper;
using DataMatching.Evidence;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>Facts, batch by batch. None is ever overwritten: which hold is decided by the batches that one reads.</summary>
public sealed class FactTables
{
    private readonly Store _store;

    internal FactTables(Store store) => _store = store;

    /// <summary>Begins to write a pending batch's facts; nothing is seen until <see cref="FactWriter.Accept"/>; disposed without it, nothing is left.</summary>
    /// <exception cref="StoreException">There is no such batch, or it is accepted or refused.</exception>
    public FactWriter Write(long batch) => new(_store, _store.Read(c => BatchTables.Get(c, null, batch)));

    /// <summary>Has the database notice that many batches were stored; once after them, for it takes a moment.</summary>
    public void Survey()
    {
        using var connection = _store.Dialect.ConnectAlone();
        _store.Dialect.Survey(connection, "evidence", "batch_household");
    }

    /// <summary>Facts that these batches have of these households, ordered by household key (ordinal), person, dataset, line; streamed.</summary>
    /// <exception cref="StoreException">They were tampered with.</exception>
    public IEnumerable<HouseholdFacts> Read(IReadOnlyCollection<long> batches, IReadOnlyCollection<string> households)
    {
        using var wanted = new Wanted(_store, batches);
        if (wanted.Origins.Count == 0) yield break;
        var named = wanted.Want(ScratchTable.WantedHousehold, households.Distinct(StringComparer.Ordinal));
        foreach (var facts in Stream(
            wanted, $"SELECT e.household, e.batch, e.part, e.facts_enc FROM {named} w CROSS JOIN {wanted.Batches} b CROSS JOIN evidence e WHERE e.batch = b.batch AND e.household = w.household ORDER BY w.household", null))
            yield return facts;
    }

    /// <summary>Facts of these batches of the households whose keys lie in the span, grouped and ordered in the same way; streamed.</summary>
    /// <exception cref="StoreException">They were tampered with.</exception>
    public IEnumerable<HouseholdFacts> ReadSpan(IReadOnlyCollection<long> batches, HouseholdSpan span)
    {
        using var wanted = new Wanted(_store, batches);
        if (wanted.Origins.Count == 0) yield break;
        foreach (var facts in Span(wanted, span)) yield return facts;
    }

    /// <summary>One household's facts of these batches, ordered by person, dataset, line.</summary>
    /// <exception cref="StoreException">They were tampered with.</exception>
    public IReadOnlyList<Fact> Of(string household, IReadOnlySet<long> batches) => _store.Read(connection =>
    {
        List<(long, int, byte[])> parts = [];
        Dictionary<long, FactOrigin> origins = [];
        foreach (var some in batches.Order().Chunk(500))
        {
            foreach (var origin in connection.Query<FactOrigin>(FactOrigin.Columns + "WHERE " + _store.Dialect.In("b.id", "@Some"), new { Some = some })) origins.Add(origin.Id, origin);
            parts.AddRange(connection.Query<Part>(
                "SELECT batch AS Batch, part AS Number, facts_enc AS Facts FROM evidence WHERE household = @Household AND " + _store.Dialect.In("batch", "@Some"), new { Household = household, Some = some })
                .Select(p => (p.Batch, p.Number, p.Facts)));
        }

        return Decode(household, parts, origins);
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
        using var wanted = new Wanted(_store, batches);
        using var command = wanted.Connection.CreateCommand();
        command.CommandText = $"SELECT household, edge_days FROM batch_household WHERE batch IN (SELECT batch FROM {wanted.Batches})";
        var found = new SortedSet<string>(StringComparer.Ordinal);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (EvidenceTable.HasEdge(reader.GetFieldValue<byte[]>(1), after, to)) found.Add(reader.GetString(0));
        }

        return [.. found];
    }

    private static string OnlyIn(string one, string other) =>
        $"SELECT a.household FROM batch_household a WHERE a.batch = {one} AND NOT EXISTS (SELECT 1 FROM batch_household b "
        + $"WHERE b.batch = {other} AND b.household = a.household AND b.content_index = a.content_index)";

    // CROSS JOIN has SQLite go from batch to batch; else it may read all of the evidence for each span.
    private IEnumerable<HouseholdFacts> Span(Wanted wanted, HouseholdSpan span) => Stream(
        wanted,
        $"SELECT e.household, e.batch, e.part, e.facts_enc FROM {wanted.Batches} b CROSS JOIN evidence e WHERE e.batch = b.batch AND e.household >= @First AND e.household <= @Last ORDER BY e.household", span);

    private IEnumerable<HouseholdFacts> Stream(Wanted wanted, string select, HouseholdSpan? span)
    {
        using var command = wanted.Connection.CreateCommand();
        command.CommandText = select;
        if (span is not null)
        {
            command.Give("@First", span.First);
            command.Give("@Last", span.Last);
        }

        using var reader = command.ExecuteReader();
        List<(long Batch, int Part, byte[] Facts)> parts = [];
        string? household = null;
        while (reader.Read())
        {
            var key = reader.GetString(0);
            if (household is not null && !string.Equals(household, key, StringComparison.Ordinal))
            {
                yield return new HouseholdFacts(household, Decode(household, parts, wanted.Origins));
                parts.Clear();
            }

            household = key;
            parts.Add((reader.GetInt64(1), (int)reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        }

        if (household is not null) yield return new HouseholdFacts(household, Decode(household, parts, wanted.Origins));
    }

    private List<Fact> Decode(string household, List<(long Batch, int Part, byte[] Facts)> parts, Dictionary<long, FactOrigin> origins)
    {
        var facts = new List<(Fact Fact, long Ordinal)>();
        foreach (var (batch, part, bytes) in parts)
        {
            var origin = origins[batch];
            foreach (var packed in EvidenceTable.Open(_store.Keys, batch, household, part, origin.Dataset, bytes))
            {
                var source = new Provenance(batch, origin.File, packed.Line, packed.ByteOffset, packed.RowHash);
                facts.Add((packed.Row.ToFact(packed.Person, origin.Registry, packed.Dataset, packed.Grade, source), packed.Ordinal));
            }
        }

        facts.Sort((a, b) => PackedFact.Compare(a.Fact, a.Ordinal, b.Fact, b.Ordinal));
        return facts.ConvertAll(f => f.Fact);
    }

    private sealed record Part
    {
        public long Batch { get; init; }
        public int Number { get; init; }
        public byte[] Facts { get; init; } = [];
    }

    /// <summary>A connection that knows which batches are meant.</summary>
    private sealed class Wanted : IDisposable
    {
        private readonly Store _store;

        public Wanted(Store store, IReadOnlyCollection<long> batches)
        {
            _store = store;
            Connection = store.Dialect.ConnectToRead();
            Batches = Want(ScratchTable.WantedBatch, batches.Distinct().Cast<object>());
            Origins = Connection.Query<FactOrigin>(FactOrigin.Columns + $"WHERE b.id IN (SELECT batch FROM {Batches})").ToDictionary(o => o.Id);
        }

        public DbConnection Connection { get; }

        /// <summary>The table of them, as it is called in a statement.</summary>
        public string Batches { get; }

        public Dictionary<long, FactOrigin> Origins { get; }

        public string Want(ScratchTable table, IEnumerable<object> values)
        {
            var dialect = _store.Dialect;
            Connection.Execute(dialect.CreateScratch(table));
            var name = dialect.ScratchName(table);
            using var transaction = dialect.Scratch(Connection);
            using var rows = dialect.Bulk(Connection, transaction, name, table.Key);
            foreach (var value in values) rows.Add(value);
            rows.Flush();
            transaction?.Commit();
            return name;
        }

        public void Dispose() => Connection.Dispose();
    }
}
