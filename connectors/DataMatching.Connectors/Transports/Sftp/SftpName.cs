using System.Globalization;
using System.Text.RegularExpressions;

namespace DataMatching.Connectors.Transports;

/// <summary>A regular file in the agency's folder. <paramref name="Bytes"/>: as the server says.</summary>
internal sealed record SftpFile(string Name, long Bytes);

/// <summary>Reads the client's long listing. A name that could lead elsewhere, or mean something to the client, is not taken and not escaped.</summary>
internal static partial class SftpName
{
    private const int Longest = 150;

    /// <summary>The regular files of a listing; how many names were left out.</summary>
    public static (IReadOnlyList<SftpFile> Files, int Hostile) Read(IEnumerable<string> listing)
    {
        List<SftpFile> files = [];
        var hostile = 0;
        foreach (var line in listing)
        {
            if (Entry().Match(line) is not { Success: true } entry) continue;
            if (!IsPlain(entry.Groups["name"].Value)) hostile++;
            else if (long.TryParse(entry.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)) files.Add(new SftpFile(entry.Groups["name"].Value, bytes));
        }

        return (files, hostile);
    }

    /// <summary>Letters of any script, digits, and . _ - ( ) and blanks inside; not beginning with a dot, a dash or a blank.</summary>
    public static bool IsPlain(string name) => name.Length <= Longest && Plain().IsMatch(name);

    [GeneratedRegex(@"^-[rwxsStT-]{9}[+.@]?\s+\S+\s+\S+\s+\S+\s+(?<size>[0-9]+)\s+\S+\s+\S+\s+\S+ (?<name>.+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^[\p{L}\p{N}_(][\p{L}\p{N}_.() -]*[\p{L}\p{N}_)]\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();
}
