using System.Collections.Immutable;
using System.Security.Cryptography;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>Reads the five CSV files of docs/formats.md and assembles households.</summary>
public static class UnionFilesReader
{
    private const long BytesAtOnce = 4 << 20;

    public static readonly ImmutableArray<string> FileNames = ["households.csv", "members.csv", "roll.csv", "authorisations.csv", "incomes.csv"];

    /// <exception cref="FileNotFoundException">households.csv or members.csv is missing; the others may be.</exception>
    /// <param name="folder">Where the files are.</param>
    /// <param name="sha256">Their <see cref="Digest"/>, worked out before: files of which it is no longer true when they were read are refused.</param>
    /// <param name="bytesAtOnce">About how much of the files is in memory at once; it takes some fifteen times as much there.</param>
    public static UnionReading Open(string folder, string sha256, long bytesAtOnce = BytesAtOnce)
    {
        foreach (var required in FileNames.Take(2))
        {
            if (!File.Exists(Path.Combine(folder, required)))
                throw new FileNotFoundException($"union/{required} is missing. Expected the union's export there (docs/formats.md); put it there and import again.");
        }

        return new UnionReading(folder, sha256, bytesAtOnce);
    }

    internal static string? Optional(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    /// <summary>SHA-256 over the names and contents of the files, in the order of <see cref="FileNames"/>.</summary>
    public static string Digest(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        foreach (var name in FileNames)
        {
            if (Optional(folder, name) is not { } file) continue;
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            using var stream = File.OpenRead(file);
            int read;
            while ((read = stream.Read(buffer)) > 0) hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
