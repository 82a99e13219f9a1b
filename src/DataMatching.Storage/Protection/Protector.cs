using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace DataMatching.Storage.Protection;

/// <summary>
/// The one place where personal columns are encrypted: AES-256-GCM with a random nonce a record; table, column and row key are bound to it,
/// so that a ciphertext moved to another row does not open. Layout: key id (1), form (1: plain, 2: deflated), nonce (12), tag (16), ciphertext.
/// </summary>
internal sealed class Protector(KeyRing keys) : IDisposable
{
    private const int Head = 2, NonceSize = 12, TagSize = 16, Prefix = Head + NonceSize + TagSize;
    private const int WorthDeflating = 256;
    private readonly AesGcm _aes = new(keys.Encryption, TagSize);
    private readonly Lock _one = new();

    public byte[] Protect(string column, string row, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var form = (byte)1;
        if (plain.Length >= WorthDeflating) (plain, form) = (Deflate(plain), 2);
        var sealedText = new byte[Prefix + plain.Length];
        sealedText[0] = keys.Id;
        sealedText[1] = form;
        RandomNumberGenerator.Fill(sealedText.AsSpan(Head, NonceSize));
        lock (_one)
        {
            _aes.Encrypt(sealedText.AsSpan(Head, NonceSize), plain, sealedText.AsSpan(Prefix), sealedText.AsSpan(Head + NonceSize, TagSize), Associated(column, row, form));
        }

        return sealedText;
    }

    /// <exception cref="KeyRingException">Another key, or the bytes were changed or moved.</exception>
    public string Reveal(string column, string row, byte[] sealedText)
    {
        if (sealedText.Length < Prefix || sealedText[0] != keys.Id)
            throw new KeyRingException($"A value in {column} was encrypted with another key than this site's. Put back the key file that belongs to this database.");
        var plain = new byte[sealedText.Length - Prefix];
        try
        {
            lock (_one)
            {
                _aes.Decrypt(sealedText.AsSpan(Head, NonceSize), sealedText.AsSpan(Prefix), sealedText.AsSpan(Head + NonceSize, TagSize), plain, Associated(column, row, sealedText[1]));
            }
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new KeyRingException($"A value in {column} does not open: the key file belongs to another database, or the value was changed or moved. "
                + "Put back the right key file; if it is the right one, restore the database from backup.", e);
        }

        return Encoding.UTF8.GetString(sealedText[1] == 2 ? Inflate(plain) : plain);
    }

    /// <summary>A keyed index of a personal value: equal values give equal bytes, and nobody without the key can try values out.</summary>
    public byte[] Index(string kind, string value) => HMACSHA256.HashData(keys.Index, Encoding.UTF8.GetBytes($"{kind}\n{value}"))[..16];

    public void Dispose() => _aes.Dispose();

    private static byte[] Associated(string column, string row, byte form)
    {
        var text = Encoding.UTF8.GetBytes($"{column}\n{row}\n");
        var bytes = new byte[text.Length + 2];
        text.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(text.Length), form);
        return bytes;
    }

    private static byte[] Deflate(byte[] plain)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest)) deflate.Write(plain);
        return output.ToArray();
    }

    private static byte[] Inflate(byte[] deflated)
    {
        using var output = new MemoryStream();
        using (var inflate = new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress)) inflate.CopyTo(output);
        return output.ToArray();
    }
}
