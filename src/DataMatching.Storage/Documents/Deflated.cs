using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace DataMatching.Storage.Documents;

/// <summary>Long documents before they are sealed: sealed bytes can't be made smaller any more.</summary>
internal static class Deflated
{
    public static byte[] Write(string text)
    {
        using var output = new MemoryStream(4096);
        var plain = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, plain);
            using (var deflate = new DeflateStream(output, CompressionLevel.Fastest, true)) deflate.Write(plain, 0, length);
        }
        finally
        {
            // It may hold personal data.
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }

        return output.ToArray();
    }

    public static string Read(byte[] deflated)
    {
        using var reader = new StreamReader(new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
