using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DataMatching.Storage.Protection;

/// <summary>
/// The key file: JSON with base64 keys and a check sum, so that a slip of an editor or a cut copy is told from a wrong key.
/// Only its owner may read it (0600) where the system knows such modes; on Windows the folder's rights have to see to it.
/// </summary>
internal static class KeyFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static void Write(string path, Keys keys)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encode(keys));
            file.Flush(flushToDisk: true);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new KeyRingException($"There is a key file already: {path}. It is never overwritten; load it, or move it away if its database is no longer needed.", e);
        }
    }

    public static Keys Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new KeyRingException(
                $"The key file is missing: {path}. Put back the one that belongs to this database (from the backup of data/keys); "
                + "without it the personal columns cannot be read. Only a new, empty site makes a new one.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new KeyRingException($"The key file is open to other users: {path}. Found mode {Octal(File.GetUnixFileMode(path))}, expected 600: run chmod 600 on it.");

        try
        {
            return Decode(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new KeyRingException($"The key file is damaged: {path}. Put back a good copy from the backup of data/keys.", e);
        }
    }

    private static byte[] Encode(Keys keys)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteNumber("current", keys.Current);
            json.WriteStartArray("sealing");
            foreach (var (id, key) in keys.Sealing)
            {
                json.WriteStartObject();
                json.WriteNumber("id", id);
                json.WriteBase64String("key", key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBase64String("index", keys.Index);
            json.WriteString("check", Check(keys));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static Keys Decode(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (root.GetProperty("format").GetInt32() != 1) throw new FormatException("Unknown format.");
        var sealing = new SortedDictionary<int, byte[]>();
        foreach (var entry in root.GetProperty("sealing").EnumerateArray()) sealing.Add(entry.GetProperty("id").GetInt32(), entry.GetProperty("key").GetBytesFromBase64());
        var keys = new Keys(root.GetProperty("current").GetInt32(), sealing, root.GetProperty("index").GetBytesFromBase64());
        var sound = keys.Index.Length == Keys.Length && keys.Sealing.ContainsKey(keys.Current) && keys.Sealing.Values.All(k => k.Length == Keys.Length)
            && string.Equals(root.GetProperty("check").GetString(), Check(keys), StringComparison.Ordinal);
        return sound ? keys : throw new FormatException("The check sum does not fit.");
    }

    // Eight bytes of a hash over 64 random bytes: enough to notice damage, nothing to guess keys by.
    private static string Check(Keys keys)
    {
        var text = new StringBuilder().Append(keys.Current).Append(';');
        foreach (var (id, key) in keys.Sealing) text.Append(id).Append(':').Append(Convert.ToHexString(key)).Append(';');
        text.Append(Convert.ToHexString(keys.Index));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode & 0x1FF, 8);
}
