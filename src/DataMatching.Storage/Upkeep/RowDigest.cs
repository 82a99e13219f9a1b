using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DataMatching.Storage;

/// <summary>
/// SHA-256 over the rows of a table, the same for the same rows in every database: table and columns by name, then each row in the order of its key. Each value is a letter for its kind
/// (N, I, R, T, B) and its bytes: numbers in eight, big-endian; text as UTF-8 and bytes as they are, behind their length in four.
/// </summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _row = new();
    private long _rows;

    public RowDigest(TableShape table)
    {
        Add(table.Name);
        foreach (var column in table.Columns) Add(column.Name);
        Send();
    }

    public void Add(ReadOnlySpan<object?> row)
    {
        foreach (var value in row) Add(value);
        Send();
        _rows++;
    }

    public TableSum Sum(string table) => new(table, _rows, Convert.ToHexStringLower(_hash.GetHashAndReset()));

    public void Dispose() => _hash.Dispose();

    private void Add(object? value)
    {
        switch (value)
        {
            case null: _row.Write("N"u8); break;
            case long number: Number('I', number); break;
            case double real: Number('R', BitConverter.DoubleToInt64Bits(real)); break;
            case string text:
                Length('T', Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, _row);
                break;
            case byte[] bytes:
                Length('B', bytes.Length);
                _row.Write(bytes);
                break;
            default: throw new InvalidOperationException($"A value of type {value.GetType().Name} is none that a table keeps.");
        }
    }

    private void Number(char kind, long value)
    {
        var span = _row.GetSpan(9);
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
        _row.Advance(9);
    }

    private void Length(char kind, int length)
    {
        var span = _row.GetSpan(5);
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        _row.Advance(5);
    }

    private void Send()
    {
        _hash.AppendData(_row.WrittenSpan);
        _row.ResetWrittenCount();
    }
}
