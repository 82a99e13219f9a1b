using System.Text;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>
/// The site's keys: those that seal personal columns (each ciphertext names the one it was sealed with) and the one behind the keyed index.
/// Whoever loses the file loses every personal column; whoever takes it together with the database reads them.
/// </summary>
public sealed class KeyRing
{
    /// <summary>Name of the key file within its folder.</summary>
    public const string FileName = "keyring.json";

    private readonly FieldCipher _cipher;
    private readonly KeyedIndex _index;

    private KeyRing(Keys keys)
    {
        _cipher = new FieldCipher(keys);
        _index = new KeyedIndex(keys.Index);
    }

    /// <summary>True when the folder holds a key file, sound or not.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Makes a new key file (0600) where none is.</summary>
    /// <exception cref="KeyRingException">There is one already: it is never overwritten.</exception>
    public static KeyRing Create(string folder)
    {
        var keys = Keys.Random();
        KeyFile.Write(Path.Combine(folder, FileName), keys);
        return new KeyRing(keys);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="KeyRingException">It is missing, damaged or open to others.</exception>
    public static KeyRing Load(string folder) => new(KeyFile.Read(Path.Combine(folder, FileName)));

    /// <summary>Seals a value for one place: a ciphertext moved to another column or row is not opened there.</summary>
    internal byte[] Seal(Place place, ReadOnlySpan<byte> plain) => _cipher.Seal(place, plain);

    /// <exception cref="StoreException">The ciphertext was changed, moved, or sealed with a key that this ring does not hold.</exception>
    internal byte[] Unseal(Place place, byte[] ciphertext) => _cipher.Unseal(place, ciphertext);

    /// <summary>16 bytes that are equal for equal values of one purpose, and tell nothing to who has not the key.</summary>
    internal byte[] Index(string purpose, ReadOnlySpan<byte> value) => _index.Of(purpose, value);

    internal byte[] Index(string purpose, string value) => _index.Of(purpose, Encoding.UTF8.GetBytes(value));
}
