using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>Sixteen bytes by which rows are held against each other: equal for equal fields, blanks around them aside. A million rows of an answer are compared without being kept twice.</summary>
internal static class RowMark
{
    public static UInt128 Of(IEnumerable<string?> fields)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', fields.Select(f => f?.Trim()))), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
