using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace DataMatching.Storage.Protection;

/// <summary>
/// AES-256-GCM of one value. Ciphertext = format (1 byte, 1), key id (4, big-endian), nonce (12, random), sealed bytes, tag (16);
/// format and key id are authenticated together with the value's <see cref="Place"/>.
/// </summary>
internal sealed class FieldCipher(Keys keys)
{
    private const byte Format = 1;
    private const int HeaderLength = 5, NonceLength = 12, TagLength = 16;
    public const int Overhead = HeaderLength + NonceLength + TagLength;

    // AesGcm is not safe for several threads at once.
    private readonly ThreadLocal<Dictionary<int, AesGcm>> _engines = new(
        () => keys.Sealing.ToDictionary(k => k.Key, k => new AesGcm(k.Value, TagLength)));

    public byte[] Seal(Place place, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[Overhead + plain.Length];
        var whole = sealedBytes.AsSpan();
        whole[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(whole[1..], keys.Current);
        var nonce = whole.Slice(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var body = whole.Slice(HeaderLength + NonceLength, plain.Length);
        var associated = new byte[HeaderLength + place.LengthAtMost];
        _engines.Value![keys.Current].Encrypt(nonce, plain, body, whole[^TagLength..], Associated(whole[..HeaderLength], place, associated));
        return sealedBytes;
    }

    public byte[] Unseal(Place place, byte[] ciphertext)
    {
        ReadOnlySpan<byte> whole = ciphertext;
        if (whole.Length < Overhead || whole[0] != Format) throw Damaged(place, "is cut short or not in a known format");
        var id = BinaryPrimitives.ReadInt32BigEndian(whole[1..]);
        if (!_engines.Value!.TryGetValue(id, out var engine))
            throw Damaged(place, string.Create(CultureInfo.InvariantCulture, $"was sealed with key {id}, which the key file does not hold"));

        var plain = new byte[whole.Length - Overhead];
        var associated = new byte[HeaderLength + place.LengthAtMost];
        try
        {
            engine.Decrypt(
                whole.Slice(HeaderLength, NonceLength), whole[(HeaderLength + NonceLength)..^TagLength], whole[^TagLength..],
                plain, Associated(whole[..HeaderLength], place, associated));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw Damaged(place, "was changed, or moved from another row", e);
        }

        return plain;
    }

    private static ReadOnlySpan<byte> Associated(ReadOnlySpan<byte> header, Place place, Span<byte> room)
    {
        header.CopyTo(room);
        return room[..(HeaderLength + place.Write(room[HeaderLength..]))];
    }

    private static StoreException Damaged(Place place, string what, Exception? inner = null) => new(
        $"A sealed value of {place.Column} (row key {place.Row.Replace('\n', '/')}) {what}. "
        + "The rest of the database may be sound: restore the database together with its data/keys from one backup.",
        inner);
}
