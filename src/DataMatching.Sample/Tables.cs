using System.Text;

namespace DataMatching.Sample;

/// <summary>The small reference tables compiled into this assembly. None of them has quoted fields.</summary>
internal static class Tables
{
    /// <summary>The rows of a table without its header.</summary>
    public static IReadOnlyList<string[]> Rows(string file) =>
        [.. Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];

    /// <summary>The whole table, with LF line ends.</summary>
    public static string Text(string file)
    {
        using var stream = typeof(Tables).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The table {file} is not compiled into DataMatching.Sample; expected Tables/{file} in the project.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
    }
}
