using System.Numerics;
using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Extracts;

/// <summary>What one chunk of whole rows gave, in the order of its rows.</summary>
internal sealed class ChunkResult
{
    public long Rows { get; set; }
    public long Matched { get; set; }
    public long NoBasis { get; set; }
    public long NoUsableId { get; set; }
    public string? Broken { get; set; }
    public List<(int Person, Fact Fact)> Facts { get; } = [];
    public List<QuarantinedRow> SetAside { get; } = [];
}

/// <summary>Scans the rows of one chunk: of a stranger's row only its structure and the bytes of its ID number are looked at.</summary>
internal sealed class ChunkScan(ExtractScanRequest request, ExtractLayout layout)
{
    private readonly int[] _ends = new int[layout.Fields + 1];
    private readonly List<byte[]> _split = [];
    private ChunkResult _result = new();
    private long _line;
    private long _base;

    /// <param name="chunk">Whole rows; the last may lack its line feed at the end of the file.</param>
    /// <param name="offset">Of the chunk's first byte in the file.</param>
    /// <param name="line">Number of the chunk's first line.</param>
    public ChunkResult Run(ReadOnlySpan<byte> chunk, long offset, long line)
    {
        _result = new ChunkResult();
        (_line, _base) = (line, offset);
        var invalid = ExtractText.FirstInvalid(chunk, request.Manifest.Encoding);
        if (invalid >= 0)
        {
            _result.Broken = $"the file is not {(request.Manifest.Encoding == ExtractEncoding.Utf8 ? "UTF-8" : "GB18030")} as its manifest says: "
                + $"line {line + chunk[..invalid].Count((byte)'\n')}, byte {offset + invalid}. Ask for the file in the encoding of its manifest";
            return _result;
        }

        var nul = chunk.Contains((byte)0);
        var (rowStart, fields, at) = (0, 0, 0);
        while (at < chunk.Length)
        {
            var bits = CsvRows.Structure(chunk[at..]);
            while (bits != 0)
            {
                var position = at + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
                var c = chunk[position];
                if (c == (byte)',')
                {
                    if (fields < _ends.Length) _ends[fields] = position;
                    fields++;
                    continue;
                }

                var next = position + 1;
                if (c == (byte)'\n') PlainRow(chunk, rowStart, position, fields, nul);
                else next = rowStart + QuotedRow(chunk[rowStart..], rowStart);
                (rowStart, fields) = (next, 0);
                if (c == (byte)'\n') continue;
                at = next - 64;
                break;
            }

            at += 64;
        }

        if (rowStart < chunk.Length) PlainRow(chunk, rowStart, chunk.Length, fields, nul);
        return _result;
    }

    private void PlainRow(ReadOnlySpan<byte> chunk, int start, int end, int commas, bool nul)
    {
        var line = _line++;
        if (end > start && chunk[end - 1] == (byte)'\r') end--;
        if (end == start) return;
        _result.Rows++;
        if (nul && chunk[start..end].Contains((byte)0)) Malformed(chunk[start..end], line, start, "the row holds a NUL byte");
        else if (commas + 1 != layout.Fields) Malformed(chunk[start..end], line, start, $"the row has {commas + 1} fields, the header {layout.Fields}");
        else
        {
            _ends[commas] = end;
            foreach (var slot in layout.Ids)
            {
                var from = slot == 0 ? start : _ends[slot - 1] + 1;
                if (!MayBeOurs(chunk[from.._ends[slot]])) continue;
                _split.Clear();
                for (var i = 0; i < layout.Fields; i++) _split.Add(chunk[(i == 0 ? start : _ends[i - 1] + 1).._ends[i]].ToArray());
                OwnRow(chunk[start..end], line, start);
                return;
            }
        }
    }

