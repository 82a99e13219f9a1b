using System.Globalization;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Transports;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Sql;

/// <summary>
/// An agency on the T-SQL server of DM_TEST_SQLSERVER, whose account may make tables and logins: a view of wages of people 1 to 400 with a month each, of whom we ask about the first 250; and an
/// account that may read the view alone. Tables and accounts have names of their own, and are left behind.
/// </summary>
internal sealed class SqlServerAgency : AskedAgency
{
    public SqlServerAgency()
    {
        var own = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        (Table, View, Reader) = ($"t{own}", $"v{own}", $"r{own}");
        Execute($"CREATE TABLE {Table} (XM nvarchar(50), SFZH char(20), NY int, JE numeric(14,4), GXSJ datetime2, N int)");
        foreach (var some in Enumerable.Range(1, 400).Chunk(100))
            Execute($"INSERT INTO {Table} (XM, SFZH, NY, JE, GXSJ, N) VALUES " + string.Join(", ", some.Select(n => string.Create(CultureInfo.InvariantCulture, $"(N'王伟', '{Orders.Id(n)}', 202604, {3000 + n}.5, '2026-10-01 12:00', {n})"))));
        Execute($"CREATE VIEW {View} AS SELECT XM, SFZH, NY, JE, GXSJ FROM {Table}");
        Connection = new SqlConnectionStringBuilder(Server);
        var password = "Pw-" + own;
        Execute($"CREATE LOGIN {Reader} WITH PASSWORD = '{password}'");
        Execute($"CREATE USER {Reader} FOR LOGIN {Reader}");
        Execute($"GRANT SELECT ON {View} TO {Reader}");
        (Connection.UserID, Connection.Password) = (Reader, password);
    }

    public string Table { get; }
    public string View { get; }

    /// <summary>The account that may read the view.</summary>
    public string Reader { get; }

    /// <summary>What the program is given: the reader's.</summary>
    public SqlConnectionStringBuilder Connection { get; }

    protected override string Secret => Connection.ConnectionString;

    /// <summary>Rows of ours, as they come.</summary>
    public static string Expected(int times = 1) => string.Join('\n', Enumerable.Range(1, People).SelectMany(n => Enumerable.Repeat($"王伟|{Orders.Id(n)}|202604|{3000 + n}.5", times)).Order(StringComparer.Ordinal));

    private static string Server => Environment.GetEnvironmentVariable("DM_TEST_SQLSERVER") ?? throw new AssertFailedException("DM_TEST_SQLSERVER holds no connection string");

    public static void Execute(string sql)
    {
        using var connection = new SqlConnection(Server);
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>One more view beside the agency's, read by the same account; its name.</summary>
    public string Also(string select)
    {
        var name = $"{View}_{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4))}";
        Execute($"CREATE VIEW {name} AS {select}");
        Execute($"GRANT SELECT ON {name} TO {Reader}");
        return name;
    }

    public SqlSettings Settings(string keys = "rows", string? view = null, string more = """, "month": { "column": "NY", "format": "number" } """) => Orders.Source<SqlSettings>($$"""
        { "kind": "sqlserver", "scope": "440000", "connection": "file:connection", "view": "dbo.{{view ?? View}}", "keys": "{{keys}}", "keysAtOnce": 100,
          "columns": { "姓名": "XM", "证件号码": "SFZH", "税款所属期": "NY", "收入额": "JE" }{{more}} }
        """);

    /// <summary>It fails, nothing of it holds a number or the password, and nothing is handed over.</summary>
    public TransportException Fails(SqlSettings settings)
    {
        var failure = Assert.ThrowsExactly<TransportException>(() => Bring(settings));
        foreach (var secret in Enumerable.Range(1, 400).Select(Orders.Id).Append(Connection.Password)) Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
        Assert.IsFalse(Landing.Finished);
        Assert.IsEmpty(Landing.Committed);
        return failure;
    }
}
