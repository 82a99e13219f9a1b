using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace DataMatching.Storage.Postgres;

/// <summary>
/// PostgreSQL, and the servers that descend from it. One writer at a time, as everywhere here: it holds an advisory lock of its schema until its transaction ends. Texts are compared by their bytes,
/// whatever the server's locale.
/// </summary>
internal sealed partial class PostgresDialect : Dialect
{
    private const string OneWriter = "SELECT pg_advisory_xact_lock(hashtext('datamatching'), hashtext(current_schema()::text))";

    private const int SecondsOfSilence = 30;

    private const string WorkRightOf = "hashtext('datamatching work'), hashtext(current_schema()::text)";

    private readonly bool _looking;
    private readonly string _pooled;
    private readonly string _alone;

    /// <param name="connection">As Npgsql reads it; <c>Search Path</c> names the schema, which must be there.</param>
    /// <param name="looking">True reads what is there: a transaction that would write is refused. Scratch tables of the session are made all the same.</param>
    /// <exception cref="StoreException">It is no connection string.</exception>
    public PostgresDialect(string connection, bool looking = false)
    {
        _looking = looking;
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "datamatching", IncludeErrorDetail = false, PersistSecurityInfo = false, CommandTimeout = 300, Enlist = false, NoResetOnClose = false };
            if (settings.SslMode is not SslMode.VerifyFull && settings.Host?.Split(',').All(IsHere) != true)
                throw new StoreException("The connection string of the database lets data go unencrypted, or to any server. Expected SSL Mode=VerifyFull, or a server on this machine.");
            _pooled = settings.ConnectionString;
            settings.Pooling = false;
            // Who holds the right to work says nothing on that connection for hours.
            if (settings.KeepAlive == 0) settings.KeepAlive = SecondsOfSilence;
            _alone = settings.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new StoreException("The connection string of the database is none of PostgreSQL. Expected such as Host=10.0.0.5;Database=datamatching;Username=datamatching;Password=…;SSL Mode=VerifyFull.", e);
        }
    }

    public override string Has(string table) => $"SELECT CASE WHEN to_regclass('{table}') IS NULL THEN 0 ELSE 1 END";

    public override string WhenNotOpened => "See that its server runs, and that the connection string of config/site.json names it, the database and an account that it lets in. Nothing was changed.";

    public override DatabaseUpkeep Upkeep { get; } = new PostgresUpkeep();

    public override void Prepare()
    {
        using var connection = ConnectAlone();
        using var transaction = Write(connection);
        connection.Execute(
            $"CREATE OR REPLACE FUNCTION dm_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {PostgresUpkeep.Refusing} $$", transaction: transaction);
        transaction.Commit();
    }

    public override DbConnection Connect() => Open(_pooled);
    public override DbConnection ConnectAlone() => Open(_alone);

    // From the pool: a new process of the server for each of a unit's streams costs more than what the stream reads. Without parallel workers, which are new processes too. A connection that goes back to the pool
    // forgets its scratch tables and this setting (DISCARD ALL).
    public override DbConnection ConnectToRead()
    {
        var connection = Open(_pooled);
        try
        {
            connection.Execute("SET max_parallel_workers_per_gather = 0");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override DbTransaction Write(DbConnection connection)
    {
        var transaction = connection.BeginTransaction();
        try
        {
            connection.Execute(_looking ? "SET TRANSACTION READ ONLY" : OneWriter, transaction: transaction);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public override DbTransaction Scratch(DbConnection connection) => connection.BeginTransaction();
    public override string ScratchName(ScratchTable table) => "pg_temp." + table.Name;

    public override string CreateScratch(ScratchTable table) => InItsWords($"CREATE TEMPORARY TABLE {table.Name} ({table.Columns}, PRIMARY KEY ({table.Key}))");

    // What a sequence gave is gone, even when its transaction is rolled back. Writers take turns, so that the largest number there is can be gone on from; the sequence comes after.
    public override string InsertNext(string table, params string[] columns) =>
        $"WITH row AS (INSERT INTO {table} (id, {Storage.Bulk.Names(columns)}) SELECT COALESCE(MAX(id), 0) + 1, {string.Join(", ", columns.Select(Storage.Bulk.Parameter))} FROM {table} RETURNING id) "
        + $"SELECT setval(pg_get_serial_sequence('{table}', 'id'), id) FROM row";

    public override Bulk Bulk(DbConnection connection, DbTransaction? transaction, string table, params string[] columns) => new CopyRows((NpgsqlConnection)connection, table, columns);

    public override void Survey(DbConnection connection, params ReadOnlySpan<string> tables) => connection.Execute($"ANALYZE {string.Join(", ", tables!)}", commandTimeout: 0);

    public override string In(string column, string parameter) => $"{column} = ANY({parameter})";

    public override SharedServer Server => new(DatabaseKind.PostgreSql.Word(), NpgsqlFactory.Instance, _pooled);
    public override string ServerTime => "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint";
    public override bool TakeWorkRight(DbConnection connection) => connection.ExecuteScalar<bool>($"SELECT pg_try_advisory_lock({WorkRightOf})");

    public override void ReturnWorkRight(DbConnection connection, int seconds) => connection.Execute($"SELECT pg_advisory_unlock({WorkRightOf})", commandTimeout: seconds);

    public override bool HasWorkRight(DbConnection connection) => connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND objsubid = 2 AND granted "
        + "AND classid::bigint = hashtext('datamatching work')::bigint & 4294967295 AND objid::bigint = hashtext(current_schema()::text)::bigint & 4294967295)");

    public override IReadOnlyList<string> Translate(string sql) => [InItsWords(sql)];

    private static string InItsWords(string sql)
    {
        sql = ForItAlone().Replace(sql, "${statement}");
        sql = Id().Replace(sql, "id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
        sql = Refusal().Replace(sql, "CREATE TRIGGER ${name} BEFORE ${what} ON ${table} FOR EACH ROW EXECUTE FUNCTION dm_refuse('${words}')");
        sql = Deletion().Replace(sql, "$0; CREATE TRIGGER ${name}_at_once BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION dm_refuse('${words}')");
        sql = Clustered().Replace(sql, ")");
        sql = Other().Replace(sql, "$0 DEFERRABLE INITIALLY DEFERRED");
        sql = Number().Replace(sql, "bigint");
        sql = Bytes().Replace(sql, "bytea");
        return Words().Replace(sql, "text COLLATE \"C\"");
    }

    public override void Release()
    {
        using var connection = new NpgsqlConnection(_pooled);
        NpgsqlConnection.ClearPool(connection);
    }

    private static bool IsHere(string host) => host.Trim().ToLowerInvariant() is "localhost" or "127.0.0.1" or "::1" || host.StartsWith('/');

    private static NpgsqlConnection Open(string settings)
    {
        var connection = new NpgsqlConnection(settings);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    [GeneratedRegex(@"\bid INTEGER NOT NULL PRIMARY KEY\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"CREATE TRIGGER (?<name>\w+) BEFORE (?<what>UPDATE|DELETE) ON (?<table>\w+) BEGIN SELECT RAISE\(ABORT, '(?<words>[^']*)'\); END", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"CREATE TRIGGER (?<name>\w+) BEFORE DELETE ON (?<table>\w+) FOR EACH ROW EXECUTE FUNCTION dm_refuse\('(?<words>[^']*)'\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Deletion();

    [GeneratedRegex(@"^-- PostgreSQL: (?<statement>.*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex ForItAlone();

    [GeneratedRegex(@"\) WITHOUT ROWID\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clustered();

    [GeneratedRegex(@"\bREFERENCES \w+ \(\w+\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Other();

    [GeneratedRegex(@"\bINTEGER\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\bBLOB\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bytes();

    [GeneratedRegex(@"\bTEXT\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
