using System.Buffers.Binary;
using System.Text;
using DataMatching.Evidence;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>A keyed digest of what a fact says and of whom: everything but its place in the file and its batch.</summary>
internal sealed class FactContent(KeyRing keys)
{
    private readonly MemoryStream _bytes = new(512);

    public UInt128 Of(Fact fact, FactRow row, ReadOnlySpan<byte> rowHash)
    {
        _bytes.SetLength(0);
        Text(fact.Person);
        Text(fact.Dataset);
        Number((int)fact.Grade);
        Number((int)row.Family);
        Number(row.Kind);
        Number(row.Month);
        Number(row.From?.DayNumber);
        Number(row.To?.DayNumber);
        Number(row.Fen);
        _bytes.Write(rowHash);
        if (row.Detail is { } detail) _bytes.Write(detail);
        return BinaryPrimitives.ReadUInt128BigEndian(keys.Index(KeyedIndex.FactContent, _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length)));
    }

    private void Text(string text)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        Number(length);
        _bytes.Write(utf8[..length]);
    }

    private void Number(long? value)
    {
        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], value ?? 0);
        _bytes.Write(bytes);
    }
}
