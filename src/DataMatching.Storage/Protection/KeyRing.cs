using System.Security.Cryptography;
using System.Text.Json;

namespace DataMatching.Storage;

/// <summary>
/// The site's keys: one to encrypt personal columns (AES-256), one to look people up (HMAC-SHA-256). They live in a file of their own outside the database,
/// readable by its owner alone; without them the personal columns are lost.
/// </summary>
public sealed class KeyRing
{
    private const string FileName = "keyring.json";
    private readonly byte[] _encryption;
    private readonly byte[] _index;

    private KeyRing(byte id, byte[] encryption, byte[] index)
    {
        Id = id;
        _encryption = encryption;
        _index = index;
    }

    /// <summary>Stored beside each ciphertext, so that a later key can take over.</summary>
    internal byte Id { get; }

    internal ReadOnlySpan<byte> Encryption => _encryption;

    internal ReadOnlySpan<byte> Index => _index;

    /// <summary>Makes new keys where none are; keeps those that are there.</summary>
    public static KeyRing Create(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file)) return Load(folder);
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var json = JsonSerializer.Serialize(new Written
        {
            Key = 1,
            Encryption = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Index = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(json);
            writer.Flush();
            stream.Flush(true);
        }

        return Load(folder);
    }

    /// <exception cref="KeyRingException">Missing, readable by others, or damaged; the message says which and what to do.</exception>
    public static KeyRing Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            throw new KeyRingException($"{FileName} is missing in {folder}. Put it back from your backup: without it nobody can read the personal columns. 'init' makes keys for a new site only.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new KeyRingException($"{file} can be read by others. Expected mode 0600; run 'chmod 600' on it and ask who may have copied it.");
        try
        {
            var written = JsonSerializer.Deserialize<Written>(File.ReadAllText(file));
            if (written is { Key: > 0 } && Convert.FromBase64String(written.Encryption) is { Length: 32 } encryption
                && Convert.FromBase64String(written.Index) is { Length: 32 } index)
                return new KeyRing(written.Key, encryption, index);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new KeyRingException($"{file} is damaged. Put it back from your backup.", e);
        }

        throw new KeyRingException($"{file} is damaged: a key has not 32 bytes. Put it back from your backup.");
    }

    private sealed class Written
    {
        public byte Key { get; init; }
        public string Encryption { get; init; } = "";
        public string Index { get; init; } = "";
    }
}

/// <summary>Keys that cannot be used, or do not fit the database. The message says what to do.</summary>
public sealed class KeyRingException(string message, Exception? inner = null) : Exception(message, inner);
