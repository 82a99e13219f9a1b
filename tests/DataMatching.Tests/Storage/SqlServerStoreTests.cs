using System.Text;
using Dapper;
using DataMatching.Storage;
using DataMatching.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Storage;

/// <summary>Every promise of storage, on a real server of T-SQL; run by <see cref="Sql.SqlServerStoreRuns"/> where there is one.</summary>
public abstract class SqlServerStoreTests : StoreCompliance
{
    private readonly Lazy<SqlServerDatabase> _database = new(() => new SqlServerDatabase());

    [TestCleanup]
    public void Drop()
    {
        if (_database.IsValueCreated) _database.Value.Dispose();
    }

    protected override Store Open(KeyRing keys) => Store.Open(new SqlServerDialect(_database.Value.Connection), keys, Clock);

    protected override Store Look(KeyRing keys) => Store.Look(new SqlServerDialect(_database.Value.Connection, looking: true), keys, Clock);

    protected override string Bytes(string hex) => "0x" + hex;

    protected override int Meddle(string sql) => _database.Value.Run(sql);

    /// <summary>Every value of every table.</summary>
    protected override IReadOnlyList<byte[]> Kept()
    {
        using var connection = _database.Value.Open();
        var kept = new List<byte[]>();
        foreach (var table in connection.Query<string>("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME").AsList())
        {
            using var rows = connection.ExecuteReader($"SELECT * FROM [{table}]");
            while (rows.Read())
            {
                for (var i = 0; i < rows.FieldCount; i++)
                    kept.Add(rows.GetValue(i) switch { byte[] bytes => bytes, long number => BitConverter.GetBytes(number), var text => Encoding.UTF8.GetBytes(text.ToString()!) });
            }
        }

        return kept;
    }
}
