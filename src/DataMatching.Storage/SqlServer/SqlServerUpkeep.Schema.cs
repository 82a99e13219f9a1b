using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;

namespace DataMatching.Storage.SqlServer;

internal sealed partial class SqlServerUpkeep
{
    public const string TablesThere = "SELECT t.name FROM sys.tables t WHERE t.schema_id = SCHEMA_ID() AND t.is_ms_shipped = 0 ORDER BY t.name";

    public const string ColumnsThere =
        """
        SELECT t.name AS "Table", c.name AS Name, TYPE_NAME(c.user_type_id) AS Type, CAST(c.max_length AS int) AS Length, c.collation_name AS Collated, c.is_nullable AS MayLack, c.is_identity AS IsNumbered,
          d.definition AS Otherwise
        FROM sys.columns c JOIN sys.tables t ON t.object_id = c.object_id LEFT JOIN sys.default_constraints d ON d.parent_object_id = c.object_id AND d.parent_column_id = c.column_id
        WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, c.column_id
        """;

    public const string IndexesThere =
        """
        SELECT t.name AS "Table", i.name AS Name, i.is_unique AS IsUnique, i.is_primary_key AS IsPrimary, i.is_unique_constraint AS IsConstraint, c.name AS "Column"
        FROM sys.indexes i JOIN sys.tables t ON t.object_id = i.object_id JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0
          JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, i.name, x.key_ordinal
        """;

    public const string ReferencesThere =
        """
        SELECT t.name AS "Table", f.name AS Name, o.name AS Other, ours.name AS Ours, theirs.name AS Theirs
        FROM sys.foreign_keys f JOIN sys.tables t ON t.object_id = f.parent_object_id JOIN sys.tables o ON o.object_id = f.referenced_object_id JOIN sys.foreign_key_columns k ON k.constraint_object_id = f.object_id
          JOIN sys.columns ours ON ours.object_id = k.parent_object_id AND ours.column_id = k.parent_column_id JOIN sys.columns theirs ON theirs.object_id = k.referenced_object_id AND theirs.column_id = k.referenced_column_id
        WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, f.name, k.constraint_column_id
        """;

    public const string TriggersThere =
        """
        SELECT t.name AS "Table", r.name AS Name, r.is_disabled AS IsOff, OBJECT_DEFINITION(r.object_id) AS Written
        FROM sys.triggers r JOIN sys.tables t ON t.object_id = r.parent_id WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, r.name
        """;

    /// <summary>What a server that renames indexes puts behind what is left of the name.</summary>
    private const int Digest = 32, LongestName = 63;

    private static readonly Lazy<ILookup<string, string>> IndexNames = new(() =>
        ExpectedSchema.Of(Migration.Of(new SqlServerDialect("Server=localhost"))).Where(p => p.Kind == SchemaPart.OfIndex).ToLookup(p => p.Table, p => p.Name, StringComparer.Ordinal));

    public override IReadOnlyList<SchemaPart> Schema(DbConnection connection, DbTransaction? transaction)
    {
        List<SchemaPart> parts =
        [
            .. connection.Query<string>(TablesThere, transaction: transaction).Select(SchemaPart.OfName),
            .. connection.Query<Column>(ColumnsThere, transaction: transaction).Select(c => SchemaPart.Column(c.Table, c.Name, c.Word, !c.MayLack, c.Otherwise?.Trim('(', ')'), c.IsNumbered)),
            .. connection.Query<IndexColumn>(IndexesThere, transaction: transaction).GroupBy(c => (c.Table, c.Name)).Select(i => Key(i.First(), i.Select(c => c.Column))),
            .. connection.Query<Pointer>(ReferencesThere, transaction: transaction).GroupBy(p => (p.Table, p.Name)).Select(k => SchemaPart.ForeignKey(k.Key.Table, k.Select(p => p.Ours), k.First().Other, k.Select(p => p.Theirs))),
            .. connection.Query<Trigger>(TriggersThere, transaction: transaction).Select(Refusal),
        ];
        return parts.FindAll(p => !IsOfOthers(p.Table));
    }

    /// <summary>Texts and bytes of keys have a length here, rows that the program numbers none of the table's numbers; which rows an index holds is not compared.</summary>
    public override IEnumerable<SchemaPart> Own(IReadOnlyList<SchemaPart> expected)
    {
        var keyed = (from part in expected
                     where part.Kind is SchemaPart.OfPrimaryKey or SchemaPart.OfUnique or SchemaPart.OfIndex
                     let columns = part.Kind == SchemaPart.OfUnique ? part.Name : Columns(part)
                     from column in columns.Split(", ")
                     select (part.Table, column)).ToHashSet();
        return from part in expected
               select part.Kind switch
               {
                   SchemaPart.OfColumn => part with { Form = Form(part, keyed.Contains((part.Table, part.Name))) },
                   SchemaPart.OfIndex => part with { Form = part.Form.Split(" where ")[0] },
                   _ => part,
               };

        static string Columns(SchemaPart part) => part.Form.Split(" where ")[0].Replace("unique ", "", StringComparison.Ordinal);
    }

