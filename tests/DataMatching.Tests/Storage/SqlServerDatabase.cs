using System.Security.Cryptography;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Storage;

/// <summary>A database of its own on the server of DM_TEST_SQLSERVER, whose account may make databases; gone with the test as far as the server lets it.</summary>
internal sealed class SqlServerDatabase : IDisposable
{
    private readonly SqlConnectionStringBuilder _server = new(Environment.GetEnvironmentVariable("DM_TEST_SQLSERVER") ?? throw new AssertFailedException("DM_TEST_SQLSERVER holds no connection string"));
    /// <summary>Not every server makes two at once.</summary>
    private static readonly Lock OneAtATime = new();

    private readonly string _name = "dm_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public SqlServerDatabase()
    {
        OnServer($"CREATE DATABASE {_name}");
        Connection = new SqlConnectionStringBuilder(_server.ConnectionString) { InitialCatalog = _name }.ConnectionString;
    }

    public string Connection { get; }

    public SqlConnection Open()
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder(Connection) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public int Run(string sql)
    {
        using var connection = Open();
        using var command = new SqlCommand(sql, connection);
        return command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        SqlConnection.ClearAllPools();
        try
        {
            OnServer($"DROP DATABASE {_name}");
        }
        catch (SqlException)
        {
            // Somebody still looks into it; it is left behind.
        }
    }

    private void OnServer(string sql)
    {
        using var connection = new SqlConnection(new SqlConnectionStringBuilder(_server.ConnectionString) { Pooling = false, InitialCatalog = "master" }.ConnectionString);
        connection.Open();
        using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        lock (OneAtATime) command.ExecuteNonQuery();
    }
}
