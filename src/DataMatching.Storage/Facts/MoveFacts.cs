using System.Data.Common;
using Dapper;
using DataMatching.Evidence;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>Moves the facts of a database of before migration 10, a row each, into evidence; within that migration.</summary>
internal static class MoveFacts
{
    /// <summary>The migration it belongs to.</summary>
    public const int Migration = 10;

    private const int HouseholdsAtOnce = 500;

    private const string Columns =
        "SELECT household, batch, person, dataset, line, byte_offset, ordinal, family, kind, grade, month, valid_from, valid_to, amount_fen, row_hash, detail_enc FROM fact "
        + "WHERE household >= @First AND household <= @Last ORDER BY household, batch, ordinal";

    /// <exception cref="KeyRingException">There are facts, and the keys are not those of the database.</exception>
    public static void Run(DbConnection connection, DbTransaction transaction, Dialect dialect, KeyRing? keys)
    {
        var households = connection.Query<string>("SELECT DISTINCT household FROM batch_household ORDER BY household", transaction: transaction, commandTimeout: 0).AsList();
        if (households.Count == 0) return;
        var fitting = KeyMark.Fitting(connection, transaction, keys);
        var origins = connection.Query<FactOrigin>(FactOrigin.Columns, transaction: transaction).ToDictionary(o => o.Id);
        connection.Execute("UPDATE batch_household SET edge_days = @None", new { None = Array.Empty<byte>() }, transaction, 0);
        foreach (var some in households.Chunk(HouseholdsAtOnce))
        {
            List<object> edged = [];
            using (var evidence = dialect.Bulk(connection, transaction, "evidence", EvidenceTable.Columns))
            {
                foreach (var (batch, facts) in Read(connection, transaction, some[0], some[^1], fitting, origins).OrderBy(b => b.Key))
                {
                    var gathered = new GatheredFacts(origins[batch].Dataset);
                    foreach (var (household, fact, row, ordinal) in facts) gathered.Add(household, fact, row, ordinal, Convert.FromHexString(fact.Source.RowHash));
                    // As it was then: should a later migration fail, programs of before can still read it.
                    foreach (var row in gathered.PutDown().SelectMany(h => EvidenceTable.Alone(h.Household, h.Facts))) evidence.Add(batch, row.Household, row.Part, EvidenceTable.Seal(fitting, batch, row));
                    edged.AddRange(gathered.WithEdges().Where(h => h.Edges.Count > 0).Select(h => new { Edges = MoveContents.OldDays(h.Edges), Batch = batch, h.Household }));
                }
            }

            connection.Execute("UPDATE batch_household SET edge_days = @Edges WHERE batch = @Batch AND household = @Household", edged, transaction);
        }
    }

    private static Dictionary<long, List<(string Household, Fact Fact, FactRow Row, long Ordinal)>> Read(
        DbConnection connection, DbTransaction transaction, string first, string last, KeyRing keys, Dictionary<long, FactOrigin> origins)
    {
        var read = new Dictionary<long, List<(string, Fact, FactRow, long)>>();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = Columns;
        command.Give("@First", first);
        command.Give("@Last", last);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var (batch, ordinal) = (row.GetInt64(1), row.GetInt64(6));
            var detail = row.IsDBNull(15) ? null : keys.Unseal(Place.FactDetail(batch, ordinal), row.GetFieldValue<byte[]>(15));
            var packed = new FactRow(
                (FactFamily)row.GetInt64(7), (int)row.GetInt64(8), row.IsDBNull(10) ? null : (int)row.GetInt64(10), Day(row, 11), Day(row, 12), row.IsDBNull(13) ? null : row.GetInt64(13), detail);
            var source = new Provenance(batch, origins[batch].File, row.GetInt64(4), row.GetInt64(5), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(14)));
            var fact = packed.ToFact(row.GetString(2), origins[batch].Registry, row.GetString(3), (MatchGrade)row.GetInt64(9), source);
            if (!read.TryGetValue(batch, out var facts)) read.Add(batch, facts = []);
            facts.Add((row.GetString(0), fact, packed, ordinal));
        }

        return read;
    }

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : Iso.Day(row.GetString(column));
}
