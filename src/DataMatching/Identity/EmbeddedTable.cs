using System.Text;

namespace DataMatching.Identity;

/// <summary>
/// The reference tables that travel inside the program (<c>Tables/*.csv</c>; sources and licences in docs/licences). They are ours, so
/// they need no quoting: a comma always separates, a line feed always ends a row.
/// </summary>
internal static class EmbeddedTable
{
    /// <summary>The rows below the header, in the order of the file.</summary>
    /// <param name="file">The file's name, such as <c>divisions.csv</c>.</param>
    public static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The table {file} is not embedded in this build. Expected it under Identity/Tables.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return line.Split(',');
    }
}
