using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace DataMatching.Storage.Postgres;

internal sealed partial class PostgresUpkeep
{
    public override IReadOnlyList<SchemaPart> Schema(DbConnection connection, DbTransaction? transaction) =>
    [
        .. connection.Query<string>($"SELECT c.relname::text FROM pg_class c WHERE {OursOnly} ORDER BY c.relname", transaction: transaction).Select(SchemaPart.OfName),
        .. connection.Query<Column>(
            $"""
            SELECT c.relname::text AS "Table", a.attname::text AS Name, format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation = 0 OR l.collname = 'C' THEN '' ELSE ' COLLATE ' || l.collname END AS Type,
              a.attnotnull AS Needed, pg_get_expr(d.adbin, d.adrelid) AS Otherwise, a.attidentity <> '' AS Numbered
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE a.attnum > 0 AND NOT a.attisdropped AND {OursOnly} ORDER BY c.relname, a.attnum
            """, transaction: transaction).Select(c => SchemaPart.Column(c.Table, c.Name, Word(c.Type), c.Needed, Bare(c.Otherwise), c.Numbered)),
        .. connection.Query<Key>(
            $"""
            SELECT c.relname::text AS "Table", k.contype::text AS Type, o.relname::text AS Other,
              ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (n, i) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.i) AS Columns,
              ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (n, i) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.i) AS Others
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_class o ON o.oid = k.confrelid WHERE k.contype IN ('p', 'u', 'f') AND {OursOnly} ORDER BY c.relname, k.conname
            """, transaction: transaction).Select(Constraint),
        .. connection.Query<Index>(
            $"""
            SELECT c.relname::text AS "Table", x.relname::text AS Name, i.indisunique AS IsUnique, pg_get_expr(i.indpred, i.indrelid, true) AS Rows,
              ARRAY(SELECT pg_get_indexdef(i.indexrelid, n, true) FROM generate_series(1, i.indnkeyatts) n ORDER BY n) AS Columns
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
            WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')) AND {OursOnly} ORDER BY x.relname
            """, transaction: transaction).Select(i => SchemaPart.Index(i.Table, i.Name, i.IsUnique, i.Columns, i.Rows)),
        .. connection.Query<Trigger>(
            $"""
            SELECT c.relname::text AS "Table", t.tgname::text AS Name, t.tgtype::int AS Type, t.tgenabled IN ('O', 'A') AS IsOn, t.tgargs AS Arguments, p.proname::text AS Function
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND {OursOnly} ORDER BY t.tgname
            """, transaction: transaction).Select(Refusal),
        .. connection.Query<string>("SELECT prosrc FROM pg_proc WHERE proname = 'dm_refuse' AND pronargs = 0 AND pronamespace = current_schema()::regnamespace", transaction: transaction)
            .Select(source => new SchemaPart(SchemaPart.OfFunction, "", "dm_refuse", source.Trim())),
    ];

    private static string Word(string type) => type switch { "bigint" => SchemaPart.Number, "text" => SchemaPart.Text, "bytea" => SchemaPart.Bytes, _ => type };

    /// <summary>A default without the type that the server adds to it.</summary>
    private static string? Bare(string? expression) => expression is null ? null : Cast().Replace(expression, "").Trim('(', ')', '\'');

    private static SchemaPart Constraint(Key key) => key.Type switch
    {
        "p" => SchemaPart.PrimaryKey(key.Table, key.Columns),
        "u" => SchemaPart.Unique(key.Table, key.Columns),
        _ => SchemaPart.ForeignKey(key.Table, key.Columns, key.Other ?? "", key.Others),
    };

    private static SchemaPart Refusal(Trigger trigger)
    {
        const int Row = 1, Before = 2, Deleting = 8, Updating = 16, Emptying = 32;
        var what = trigger.Type switch { Row + Before + Updating => "UPDATE", Row + Before + Deleting => "DELETE", Before + Emptying => "TRUNCATE", _ => null };
        if (!trigger.IsOn) return new SchemaPart(SchemaPart.OfTrigger, trigger.Table, trigger.Name, "switched off");
        return what is not null && trigger.Function == "dm_refuse"
            ? SchemaPart.Refusal(trigger.Table, trigger.Name, what, Encoding.UTF8.GetString(trigger.Arguments).TrimEnd('\0'))
            : new SchemaPart(SchemaPart.OfTrigger, trigger.Table, trigger.Name, "does something else");
    }

    private sealed record Column
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public bool Needed { get; init; }
        public string? Otherwise { get; init; }
        public bool Numbered { get; init; }
    }

    private sealed record Key
    {
        public string Table { get; init; } = "";
        public string Type { get; init; } = "";
        public string? Other { get; init; }
        public string[] Columns { get; init; } = [];
        public string[] Others { get; init; } = [];
    }

    private sealed record Index
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public bool IsUnique { get; init; }
        public string? Rows { get; init; }
        public string[] Columns { get; init; } = [];
    }

    private sealed record Trigger
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public int Type { get; init; }
        public bool IsOn { get; init; }
        public byte[] Arguments { get; init; } = [];
        public string Function { get; init; } = "";
    }

    [GeneratedRegex("::[a-z ]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cast();
}
