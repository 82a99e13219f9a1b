using System.Buffers;

namespace DataMatching.Identity;

/// <summary>Judges identifiers line by line for other programs.</summary>
public static class IdentifierCsv
{
    /// <summary>Characters of a line that are looked at; no identifier, however it was written, comes near.</summary>
    public const int LongestLine = 4096;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly string TooLong = FormattableString.Invariant($",unknown,false,,longer than {LongestLine} characters\n");

    /// <summary>
    /// Writes <c>input,kind,valid,normalised,reason</c> and one row for each line of <paramref name="input"/>, in its order, empty lines
    /// included. Rows end with a line feed. A BOM at the very beginning is no part of the first line. A line of more than
    /// <see cref="LongestLine"/> characters is <c>unknown</c> with an empty input and the reason <c>longer than 4096 characters</c>; it is never held in memory.
    /// </summary>
    public static void Write(TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("input,kind,valid,normalised,reason\n");
        if (input.Peek() == '\uFEFF') _ = input.Read();
        var lines = new BoundedLines(input, LongestLine);
        while (lines.Next())
        {
            if (lines.IsTooLong)
            {
                output.Write(TooLong);
                continue;
            }

            var line = lines.Text;
            var reading = IdentifierReader.Read(line);
            WriteField(output, line);
            output.Write($",{reading.Kind},{(reading.Valid ? "true" : "false")},{reading.Normalised},");
            WriteField(output, reading.Reason);
            output.Write('\n');
        }
    }

    /// <summary>
    /// Quoted where RFC 4180 demands it, and where a spreadsheet would take the field for a formula. The content is never altered:
    /// programs read this, and each must find its own line again.
    /// </summary>
    private static void WriteField(TextWriter output, string field)
    {
        if (!field.AsSpan().ContainsAny(Quoted) && field is not ['=' or '+' or '-' or '@' or '\t', ..])
        {
            output.Write(field);
            return;
        }

        output.Write('"');
        output.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }
}