    /// <returns>Bytes of the row with its line break.</returns>
    private int QuotedRow(ReadOnlySpan<byte> bytes, int start)
    {
        var length = CsvRows.QuotedRowEnd(bytes, false, out var malformed);
        var row = bytes[..length].TrimEnd("\r\n"u8);
        var line = _line;
        _line += Math.Max(1, bytes[..length].Count((byte)'\n'));
        _result.Rows++;
        if (malformed || !CsvRows.Split(row, _split)) Malformed(row, line, start, "the row breaks the quoting rules");
        else if (_split.Count != layout.Fields) Malformed(row, line, start, $"the row has {_split.Count} fields, the header {layout.Fields}");
        else if (row.Contains((byte)0)) Malformed(row, line, start, "the row holds a NUL byte");
        else
        {
            foreach (var slot in layout.Ids)
            {
                if (!MayBeOurs(_split[slot])) continue;
                OwnRow(row, line, start);
                break;
            }
        }

        return length;
    }

    /// <summary>False only when the number is certainly nobody's of ours; counts the rows whose number can't be used.</summary>
    private bool MayBeOurs(ReadOnlySpan<byte> id)
    {
        if (ResidentIdReader.TryReadExact(id, out var body)) return request.People.MayHave(body);
        if (id.IsEmpty)
        {
            _result.NoUsableId++;
            return false;
        }

        var reading = ResidentIdReader.Read(ExtractText.Decode(id, request.Manifest.Encoding));
        if (reading.Id is { } read) return request.People.MayHave(read.Body);
        if (reading is { Fault: IdFault.CheckDigit or IdFault.BirthDate or IdFault.Division }) return true;
        _result.NoUsableId++;
        return false;
    }

    private void OwnRow(ReadOnlySpan<byte> raw, long line, int start)
    {
        string[]? fields = null;
        string? hash = null;
        var matched = false;
        for (var slot = 0; slot < layout.Ids.Length; slot++)
        {
            var id = ExtractText.Decode(_split[layout.Ids[slot]], request.Manifest.Encoding);
            var name = PersonName.TryCreate(ExtractText.Decode(_split[layout.Names[slot]], request.Manifest.Encoding));
            var reading = ResidentIdReader.Read(id);
            var matches = reading.Id is { } read ? request.People.Match(read.Body, name)
                : reading.Body is not null || reading.Fault is IdFault.CheckDigit ? request.People.MatchSlips(id, name) : [];
            foreach (var match in matches)
            {
                if (!request.Basis.Allows(match.Index))
                {
                    _result.NoBasis++;
                    continue;
                }

                matched = true;
                fields ??= Allowed();
                hash ??= Convert.ToHexStringLower(SHA256.HashData(raw));
                var source = new Provenance(request.Batch, request.Name, line, _base + start, hash);
                var person = request.People.KeyOf(match.Index);
                var read2 = request.Dataset.Read(new Row(fields), new PersonInRow(person, match.Grade, source, request.Manifest, slot));
                if (read2.IsRejected) _result.SetAside.Add(new QuarantinedRow(request.Name, line, _base + start, read2.Column, read2.Reason!, person));
                foreach (var fact in read2.Facts) _result.Facts.Add((match.Index, fact));
            }
        }

        if (matched) _result.Matched++;
    }

    private string[] Allowed()
    {
        var fields = new string[layout.Positions.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            var position = layout.Positions[i];
            fields[i] = position < 0 ? "" : ExtractText.Decode(_split[position], request.Manifest.Encoding).Trim();
        }

        return fields;
    }

    /// <summary>A row that cannot be read may still be ours: when a number of one of our people stands in it, that person's answer is "failed", not "no record".</summary>
    private void Malformed(ReadOnlySpan<byte> row, long line, int start, string reason)
    {
        string? person = null;
        for (var i = 0; i + 18 <= row.Length && person is null; i++)
        {
            if (ResidentIdReader.TryReadExact(row.Slice(i, 18), out var body) && request.People.Has(body) && request.People.Match(body, null) is [var match, ..] && request.Basis.Allows(match.Index))
                person = request.People.KeyOf(match.Index);
        }

        _result.SetAside.Add(new QuarantinedRow(request.Name, line, _base + start, null, reason, person));
    }
}
