using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DataMatching.Storage.Sqlite;

/// <summary>One insert that SQLite itself keeps prepared: a row takes a third of the time that a command with its parameters and reader takes.</summary>
internal sealed class SqliteInsert : Bulk
{
    private const int Short = 512;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">There is no such table or column.</exception>
    public SqliteInsert(SqliteConnection connection, string table, params string[] columns)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO {table} ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"?{i + 1}")))})", out _statement));
    }

    public override void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) Check(Bind(i + 1, values[i]));
        var result = raw.sqlite3_step(_statement);

        // Only a reset statement tells what was wrong, and can be given its next row.
        var after = raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE) Check(after == raw.SQLITE_OK ? result : after);
    }

    public override void Flush()
    {
    }

    public override void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        // An empty span has no address, which SQLite takes for NULL.
        "" => raw.sqlite3_bind_text(_statement, place, ""),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
        string text => BindText(place, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool yes => raw.sqlite3_bind_int64(_statement, place, yes ? 1 : 0),
        _ => throw new ArgumentException($"A {value.GetType().Name} is not among what a column holds: text, bytes, whole numbers.", nameof(value)),
    };

    private int BindText(int place, string text)
    {
        if (text.Length > Short) return raw.sqlite3_bind_text(_statement, place, Encoding.UTF8.GetBytes(text).AsSpan());
        Span<byte> bytes = stackalloc byte[Short * 3];
        return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