    private static string Form(SchemaPart column, bool isKeyed)
    {
        var form = SqlServerWords.NumbersItself(column.Table) ? column.Form : column.Form.Replace(SchemaPart.Numbered, "", StringComparison.Ordinal);
        if (!isKeyed) return form;
        var type = form.Split(' ')[0].TrimEnd(',');
        return type switch
        {
            SchemaPart.Text => Sized(type, SqlServerWords.LengthOf(column.Name)),
            SchemaPart.Bytes => Sized(type, SqlServerWords.BytesInKeys),
            _ => type,
        } + form[type.Length..];
    }

    private static string Sized(string type, int length) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{type}({length})");

    private static bool IsOfOthers(string table) =>
        table.StartsWith(SqlServerWords.Stages, StringComparison.Ordinal) || table.StartsWith("qrtz_", StringComparison.OrdinalIgnoreCase);

    private static SchemaPart Key(IndexColumn index, IEnumerable<string> columns) => index switch
    {
        { IsPrimary: true } => SchemaPart.PrimaryKey(index.Table, columns),
        { IsConstraint: true } => SchemaPart.Unique(index.Table, columns),
        _ => SchemaPart.Index(index.Table, NameGiven(index.Table, index.Name), index.IsUnique, columns, null),
    };

    /// <summary>Babelfish calls an index by its name, its table and a digest, cut to what PostgreSQL allows.</summary>
    private static string NameGiven(string table, string name)
    {
        if (name.Length <= Digest || !name[^Digest..].All(char.IsAsciiHexDigitLower)) return name;
        var begun = name[..^Digest];
        if (name.Length < LongestName) return begun.Length > table.Length && begun.EndsWith(table, StringComparison.Ordinal) ? begun[..^table.Length] : name;
        return IndexNames.Value[table].FirstOrDefault(given => (given + table).StartsWith(begun, StringComparison.Ordinal)) ?? name;
    }

    private static SchemaPart Refusal(Trigger trigger)
    {
        if (trigger.IsOff) return new SchemaPart(SchemaPart.OfTrigger, trigger.Table, trigger.Name, "switched off");
        if (trigger.Written is null) return new SchemaPart(SchemaPart.OfTrigger, trigger.Table, trigger.Name, "something that this account may not see: that takes VIEW DEFINITION");
        return SqlServerWords.Refused(trigger.Written) is { } refused && refused.Name == trigger.Name && refused.Table == trigger.Table
            ? SchemaPart.Refusal(trigger.Table, trigger.Name, refused.What, refused.Words)
            : new SchemaPart(SchemaPart.OfTrigger, trigger.Table, trigger.Name, "does something else");
    }

    private sealed record Column
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public int Length { get; init; }
        public string? Collated { get; init; }
        public bool MayLack { get; init; }
        public bool IsNumbered { get; init; }
        public string? Otherwise { get; init; }

        /// <summary>The type as the migrations call it, with its length if it has one; another type by its own name.</summary>
        public string Word => (Type, Length) switch
        {
            ("bigint", _) => SchemaPart.Number,
            ("varbinary", -1) => SchemaPart.Bytes,
            ("varbinary", _) => Sized(SchemaPart.Bytes, Length),
            ("nvarchar", -1) => SchemaPart.Text + Foreign,
            ("nvarchar", _) => Sized(SchemaPart.Text, Length / 2) + Foreign,
            _ => Type,
        };

        private string Foreign => Collated is null || Collated.EndsWith("BIN2", StringComparison.OrdinalIgnoreCase) || SqlServerWords.IsReferred(Table, Name) ? "" : " COLLATE " + Collated;
    }

    private sealed record IndexColumn
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public bool IsUnique { get; init; }
        public bool IsPrimary { get; init; }
        public bool IsConstraint { get; init; }
        public string Column { get; init; } = "";
    }

    private sealed record Pointer
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public string Other { get; init; } = "";
        public string Ours { get; init; } = "";
        public string Theirs { get; init; } = "";
    }

    private sealed record Trigger
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public bool IsOff { get; init; }
        public string? Written { get; init; }
    }
}
