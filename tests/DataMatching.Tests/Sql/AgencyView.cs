using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Transports;
using Npgsql;

namespace DataMatching.Tests.Sql;

/// <summary>
/// An agency's database with a view of wages and an account that may read the view alone: people 1 to 400 with two months each, of whom we ask about the first; strangers, too.
/// </summary>
internal sealed class AgencyView : AskedAgency
{
    private readonly PostgresServer _server;

    public AgencyView(PostgresServer server)
    {
        _server = server;
        Database = server.NewDatabase();
        User = "reader_" + Database;
        Execute($"""
            CREATE TABLE wages (id integer, xm varchar(50), sfzh char(20), ny varchar(6), je numeric(14,4), dz text, changed timestamp);
            CREATE FUNCTION number_of(n integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ids[n] FROM (SELECT $1 AS n, string_to_array(''{string.Join(',', Enumerable.Range(1, 400).Select(Orders.Id))}'', '','') AS ids) x';
            INSERT INTO wages SELECT n, '王伟', number_of(n), m, 3000.5 + n, 'a street', '2026-10-01 12:00' FROM generate_series(1, 400) n, unnest(ARRAY['202604', '202605']) m ORDER BY n, m;
            CREATE FUNCTION held(n integer, amount numeric) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
            BEGIN
              IF n = 1 THEN PERFORM pg_advisory_xact_lock_shared(43); END IF;
              IF n = 90 THEN PERFORM pg_advisory_xact_lock_shared(42); END IF;
              RETURN amount;
            END $$;
            CREATE VIEW v_wages AS SELECT xm, sfzh, ny, je, dz, changed FROM wages;
            CREATE VIEW v_held AS SELECT xm, sfzh, ny, held(id, je) AS je, dz, changed FROM wages;
            CREATE ROLE {User} LOGIN;
            GRANT SELECT ON v_wages, v_held TO {User};
            """);
    }

    public string Database { get; }
    public string User { get; }
    protected override string Secret => _server.Connection(Database, User);

    /// <summary>Rows of ours, as they come: two months each.</summary>
    public static string Expected(int people = People, params string[] months) => string.Join('\n',
        Enumerable.Range(1, people).SelectMany(n => (months.Length == 0 ? ["202604", "202605"] : months).Select(m => $"王伟|{Orders.Id(n)}|{m}|{3000 + n}.5")).Order(StringComparer.Ordinal));

    public void Execute(string sql) => _server.Execute(sql, Database);

    public NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(_server.Connection(Database));
        connection.Open();
        return connection;
    }

    public SqlSettings Settings(string keys = "table", string view = "public.v_wages", string more = "") => Orders.Source<SqlSettings>($$"""
        { "kind": "postgresql", "scope": "440000", "connection": "file:connection", "view": "{{view}}", "keys": "{{keys}}", "keysAtOnce": 100,
          "columns": { "姓名": "xm", "证件号码": "sfzh", "税款所属期": "ny", "收入额": "je", "扣缴义务人": "dz" }{{more}} }
        """);

    /// <summary>It fails, and nothing of it holds a number.</summary>
    public TransportException Fails(SqlSettings settings)
    {
        var failure = Assert.ThrowsExactly<TransportException>(() => Bring(settings));
        foreach (var id in Enumerable.Range(1, 400).Select(Orders.Id)) Assert.DoesNotContain(id, failure.ToString(), StringComparison.Ordinal);
        Assert.IsFalse(Landing.Finished);
        return failure;
    }

    /// <summary>Waits until our reader stands before the lock; its process.</summary>
    public int UntilHeld(NpgsqlConnection connection)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            using var command = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE usename = $1 AND wait_event = 'advisory'", connection) { Parameters = { new() { Value = User } } };
            if (command.ExecuteScalar() is int pid) return pid;
            Thread.Sleep(25);
        }

        throw new AssertFailedException("the reader did not come to the lock");
    }

    public static object? Ask(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return command.ExecuteScalar();
    }
}
