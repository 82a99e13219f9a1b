using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Extracts;

/// <summary>One field of a row as it stands in the file, unmasked. <paramref name="Column"/>: of the contract, null when it has none for the header. <paramref name="Text"/>: null when withheld.</summary>
public sealed record DeliveredField(string Header, Column? Column, string? Text, FieldUse Use);

/// <summary>Number, name and details of one person of a row, unmasked; by index into <see cref="Dataset.People"/>.</summary>
public sealed record DeliveredPerson(string Number, string Name, PersonDetails Details);

/// <summary>
/// Reads one row of a delivered file again, at the byte where it was read first, and only if its bytes are still the same. Of the file no more than the header and that row are
/// read, each at most <see cref="ExtractScan.LongestRow"/>.
/// </summary>
public sealed record DeliveredRow(SourceRowState State, IReadOnlyList<DeliveredField> Fields, IReadOnlyList<DeliveredPerson> People)
{
    /// <param name="file">The delivered file, of any content; it is left open.</param>
    /// <param name="source">Of the row: place and SHA-256, of any content.</param>
    public static DeliveredRow Read(Stream file, Manifest manifest, Dataset dataset, RegistrySettings settings, Provenance source)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(source);
        if (!file.CanSeek) return Nothing(SourceRowState.Packed);
        var start = Bytes(file, 0);
        if (IsPacked(start)) return Nothing(SourceRowState.Packed);

        // A row begins behind the line break of the one before it.
        if (source.ByteOffset <= 0 || source.ByteOffset >= file.Length || Bytes(file, source.ByteOffset - 1, 1) is not [(byte)'\n']) return Nothing(SourceRowState.Changed);
        var (row, end) = RowAt(Bytes(file, source.ByteOffset));
        if (row is null) return Nothing(end);
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(row)), source.RowHash, StringComparison.OrdinalIgnoreCase)) return Nothing(SourceRowState.Changed);

        List<byte[]> fields = [];
        if (HeaderOf(start, manifest.Encoding) is not { } header || !CsvRows.Split(row, fields) || fields.Count != header.Count || ExtractText.FirstInvalid(row, manifest.Encoding) >= 0)
            return Nothing(SourceRowState.NotConfigured);
        return ExtractLayout.Of(header, dataset, settings).Layout is { } layout
            ? Unchanged(header, [.. fields.Select(f => ExtractText.Decode(f, manifest.Encoding))], layout, dataset, manifest, source)
            : Nothing(SourceRowState.NotConfigured);
    }

    private static DeliveredRow Unchanged(List<string> header, List<string> texts, ExtractLayout layout, Dataset dataset, Manifest manifest, Provenance source)
    {
        var read = ColumnsRead(texts, layout, dataset, manifest, source);
        var isDescribed = layout.Ids.Any(id => ResidentIdReader.Read(texts[id]).Id is null);
        var details = dataset.People.SelectMany(p => p.Details).Where(c => c >= 0).ToHashSet();
        var fields = header.Select((name, place) =>
        {
            var index = Array.IndexOf(layout.Positions, place);
            if (layout.Ids.Contains(place) || layout.Names.Contains(place)) return new DeliveredField(name, index < 0 ? null : dataset.Columns[index], texts[place], FieldUse.Matched);
            if (index < 0) return new DeliveredField(name, null, null, FieldUse.Withheld);
            var use = read.Contains(index) ? FieldUse.Mapped : isDescribed && details.Contains(index) ? FieldUse.Matched : FieldUse.Allowed;
            return new DeliveredField(name, dataset.Columns[index], texts[place], use);
        });
        return new DeliveredRow(SourceRowState.Unchanged, [.. fields], [.. layout.Ids.Select((id, slot) => new DeliveredPerson(texts[id], texts[layout.Names[slot]], dataset.People[slot].Read([.. dataset.People[slot].Details.Select(Text)])))]);

        string Text(int column) => column < 0 || layout.Positions[column] < 0 ? "" : texts[layout.Positions[column]].Trim();
    }

    /// <summary>Which columns the mapping looks at when it makes the facts of this row.</summary>
    private static HashSet<int> ColumnsRead(List<string> texts, ExtractLayout layout, Dataset dataset, Manifest manifest, Provenance source)
    {
        var noted = new NotedFields([.. layout.Positions.Select(p => p < 0 ? "" : texts[p])]);
        for (var slot = 0; slot < dataset.People.Count; slot++) dataset.Read(new Row(noted), new PersonInRow("", MatchGrade.Certain, source, manifest, slot));
        return noted.Read;
    }

    /// <summary>The row at the beginning of these bytes without its line break, cut as <see cref="ChunkScan"/> cuts it; null and why when it doesn't end in them.</summary>
    private static (byte[]? Row, SourceRowState Why) RowAt(byte[] bytes)
    {
        var line = bytes.AsSpan().IndexOf((byte)'\n');
        var first = bytes.AsSpan(0, line < 0 ? bytes.Length : line);
        if (first.Contains((byte)'"'))
        {
            var end = CsvRows.QuotedRowEnd(bytes, false, out var malformed);
            return malformed ? (null, SourceRowState.Changed) : (bytes.AsSpan(0, end).TrimEnd("\r\n"u8).ToArray(), SourceRowState.Unchanged);
        }

        if (line < 0 && bytes.Length >= ExtractScan.LongestRow) return (null, SourceRowState.TooLong);
        return ((first.EndsWith("\r"u8) ? first[..^1] : first).ToArray(), SourceRowState.Unchanged);
    }

    private static List<string>? HeaderOf(byte[] start, ExtractEncoding encoding)
    {
        var bytes = start.AsSpan();
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        var end = bytes.IndexOf((byte)'\n');
        if (end >= 0) bytes = bytes[..end];
        bytes = bytes.TrimEnd("\r\n"u8);
        List<byte[]> fields = [];
        if (ExtractText.FirstInvalid(bytes, encoding) >= 0 || !CsvRows.Split(bytes, fields)) return null;
        return [.. fields.Select(f => ExtractText.Decode(f, encoding).Trim())];
    }

    /// <summary>gzip and zip begin with marks of their own, and no header with them.</summary>
    private static bool IsPacked(byte[] start) => start.AsSpan().StartsWith(new byte[] { 0x1F, 0x8B }) || start.AsSpan().StartsWith("PK\u0003\u0004"u8);

    private static byte[] Bytes(Stream file, long from, int most = ExtractScan.LongestRow)
    {
        var bytes = new byte[Math.Min(most, file.Length - from)];
        file.Position = from;
        var read = file.ReadAtLeast(bytes, bytes.Length, false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static DeliveredRow Nothing(SourceRowState state) => new(state, [], []);

    /// <summary>Fields that note which of them were asked for.</summary>
    private sealed class NotedFields(IReadOnlyList<string> fields) : IReadOnlyList<string>
    {
        public HashSet<int> Read { get; } = [];

        public int Count => fields.Count;

        public string this[int index]
        {
            get
            {
                Read.Add(index);
                return fields[index];
            }
        }

        public IEnumerator<string> GetEnumerator() => fields.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
