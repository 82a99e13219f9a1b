using System.Data.Common;
using DataMatching.Storage;
using DataMatching.Storage.Sqlite;

namespace DataMatching.Tests.Storage;

/// <summary>SQLite that tells every statement it runs, with its values.</summary>
internal sealed class TracedDialect(string file) : Dialect
{
    private readonly SqliteDialect _inner = new(file);

    public List<string> Statements { get; } = [];

    public override string Migrations => _inner.Migrations;
    public override string FirstCount => _inner.FirstCount;
    public override string Has(string table) => _inner.Has(table);
    public override string WhenNotOpened => _inner.WhenNotOpened;
    public override DatabaseUpkeep Upkeep => _inner.Upkeep;
    public override void Prepare() => _inner.Prepare();
    public override DbConnection Connect() => Traced(_inner.Connect());
    public override DbConnection ConnectAlone() => Traced(_inner.ConnectAlone());
    public override DbTransaction Write(DbConnection connection) => _inner.Write(connection);
    public override DbTransaction? Scratch(DbConnection connection) => _inner.Scratch(connection);
    public override string ScratchName(ScratchTable table) => _inner.ScratchName(table);
    public override string CreateScratch(ScratchTable table) => _inner.CreateScratch(table);
    public override string InsertForId(string table, params string[] columns) => _inner.InsertForId(table, columns);
    public override string By(string index) => _inner.By(index);
    public override void Release() => _inner.Release();

    /// <summary>How SQLite would run a statement.</summary>
    public string Plan(string statement)
    {
        using var connection = _inner.ConnectAlone();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(3));
        return string.Join(" / ", lines);
    }

    private DbConnection Traced(DbConnection connection)
    {
        SQLitePCL.raw.sqlite3_trace(SqlitePool.Driver(connection).Handle!, (_, statement) => Statements.Add(statement), null);
        return connection;
    }
}
