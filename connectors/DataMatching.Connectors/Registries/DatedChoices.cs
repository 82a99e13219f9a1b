using System.Globalization;
using System.Text;

namespace DataMatching.Connectors.Registries;

/// <summary>
/// The values of a coded column by date, out of an embedded table (<c>Codes/*.csv</c>: code, words, meaning, first day, last day, source; an empty day is open). An agency
/// may write the code or the words. What is not in the table is refused, never guessed; what is, but not on the day, too.
/// </summary>
/// <param name="file">Such as <c>vehicle-use.csv</c>.</param>
/// <param name="meaning">What the third column says; throws <see cref="FormatException"/> for what it does not know.</param>
internal sealed class DatedChoices<T>(string file, Func<string, T> meaning)
{
    private readonly Lazy<IReadOnlyList<Entry>> _entries = new(() => Load(file, meaning));

    /// <summary>A line of the table; the code or a day is missing where it is empty.</summary>
    public sealed record Entry(string Code, string Words, T Meaning, DateOnly? First, DateOnly? Last, string Source)
    {
        public bool IsValid(DateOnly day) => (First is null || First <= day) && (Last is null || day <= Last);
        public bool IsWritten(string text) => text.Length > 0 && (string.Equals(text, Code, StringComparison.Ordinal) || string.Equals(text, Words, StringComparison.Ordinal));
    }

    /// <summary>In the order of the table.</summary>
    public IReadOnlyList<Entry> Entries => _entries.Value;

    /// <summary>The words of the day for an error message.</summary>
    public string Allowed(DateOnly day) => string.Join("、", Entries.Where(e => e.IsValid(day)).Select(e => e.Words).Distinct(StringComparer.Ordinal));

    /// <param name="outOfDate">True when the value stands in the table, but not for the day.</param>
    public bool TryFind(string written, DateOnly day, out T found, out bool outOfDate)
    {
        (found, outOfDate) = (Entries[0].Meaning, false);
        foreach (var entry in Entries)
        {
            if (!entry.IsWritten(written)) continue;
            if (entry.IsValid(day))
            {
                (found, outOfDate) = (entry.Meaning, false);
                return true;
            }

            outOfDate = true;
        }

        return false;
    }

    private static List<Entry> Load(string file, Func<string, T> meaning)
    {
        using var stream = typeof(DatedChoices<T>).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The table {file} is not embedded in this build. Expected it under Registries/Codes.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        reader.ReadLine();
        var entries = new List<Entry>();
        while (reader.ReadLine() is { } line)
        {
            var row = line.Split(',');
            entries.Add(new Entry(row[0], row[1], meaning(row[2]), Day(row[3]), Day(row[4]), row[5]));
        }

        return entries;
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
