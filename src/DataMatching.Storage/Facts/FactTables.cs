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
    public FactWriter Write(long batch) => Write(batch, FactWriter.Held);

    internal FactWriter Write(long batch, int mebibytes) => new(_store, _store.Read(c => BatchTables.Get(c, null, batch)), mebibytes);

    /// <summary>Has the database notice that many batches were stored; once after them, for it takes a moment.</summary>
    public void Survey()
    {
        using var connection = _store.Dialect.ConnectAlone();
        _store.Dialect.Survey(connection, "evidence", "batch_content");
    }

    /// <summary>Facts that these batches have of these households, ordered by household key (ordinal), person, dataset, line; streamed.</summary>
    /// <exception cref="StoreException">They were tampered with.</exception>
    public IEnumerable<HouseholdFacts> Read(IReadOnlyCollection<long> batches, IReadOnlyCollection<string> households)
    {
        using var wanted = new Wanted(_store, batches);
        if (wanted.Origins.Count == 0) yield break;
        var keys = households.ToHashSet(StringComparer.Ordinal);
        var named = wanted.Want(ScratchTable.WantedHousehold, keys);
        foreach (var facts in Stream(
            wanted,
            $"SELECT e.household, e.batch, e.part, e.facts_enc FROM (SELECT DISTINCT b.batch AS batch, {RowOf("b.batch", "w.household")} AS named FROM {named} w CROSS JOIN {wanted.Batches} b) d CROSS JOIN evidence e WHERE e.batch = d.batch AND e.household = d.named ORDER BY e.household", null, keys.Contains))
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
        List<(long, ReadOnlyMemory<byte>)> found = [];
        Dictionary<long, FactOrigin> origins = [];
        foreach (var some in batches.Order().Chunk(500))
        {
            foreach (var origin in connection.Query<FactOrigin>(FactOrigin.Columns + "WHERE " + _store.Dialect.In("b.id", "@Some"), new { Some = some })) origins.Add(origin.Id, origin);
            var rows = connection.Query<(string Name, long Batch, long Part, byte[] Facts)>(
                $"SELECT e.household, e.batch, e.part, e.facts_enc FROM (SELECT b.id AS batch, {RowOf("b.id", "@Household")} AS named FROM batch b WHERE {_store.Dialect.In("b.id", "@Some")}) d CROSS JOIN evidence e WHERE e.batch = d.batch AND e.household = d.named", new { Household = household, Some = some });
            foreach (var row in rows)
            {
                found.AddRange(from h in EvidenceTable.Open(_store.Keys, row.Batch, row.Name, (int)row.Part, row.Facts) where string.Equals(h.Household, household, StringComparison.Ordinal) select (row.Batch, h.Facts));
            }
        }

        return Decode(household, found, origins);
    });

    /// <summary>Households of which two batches of one dataset say different things (line and offset aside); ordered.</summary>
    /// <exception cref="StoreException">What a batch says of its households was tampered with.</exception>
    public IReadOnlyList<string> ChangedHouseholds(long from, long to) => _store.Read(connection =>
    {
        List<string> changed = [];
        using var before = BatchContents.Read(connection, _store.Keys, from).GetEnumerator();
        using var after = BatchContents.Read(connection, _store.Keys, to).GetEnumerator();
        var (left, right) = (before.MoveNext(), after.MoveNext());
        while (left || right)
        {
            var order = !left ? 1 : !right ? -1 : before.Current.Key.Span.SequenceCompareTo(after.Current.Key.Span);
            if (order != 0 || before.Current.Digest != after.Current.Digest) changed.Add(order <= 0 ? before.Current.Household : after.Current.Household);
            if (order <= 0) left = before.MoveNext();
            if (order >= 0) right = after.MoveNext();
        }

        return changed;
    });

    /// <summary>All households with a fact in the batch; ordered.</summary>
    /// <exception cref="StoreException">What a batch says of its households was tampered with.</exception>
    public IReadOnlyList<string> HouseholdsIn(long batch) => _store.Read(c => BatchContents.Read(c, _store.Keys, batch).Select(h => h.Household).ToList());

    /// <summary>
    /// Households with a fact of these batches that began to hold after <paramref name="after"/>, or ceased to hold from then on, up to <paramref name="to"/>; ordered.
    /// What merely says "in this month" (contributions, deposits) has no edge that matters.
    /// </summary>
    /// <exception cref="StoreException">What a batch says of its households was tampered with.</exception>
    public IReadOnlyList<string> WithEdgeIn(IReadOnlyCollection<long> batches, DateOnly after, DateOnly to) => _store.Read(connection =>
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var batch in batches.Distinct()) found.UnionWith(BatchContents.Read(connection, _store.Keys, batch).Where(h => h.HasEdge(after, to)).Select(h => h.Household));
        return found.ToList();
    });

    /// <summary>The name of the row of a batch in which a household's facts lie, if it has any (<see cref="EvidenceTable"/>).</summary>
    private static string RowOf(string batch, string household) => $"(SELECT MAX(f.household) FROM evidence f WHERE f.batch = {batch} AND f.household <= {household})";

    // From batch to batch, each the row in which the span may begin, then those that begin within it: asked apart, so that every database sees how few they are. CROSS JOIN has SQLite go this way; else it may
    // read all of the evidence for each span.
    private IEnumerable<HouseholdFacts> Span(Wanted wanted, HouseholdSpan span) => Stream(
        wanted,
        $"SELECT u.household, u.batch, u.part, u.facts_enc FROM (SELECT e.household, e.batch, e.part, e.facts_enc FROM {wanted.Batches} b CROSS JOIN evidence e WHERE e.batch = b.batch AND e.household = {RowOf("b.batch", "@First")} "
        + $"UNION ALL SELECT e.household, e.batch, e.part, e.facts_enc FROM {wanted.Batches} b CROSS JOIN evidence e WHERE e.batch = b.batch AND e.household > @First AND e.household <= @Last) u ORDER BY u.household",
        span,
        key => string.CompareOrdinal(key, span.First) >= 0 && string.CompareOrdinal(key, span.Last) <= 0);

    /// <summary>Rows that come in order of their names hold nothing of a household before the name of the next: those before it are whole.</summary>
    private IEnumerable<HouseholdFacts> Stream(Wanted wanted, string select, HouseholdSpan? span, Func<string, bool> isWanted)
    {
        using var command = wanted.Connection.CreateCommand();
        command.CommandText = select;
        if (span is not null)
        {
            command.Give("@First", span.First);
            command.Give("@Last", span.Last);
        }

        using var reader = command.ExecuteReader();
        var open = new SortedDictionary<string, List<(long Batch, ReadOnlyMemory<byte> Facts)>>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var (name, batch) = (reader.GetString(0), reader.GetInt64(1));
            while (open.Count > 0 && open.First() is var (household, whole) && string.CompareOrdinal(household, name) < 0)
            {
                yield return new HouseholdFacts(household, Decode(household, whole, wanted.Origins));
                open.Remove(household);
            }

            foreach (var (key, facts) in EvidenceTable.Open(_store.Keys, batch, name, (int)reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)))
            {
                if (!isWanted(key)) continue;
                if (!open.TryGetValue(key, out var found)) open.Add(key, found = []);
                found.Add((batch, facts));
            }
        }

        foreach (var (household, whole) in open) yield return new HouseholdFacts(household, Decode(household, whole, wanted.Origins));
    }

    private List<Fact> Decode(string household, List<(long Batch, ReadOnlyMemory<byte> Facts)> found, Dictionary<long, FactOrigin> origins)
    {
        var facts = new List<(Fact Fact, long Ordinal)>();
        foreach (var (batch, bytes) in found)
        {
            var origin = origins[batch];
            foreach (var packed in EvidenceTable.Facts(bytes.Span, household, origin.Dataset))
            {
                var source = new Provenance(batch, origin.File, packed.Line, packed.ByteOffset, packed.RowHash);
                facts.Add((packed.Row.ToFact(packed.Person, origin.Registry, packed.Dataset, packed.Grade, source), packed.Ordinal));
            }
        }

        facts.Sort((a, b) => PackedFact.Compare(a.Fact, a.Ordinal, b.Fact, b.Ordinal));
        return facts.ConvertAll(f => f.Fact);
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

            // Else it takes them for thousands, and goes through all of the evidence instead of from batch to batch.
            dialect.Survey(Connection, name);
            return name;
        }

        public void Dispose() => Connection.Dispose();
    }
}
