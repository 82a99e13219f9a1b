using System.Data;
using System.Data.Common;
using Dapper;

namespace DataMatching.Storage.Postgres;

/// <summary>The schema of a PostgreSQL that is first in the search path, as a whole. What extensions and Quartz brought into it is theirs and not looked at.</summary>
internal sealed partial class PostgresUpkeep : DatabaseUpkeep
{
    /// <summary>What triggers call to refuse.</summary>
    public const string Refusing = "BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END";

    private const string OursOnly = "c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'f') AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') AND c.relname NOT LIKE 'qrtz\\_%'";

    /// <summary>Tables without the foreign keys that they have elsewhere, from migration 13 on, which took the column of units from verdicts.</summary>
    private static readonly HashSet<string> Unproved = new(["batch_household", "evidence", "household_version_person", "union_household", "verdict"], StringComparer.Ordinal);

    public override string Kind => DatabaseKind.PostgreSql.Word();
    public override string HowToEmpty => "drop the database, or its schema, and make it anew, empty";

    public override DbTransaction Snapshot(DbConnection connection)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        connection.Execute("SET TRANSACTION READ ONLY", transaction: transaction);
        connection.ExecuteScalar<int>("SELECT 1", transaction: transaction);
        return transaction;
    }

    /// <summary>
    /// Each trigger that keeps rows has one beside it that keeps the table from being emptied at once; all call one function. The largest tables have no foreign keys.
    /// </summary>
    public override IEnumerable<SchemaPart> Own(IReadOnlyList<SchemaPart> expected)
    {
        const string Deletion = "refuses DELETE: ";
        var proved = expected.Any(p => p is { Kind: SchemaPart.OfColumn, Table: "verdict", Name: "shard" });
        return
        [
            .. expected.Where(p => proved || p.Kind != SchemaPart.OfForeignKey || !Unproved.Contains(p.Table)),
            .. from part in expected
               where part.Kind == SchemaPart.OfTrigger && part.Form.StartsWith(Deletion, StringComparison.Ordinal)
               select SchemaPart.Refusal(part.Table, part.Name + "_at_once", "TRUNCATE", part.Form[Deletion.Length..]),
            new SchemaPart(SchemaPart.OfFunction, "", "dm_refuse", Refusing),
        ];
    }

    public override IEnumerable<string> Faults(DbConnection connection, DbTransaction transaction, IReadOnlyList<TableShape> tables)
    {
        foreach (var found in connection.Query<string>(
            $"""
            SELECT 'the constraint ' || k.conname || ' of ' || c.relname || ' was never proved for the rows that are there' FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE NOT k.convalidated AND {OursOnly}
            UNION ALL SELECT 'the index ' || x.relname || ' of ' || c.relname || ' is not valid' FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid WHERE NOT (i.indisvalid AND i.indisready) AND {OursOnly}
            UNION ALL SELECT DISTINCT 'foreign keys of ' || c.relname || ' are switched off' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgisinternal AND t.tgenabled NOT IN ('O', 'A') AND {OursOnly}
            ORDER BY 1
            """, transaction: transaction).ToList())
        {
            yield return found;
        }

        foreach (var table in tables.Where(t => t.IsNumbered))
        {
            var behind = connection.ExecuteScalar<bool?>(
                $"SELECT COALESCE((SELECT MAX(id) FROM {table.Name}) >= (SELECT COALESCE(s.last_value + 1, s.start_value) FROM pg_sequences s WHERE format('%I.%I', s.schemaname, s.sequencename)::regclass = pg_get_serial_sequence('{table.Name}', 'id')::regclass), FALSE)",
                transaction: transaction);
            if (behind == true) yield return $"{table.Name} would give its next row a number that is taken";
        }
    }

    public override void Renumber(DbConnection connection, DbTransaction transaction, string table) =>
        connection.Execute($"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table})) WHERE EXISTS (SELECT 1 FROM {table})", transaction: transaction);

    public override void BackUp(DbConnection connection, string file) => throw new StoreException(
        "The site's data are in a PostgreSQL, which is backed up by its own tools: pg_dump -Fc, and pg_restore into an empty database (docs/storage.md). Nothing was written.");
}
