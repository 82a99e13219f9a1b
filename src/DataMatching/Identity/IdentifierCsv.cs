using System.Buffers;

namespace DataMatching.Identity;

/// <summary>Judges identifiers line by line for other programs.</summary>
public static class IdentifierCsv
{
    /// <summary>What makes quoting needed (RFC 4180), and what a spreadsheet would take for a formula; the content itself is never altered.</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n=+-@\t");

    /// <summary>
    /// Writes <c>input,kind,valid,normalised,reason</c> and one row for each line of <paramref name="input"/>, in its order, empty lines
    /// included. Rows end with a line feed. A BOM at the very beginning is no part of the first line.
    /// </summary>
    public static void Write(TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("input,kind,valid,normalised,reason\n");
        if (input.Peek() == '\uFEFF') _ = input.Read();
        while (input.ReadLine() is { } line)
        {
            var reading = IdentifierReader.Read(line);
            WriteField(output, line);
            output.Write($",{reading.Kind},{(reading.Valid ? "true" : "false")},{reading.Normalised},");
            WriteField(output, reading.Reason);
            output.Write('\n');
        }
    }

    private static void WriteField(TextWriter output, string field)
    {
        if (!field.AsSpan().ContainsAny(Quoted))
        {
            output.Write(field);
            return;
        }

        output.Write('"');
        output.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }
}
