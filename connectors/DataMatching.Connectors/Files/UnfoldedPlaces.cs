using System.Globalization;
using System.Text.Json;

namespace DataMatching.Connectors.Files;

/// <summary>From <paramref name="FirstLine"/> of an unfolded file on, line by line, stand the rows of a part or sheet from <paramref name="FirstRow"/> on (both from 1).</summary>
public sealed record UnfoldedStretch(long FirstLine, long FirstRow, string? Part, string? Sheet);

/// <summary>Which line of an unfolded file was which row of the delivered one, and why some lines could not be read.</summary>
/// <param name="Stretches">By their first line.</param>
/// <param name="Faults">By line; at most <see cref="MostFaults"/>.</param>
public sealed record UnfoldedPlaces(IReadOnlyList<UnfoldedStretch> Stretches, IReadOnlyDictionary<long, string> Faults)
{
    /// <summary>Faults told one by one: a file with more of them is refused for its share of bad rows anyway.</summary>
    public const int MostFaults = 10_000;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = false };

    /// <summary>The row's number in its part or sheet; the line itself when it is in none.</summary>
    public long RowOf(long line) => StretchOf(line) is { } stretch ? line - stretch.FirstLine + stretch.FirstRow : line;

    /// <summary>Where a line's row stands in the delivered file, such as <c>2.csv, row 17</c> or <c>sheet 明细, row 17</c>.</summary>
    public string Describe(long line)
    {
        var stretch = StretchOf(line);
        string?[] parts = [stretch?.Part, stretch?.Sheet is { } sheet ? "sheet " + sheet : null, "row " + RowOf(line).ToString(CultureInfo.InvariantCulture)];
        return string.Join(", ", parts.Where(p => p is not null));
    }

    /// <summary>The row's number there, and part and sheet for the front of a reason (empty when the file is the only part).</summary>
    public (long Row, string Place) Named(long line)
    {
        var stretch = StretchOf(line);
        var place = string.Join(", ", new[] { stretch?.Part, stretch?.Sheet is { } sheet ? "sheet " + sheet : null }.Where(p => p is not null));
        return (RowOf(line), place.Length > 0 ? place + ": " : "");
    }

    /// <summary>Writes them as JSON.</summary>
    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Json);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>Null when the text is not what <see cref="Write"/> wrote.</returns>
    public static UnfoldedPlaces? Read(Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize<UnfoldedPlaces>(stream, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private UnfoldedStretch? StretchOf(long line) => Stretches.LastOrDefault(s => s.FirstLine <= line);
}
