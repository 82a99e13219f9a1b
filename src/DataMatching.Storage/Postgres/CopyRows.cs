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
        using (var writer = connection.BeginBinaryImport(_statement))
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

            writer.Complete();
        }

        _values.Clear();
        _bytes = 0;
    }

    public override void Dispose()
    {
        try
        {
            Flush();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
        {
            // What failed before is on its way to whoever asked; nothing of the transaction stays.
        }
    }
}
