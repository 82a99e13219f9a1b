using DataMatching.Connectors.Registries;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>How the agency's database learns whom we ask about.</summary>
public enum KeyMode
{
    /// <summary>PostgreSQL: a temporary table, filled by COPY.</summary>
    Table,

    /// <summary>PostgreSQL: an array as parameter; needs no right to make tables, and works on a standby.</summary>
    Array,

    /// <summary>SQL Server: a temporary table, filled by bulk copy.</summary>
    Bulk,

    /// <summary>SQL Server: a temporary table, filled by INSERT with parameters.</summary>
    Rows,

    /// <summary>Not at all: every row is read, and those of others are dropped as they come.</summary>
    None,
}

/// <summary>The column that says a row's month, and how: <c>yyyyMM</c>, <c>yyyy-MM</c>, <c>number</c> (202604) or <c>date</c>.</summary>
public sealed record MonthColumn(string Column, string Format);

/// <summary>A view in an agency's database, read with an account that may read it and nothing else.</summary>
/// <param name="Connection">Where the connection string is; it holds the password.</param>
/// <param name="Columns">The view's column by standard header.</param>
/// <param name="Month">Null: the view holds the months of the agreement and no others.</param>
/// <param name="Watermark">The column, filled in in every row, in whose order a view without keys is read, so that it can go on in the middle; null: it begins anew.</param>
/// <param name="Unencrypted">Why numbers may go over a line that is not encrypted, or to a server that proves nothing; null: they may not.</param>
/// <param name="KeysAtOnce">People of one question; each is one short transaction, and one commit of the landing.</param>
public sealed record SqlSettings(
    District Scope, int EveryDays, int FromMonths, int ToMonths, string Kind, Secret Connection, string View, KeyMode Keys, IReadOnlyDictionary<string, string> Columns, MonthColumn? Month,
    string? Watermark, int TimeoutSeconds, int KeysAtOnce, string? Unencrypted) : SourceSettings(Scope, EveryDays, FromMonths, ToMonths)
{
    internal const string Postgres = "postgresql", SqlServer = "sqlserver";

    internal static readonly string[] Known = ["connection", "view", "keys", "columns", "month", "watermark", "timeoutSeconds", "keysAtOnce", "unencrypted"];

    public override string Kind { get; } = Kind;

    public override ITransport Open(TransportSite site) => OpenWith(site, SqlSource.UsualRowsOfCommit);

    /// <summary>The same with a stream's rows between two commits, at least.</summary>
    internal SqlSource OpenWith(TransportSite site, int rowsOfCommit)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new SqlSource(this, site.Root, site.Clock, (connection, settings) => settings.Database(connection), rowsOfCommit);
    }

    /// <summary>A stream goes on within its day: what of it is there is proved by a number of rows alone.</summary>
    public override int DaysToGoOn => Watermark is null ? base.DaysToGoOn : 0;

    public override IEnumerable<Secret> Secrets => [Connection];

    public override void Check(string site) => Database(Connection.Read(site));

    public override string? Weakness => Unencrypted is null ? null : $"numbers may go unencrypted, or to a server that proves nothing: {Unencrypted}";

    private IAgencyDatabase Database(string connection) => Kind == Postgres ? new PostgresDatabase(connection, this) : new SqlServerDatabase(connection, this);

    internal static SourceReader Reader(string kind) => (source, scope, every, from, to) => Read(kind, source, scope, every, from, to);

    private static SqlSettings? Read(string kind, SettingsElement source, District scope, int everyDays, int fromMonths, int toMonths)
    {
        var connection = source.Secret("connection");
        var view = source.Text("view");
        Check(source, "view", view, 3);
        var columns = source.Texts("columns");
        if (columns.Count == 0) source.Fault("columns", "nothing", "the view's column by standard header");
        foreach (var column in columns.Values) Check(source, "columns", column, 1);
        var word = kind == Postgres ? source.OneOf("keys", "table", "array", "none") : source.OneOf("keys", "bulk", "rows", "none");
        var keys = word switch { "table" => KeyMode.Table, "array" => KeyMode.Array, "bulk" => KeyMode.Bulk, "rows" => KeyMode.Rows, _ => KeyMode.None };
        var month = source.Object("month") is { } m ? MonthOf(m) : null;
        var watermark = source.Optional("watermark");
        if (watermark is not null) Check(source, "watermark", watermark, 1);
        if (watermark is not null && keys != KeyMode.None) source.Fault("watermark", "one beside keys, whose parts are short and begin anew", "\"keys\": \"none\", or no watermark");
        var (timeout, atOnce) = ((int)source.Number("timeoutSeconds", 1, 7200, 600), (int)source.Number("keysAtOnce", 100, 200_000, 20_000));
        var unencrypted = source.Optional("unencrypted");
        if (unencrypted is not null && string.IsNullOrWhiteSpace(unencrypted)) source.Fault("unencrypted", "an empty text", "the reason why numbers may go unencrypted, or no such setting");
        return connection is null ? null : new SqlSettings(scope, everyDays, fromMonths, toMonths, kind, connection, view, keys, columns, month, watermark, timeout, atOnce, unencrypted);
    }

    private static MonthColumn MonthOf(SettingsElement element)
    {
        element.OnlyKnown("column", "format");
        var column = element.Text("column");
        Check(element, "column", column, 1);
        return new MonthColumn(column, element.OneOf("format", "yyyyMM", "yyyy-MM", "number", "date"));
    }

    private static void Check(SettingsElement element, string name, string text, int parts)
    {
        if (text.Length > 0 && !QuoteName.IsName(text, parts)) element.Fault(name, "a name with other characters", QuoteName.Expected(parts));
    }
}
