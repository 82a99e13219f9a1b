using System.Data;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace DataMatching.Storage.Postgres;

/// <summary>Rows by COPY, some thousands at a time, so that several tables may be filled in turn on one connection.</summary>
internal sealed class CopyRows(NpgsqlConnection connection, string table, string[] columns) : Bulk
{
    private const int RowsHeld = 4_000;
    private const long BytesHeld = 4_000_000;
    private readonly string _statement = $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)";
    private readonly List<object?> _values = [];
    private long _bytes;
    private bool _failed;

    public override void Add(params ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            _values.Add(value);
            _bytes += value switch { byte[] bytes => bytes.Length, string text => text.Length, _ => 8 };
        }

        if (_values.Count >= RowsHeld * columns.Length || _bytes >= BytesHeld) Flush();
    }

    public override void Flush()
    {
        if (_values.Count == 0) return;
        _failed = true;
        var writer = connection.BeginBinaryImport(_statement);
        try
        {
            Send(writer);
            writer.Complete();
        }
        catch
        {
            Quietly(writer.Dispose);
            throw;
        }

        writer.Dispose();
        _failed = false;
        _values.Clear();
        _bytes = 0;
    }

    public override void Dispose()
    {
        // What failed before is on its way to whoever asked, and nothing of the transaction stays.
        if (_failed || connection.FullState.HasFlag(ConnectionState.Broken) || connection.State == ConnectionState.Closed) return;
        try
        {
            Flush();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
        {
            // The same.
        }
    }

    private void Send(NpgsqlBinaryImporter writer)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            if (i % columns.Length == 0) writer.StartRow();
            switch (_values[i])
            {
                case null: writer.WriteNull(); break;
                case string text: writer.Write(text, NpgsqlDbType.Text); break;
                case byte[] bytes: writer.Write(bytes, NpgsqlDbType.Bytea); break;
                case var number: writer.Write(Convert.ToInt64(number, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint); break;
            }
        }
    }

    /// <summary>Of a line that is gone the writer can't take leave; why it is gone is told, not this.</summary>
    private static void Quietly(Action leave)
    {
        try
        {
            leave();
        }
        catch (Exception e) when (e is NpgsqlException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // As said.
        }
    }
}
