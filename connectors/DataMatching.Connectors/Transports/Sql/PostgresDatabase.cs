using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>An agency's PostgreSQL, or one of the servers that descend from it.</summary>
internal sealed class PostgresDatabase : IAgencyDatabase
{
    private readonly string _connection;

    public PostgresDatabase(string connection, SqlSettings settings)
    {
        NpgsqlConnectionStringBuilder given;
        try
        {
            given = new NpgsqlConnectionStringBuilder(connection)
            {
                Pooling = false,
                Enlist = false,
                IncludeErrorDetail = false,
                PersistSecurityInfo = false,
                ApplicationName = "datamatching",
                CommandTimeout = settings.TimeoutSeconds,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new TransportException($"the connection string at {settings.Connection.Place} is none of PostgreSQL; expected such as Host=10.0.0.5;Database=share;Username=union;Password=…;SSL Mode=VerifyFull");
        }

        SafeLine.Demand(settings, Fault(given), (given.Host ?? "").Split(','), "SSL Mode=VerifyFull, or VerifyCA with Root Certificate");
        _connection = given.ConnectionString;
    }

    public IAgencySession Open(SqlQuestion question, CancellationToken cancel) => new PostgresSession(_connection, question, cancel);

    public (bool Transient, string Words)? Meaning(Exception failure) => failure switch
    {
        { InnerException: AuthenticationException } => (false, SafeLine.Untrusted),
        PostgresException e => e.SqlState switch
        {
            "42501" => (false, "the account may not read the view, or may make no temporary table (SQLSTATE 42501); ask the agency for the right to read the view, and set \"keys\": \"array\" where temporary tables are not allowed"),
            "42P01" or "3F000" => (false, $"there is no such view (SQLSTATE {e.SqlState}); see 'view' of the source, as the database writes it, or ask the agency whether it was renamed"),
            "42703" => (false, "the view lacks a column of the source's settings (SQLSTATE 42703); see 'columns', as the database writes them, or ask the agency what has changed"),
            "28P01" or "28000" => (false, $"the account was not let in (SQLSTATE {e.SqlState}); see the connection string, or ask the agency whether the password has changed"),
            "3D000" => (false, "there is no such database (SQLSTATE 3D000); see the connection string"),
            "25006" => (false, "something was to be written where nothing may be (SQLSTATE 25006); on a standby set \"keys\": \"array\", and a view must only read"),
            "40001" or "40P01" or "55P03" or "57014" or "57P01" or "57P02" or "57P03" => (true, $"the database gave up (SQLSTATE {e.SqlState}: deadlock, time limit, or stopped)"),
            _ => (e.IsTransient || e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState.StartsWith("53", StringComparison.Ordinal), $"the database answered with an error (SQLSTATE {e.SqlState})"),
        },
        NpgsqlException { InnerException: TimeoutException } => (true, "the database did not answer in time (timeoutSeconds)"),
        NpgsqlException or IOException or SocketException or TimeoutException or InvalidOperationException => (true, "the connection to the database failed or was lost"),
        _ => null,
    };

    /// <summary>VerifyCA takes a certificate for any name: of one authority that is given that may do, of all that the machine trusts anybody can have one.</summary>
    private static string? Fault(NpgsqlConnectionStringBuilder given) => given.SslMode switch
    {
        SslMode.VerifyFull => null,
        SslMode.VerifyCA => given.RootCertificate is { Length: > 0 } ? null : "SSL Mode=VerifyCA without Root Certificate",
        var mode => $"SSL Mode={mode}",
    };
}

/// <summary>
/// One question to a PostgreSQL. The temporary table is made first; then a transaction begins that is read-only and sees one state of the database: in it the temporary table alone can be
/// written to, and count and rows agree.
/// </summary>
internal sealed class PostgresSession : IAgencySession
{
    private const string Keys = "pg_temp.dm_keys";
    private readonly NpgsqlConnection _connection;
    private readonly SqlQuestion _question;
    private readonly CancellationToken _cancel;
    private readonly string[] _texts;

    public PostgresSession(string connection, SqlQuestion question, CancellationToken cancel)
    {
        (_question, _cancel) = (question, cancel);
        _texts = question.Settings.Keys == KeyMode.None ? [] : [.. question.People.Texts()];
        _connection = new NpgsqlConnection(connection);
        try
        {
            _connection.Open();
            if (question.Settings.Keys == KeyMode.Table) Run("CREATE TEMPORARY TABLE dm_keys (id text NOT NULL)");
            Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (question.Settings.Keys == KeyMode.Table) Send();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public long Count() => Counted(">");

    public long CountBefore() => Counted("<=");

    public long? CountAfter() => null;

    public void Read(Action<DbDataReader> row)
    {
        using var command = Asked(string.Join(", ", _question.Selected.Select(c => "v." + Name(c))));
        if (_question.Settings.Watermark is { } mark) command.CommandText += $" ORDER BY v.{Name(mark)} NULLS FIRST";
        Execute(command, c =>
        {
            ReadRows.Of(c, row);
            return true;
        });
    }

    public void Dispose() => _connection.Dispose();

    private string View => QuoteName.ForPostgres(_question.Settings.View);

    private static string Name(string column) => QuoteName.ForPostgres(column);

    private void Send()
    {
        using (var writer = _connection.BeginBinaryImport($"COPY {Keys} (id) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var text in _texts)
            {
                writer.StartRow();
                writer.Write(text);
            }

            writer.Complete();
        }

        Run($"ANALYZE {Keys}");
    }

    private long Counted(string side)
    {
        using var command = Asked("count(*)", side);
        return (long)Execute(command, c => c.ExecuteScalar())!;
    }

    /// <summary>The question with this list of columns.</summary>
    /// <param name="side">Behind the watermark where it goes on, or up to it.</param>
    private NpgsqlCommand Asked(string list, string side = ">")
    {
        var command = Command("");
        List<string> conditions = [];
        if (_question.Settings.Keys != KeyMode.None)
        {
            var ours = _question.Settings.Keys == KeyMode.Table ? $"SELECT id FROM {Keys}" : $"SELECT unnest({Parameter(command, _texts)}::text[])";
            conditions.Add("(" + string.Join(" OR ", _question.Columns.Ids.Select(c => $"v.{Name(c)} IN ({ours})")) + ")");
        }

        if (_question.Months is var (from, to))
        {
            var month = "v." + Name(_question.Settings.Month!.Column);
            conditions.Add($"{month} >= {Parameter(command, from)} AND {month} < {Parameter(command, to)}");
        }

        if (_question.After is { } after) conditions.Add($"(v.{Name(_question.Settings.Watermark!)} {side} {Parameter(command, after.Value)}{SqlQuestion.OrEmpty(side, "v." + Name(_question.Settings.Watermark!))})");
        command.CommandText = $"SELECT {list} FROM {View} v" + (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions));
        return command;
    }

    private static string Parameter(NpgsqlCommand command, object value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return $"${command.Parameters.Count}";
    }

    private void Run(string text)
    {
        using var command = Command(text);
        Execute(command, c => c.ExecuteNonQuery());
    }

    private NpgsqlCommand Command(string text) => new(text, _connection);

    private T Execute<T>(NpgsqlCommand command, Func<NpgsqlCommand, T> execute)
    {
        _cancel.ThrowIfCancellationRequested();
        using var stop = new StopStatement(_cancel, command);
        return execute(command);
    }
}
