using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Matching.Checking;

namespace DataMatching.Connectors.Extracts;

/// <summary>What one chunk of whole rows gave, in the order of its rows.</summary>
internal sealed class ChunkResult
{
    public long Rows { get; set; }
    public long Matched { get; set; }
    public long NoBasis { get; set; }
    public long NoUsableId { get; set; }

    /// <summary>Rows with a number that a spreadsheet damaged.</summary>
    public long Damaged { get; set; }

    /// <summary>Entries of <see cref="SetAside"/> beyond the first of their row.</summary>
    public long SetAsideAgain { get; set; }
    public string? Broken { get; set; }
    public List<(int Person, Fact Fact)> Facts { get; } = [];
    public List<QuarantinedRow> SetAside { get; } = [];

    /// <summary>Rows without a usable number, compared by name and details.</summary>
    public List<WeighedRow> Weighed { get; } = [];

    /// <summary>A row with a number was compared with somebody of ours who has none.</summary>
    public bool ComparedUnnumbered { get; set; }

    /// <summary>Of the rows looked at for the profile.</summary>
    public List<(ulong Row, ulong Time, ulong Person)> Sampled { get; } = [];
}

/// <summary>Scans the rows of one chunk: of a stranger's row only its structure and the bytes of its ID number are looked at.</summary>
internal sealed partial class ChunkScan(ExtractScanRequest request, ExtractLayout layout)
{
    /// <summary>Rows whose numbers are looked up together.</summary>
    private const int Batch = 512;

    private readonly int[] _commas = new int[layout.Fields + 80];
    private readonly int[] _starts = new int[Batch];
    private readonly int[] _ends = new int[Batch];
    private readonly long[] _bodies = new long[Batch * layout.Ids.Length];
    private readonly int[] _found = new int[Batch * layout.Ids.Length];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<byte[]> _split = [];
    private readonly RepeatedWord[] _words = [.. layout.Positions.Select(_ => new RepeatedWord())];
    private ChunkResult _result = new();
    private long _line;
    private long _base;

    /// <param name="chunk">Whole rows; the last may lack its line feed at the end of the file.</param>
    /// <param name="look">At the chunk, or at more than it.</param>
    /// <param name="offset">Of the chunk's first byte in the file.</param>
    /// <param name="line">Number of the chunk's first line.</param>
    public ChunkResult Run(ReadOnlySpan<byte> chunk, ChunkLook look, long offset, long line)
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

        var nul = look.HasNul;
        var at = 0;
        while (at < chunk.Length)
        {
            var quote = look.HasQuote ? chunk[at..].IndexOf((byte)'"') : -1;
            if (quote < 0)
            {
                PlainRows(chunk, at, chunk.Length, nul);
                break;
            }

            var row = at + chunk.Slice(at, quote).LastIndexOf((byte)'\n') + 1;
            PlainRows(chunk, at, row, nul);
            at = row + QuotedRow(chunk[row..], row);
        }

        return _result;
    }

    /// <summary>
    /// The rows from one place to another, none of which holds a quote: 64 bytes at a time, the commas' places kept until the row's end. Numbers are read first and
    /// looked up <see cref="Batch"/> rows at a time, so that the processor waits for many of our people's cache lines at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PlainRows(ReadOnlySpan<byte> chunk, int from, int to, bool nul)
    {
        unchecked
        {
            var (rowStart, count, keep, noted) = (from, 0, layout.Fields, 0);
            ref var places = ref MemoryMarshal.GetArrayDataReference(_commas);
            for (var at = from; at < to; at += 64)
            {
                var (commas, breaks) = CsvRows.Structure(chunk[at..], to - at);
                while (breaks != 0)
                {
                    var end = BitOperations.TrailingZeroCount(breaks);
                    breaks &= breaks - 1;
                    var before = commas & ((1UL << end) - 1);
                    commas ^= before;
                    if (count <= keep) Keep(ref Unsafe.Add(ref places, count), before, at);
                    count += BitOperations.PopCount(before);
                    Note(chunk, noted++, rowStart, at + end, count, nul);
                    if (noted == Batch) noted = LookUp(chunk, noted);
                    (rowStart, count) = (at + end + 1, 0);
                }

                if (count <= keep) Keep(ref Unsafe.Add(ref places, count), commas, at);
                count += BitOperations.PopCount(commas);
            }

            if (rowStart < to) Note(chunk, noted++, rowStart, to, count, nul);
            LookUp(chunk, noted);
        }
    }

    /// <summary>Writes the places of the bits; a few more than there are, which the next ones write over: cheaper than a branch on each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(ref int places, ulong bits, int at)
    {
        unchecked
        {
            do
            {
                for (var i = 0; i < 4; i++)
                {
                    Unsafe.Add(ref places, i) = at + BitOperations.TrailingZeroCount(bits);
                    bits &= bits - 1;
                }

                places = ref Unsafe.Add(ref places, 4);
            }
            while (bits != 0);
        }
    }

    /// <summary>Notes where a row stands and which numbers it bears, each as <see cref="ResidentIdReader.TryReadExact"/> gives it; 0 sends the row the careful way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(ReadOnlySpan<byte> chunk, int row, int start, int end, int commas, bool nul)
    {
        _starts[row] = start;
        _ends[row] = end;
        var whole = commas + 1 == layout.Fields && !nul;
        for (var i = 0; i < layout.Ids.Length; i++)
        {
            var body = 0L;
            if (whole)
            {
                var slot = layout.Ids[i];
                var from = slot == 0 ? start : _commas[slot - 1] + 1;
                var to = slot == commas ? end : _commas[slot];
                if (to > from && chunk[to - 1] == (byte)'\r') to--;
                ResidentIdReader.TryReadExact(chunk[from..to], out body);
            }

            _bodies[(row * layout.Ids.Length) + i] = body;
        }
    }

    /// <summary>Sends the noted rows on that need it: those of our people, and those without a number that can be read at once.</summary>
    /// <returns>0, the number of rows noted now.</returns>
    private int LookUp(ReadOnlySpan<byte> chunk, int rows)
    {
        var numbers = layout.Ids.Length;
        request.People.LookUp(_bodies.AsSpan(0, rows * numbers), _found);
        for (var row = 0; row < rows; row++)
        {
            var found = _found.AsSpan(row * numbers, numbers);
            if (!found.ContainsAnyExcept(UnionPeople.Nobody)) _result.Rows++;
            else PlainRow(chunk, _starts[row], _ends[row], found, _bodies.AsSpan(row * numbers, numbers));
            _line++;
        }

        SampleStrangers(chunk, rows);
        return 0;
    }

    private void PlainRow(ReadOnlySpan<byte> chunk, int start, int end, ReadOnlySpan<int> found, ReadOnlySpan<long> bodies)
    {
        if (end > start && chunk[end - 1] == (byte)'\r') end--;
        if (end == start) return;
        _result.Rows++;
        var bytes = chunk[start..end];
        if (bytes.Contains((byte)0))
        {
            Malformed(bytes, _line, start, "the row holds a NUL byte");
            return;
        }

        var commas = bytes.Count((byte)',');
        if (commas + 1 != layout.Fields)
        {
            Malformed(bytes, _line, start, $"the row has {commas + 1} fields, the header {layout.Fields}");
            return;
        }

        var row = PlaceCommas(bytes, start);
        var unread = found.Contains(UnionPeople.Unread);
        var ours = !unread || MayBeOurs(row, _line, start);
        Sample(row, unread ? _numbers : bodies);
        if (ours) OwnRow(row, _line, start, found);
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
            var fields = new RowBytes(row, _split);
            var ours = MayBeOurs(fields, line, start);
            Sample(fields, _numbers);
            if (ours) OwnRow(fields, line, start, []);
        }

        return length;
    }

    /// <summary>Reads the row's numbers into <see cref="_numbers"/>.</summary>
    private bool MayBeOurs(in RowBytes row, long line, int start)
    {
        var (ours, damaged) = (false, false);
        for (var slot = 0; slot < layout.Ids.Length; slot++)
        {
            var id = row[layout.Ids[slot]];
            if (MayBeOurs(id, out var fault, out _numbers[slot])) ours = true;
            if (fault == IdFault.None)
            {
                ours |= _numbers[slot] == 0 && IsDescribed(slot);
                continue;
            }

            if (!damaged) _result.Damaged++;
            damaged = true;
            Damaged(row, slot, fault, line, start);
        }

        return ours;
    }

    /// <summary>False only when the number is certainly nobody's of ours, or can't be used, which is counted.</summary>
    /// <param name="damage">What a spreadsheet did to it, or none.</param>
    /// <param name="body">The number's first 17 digits; 0 when it can't be read.</param>
    private bool MayBeOurs(ReadOnlySpan<byte> id, out IdFault damage, out long body)
    {
        damage = IdFault.None;
        if (ResidentIdReader.TryReadExact(id, out body)) return MayBeOurs(body);
        if (id.IsEmpty)
        {
            _result.NoUsableId++;
            return false;
        }

        var reading = ResidentIdReader.Read(ExtractText.Decode(id, request.Manifest.Encoding));
        if (reading.Id is { } read)
        {
            body = read.Body;
            return MayBeOurs(body);
        }

        if (reading.IsDamaged) damage = reading.Fault;
        _result.NoUsableId++;

        // A slip in one of ours: told by what is left of the number, and the name.
        return reading is { Fault: IdFault.CheckDigit or IdFault.BirthDate or IdFault.Division or IdFault.TrailingZeros };
    }

    private bool MayBeOurs(long body) => request.People.Has(body) || request.People.MayBeUnnumbered(body);

    /// <param name="found">What <see cref="UnionPeople.LookUp"/> said of each number, or nothing.</param>
    private void OwnRow(in RowBytes row, long line, int start, ReadOnlySpan<int> found)
    {
        string[]? fields = null;
        string? hash = null;
        var matched = false;
        for (var slot = 0; slot < layout.Ids.Length; slot++)
        {
            // The name as we write it, on a number of one of ours alone: nearly every row.
            if (!found.IsEmpty && request.Manifest.Encoding == ExtractEncoding.Utf8 && request.People.IsWritten(found[slot], row[layout.Names[slot]]))
            {
                Take(row, new Match(found[slot], MatchGrade.Certain));
                continue;
            }

            var matches = Matches(row, slot, out var described, out var name, out var marks);
            foreach (var match in matches) Take(row, match);
            if (described is not null)
                _result.Weighed.Add(new WeighedRow(hash ??= HashOf(row.Raw), line, _base + start, described.Likeliest, described.Probability, described.Grade, name!, marks) { Slot = slot });

            void Take(in RowBytes row, Match match)
            {
                if (!request.Basis.Allows(match.Index))
                {
                    _result.NoBasis++;
                    return;
                }

                matched = true;
                fields ??= Allowed(row);
                hash ??= HashOf(row.Raw);
                var source = new Provenance(request.Batch, request.Name, line, _base + start, hash);
                var key = request.People.KeyOf(match.Index);
                var read = request.Dataset.Read(new Row(fields), new PersonInRow(key, match.Grade, source, request.Manifest, slot));
                if (read.IsRejected) _result.SetAside.Add(new QuarantinedRow(request.Name, line, _base + start, read.Column, read.Reason!, key));
                foreach (var fact in read.Facts) _result.Facts.Add((match.Index, fact));
            }
        }

        if (matched) _result.Matched++;
    }

    private string HashOf(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[32];
        _hash.AppendData(row);
        _hash.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The fields that may be taken. Neighbours often have the same word in a column: then it is the same string.</summary>
    private string[] Allowed(in RowBytes row)
    {
        var fields = new string[layout.Positions.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            var position = layout.Positions[i];
            fields[i] = position < 0 ? "" : _words[i].Read(row[position], request.Manifest.Encoding);
        }

        return fields;
    }

    /// <summary>
    /// A number that a spreadsheet damaged is nobody's any more, so the row is set aside; of our people whom name and what is left of the number fit it cannot be said that there is
    /// no record.
    /// </summary>
    private void Damaged(in RowBytes row, int slot, IdFault fault, long line, int start)
    {
        var written = ExtractText.Decode(row[layout.Ids[slot]], request.Manifest.Encoding);
        var name = PersonName.TryCreate(ExtractText.Decode(row[layout.Names[slot]], request.Manifest.Encoding));
        var ours = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var person in name is null ? [] : request.People.MayBeDamaged(name, DamagedNumber.Of(written, fault)))
        {
            if (request.Basis.Allows(person)) ours.Add(request.People.KeyOf(person));
        }

        var column = request.Dataset.Columns[request.Dataset.People[slot].Id].Name;
        SetAside(line, start, column, DamageWords.Of(fault), ours);
    }

    /// <summary>A row that cannot be read may still be ours: when a number of one of our people stands in it, that person's answer is "failed", not "no record".</summary>
    private void Malformed(ReadOnlySpan<byte> row, long line, int start, string reason)
    {
        var ours = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + 18 <= row.Length; i++)
        {
            if (!ResidentIdReader.TryReadExact(row.Slice(i, 18), out var body) || !request.People.Has(body)) continue;
            foreach (var match in request.People.Match(body, null))
            {
                if (request.Basis.Allows(match.Index)) ours.Add(request.People.KeyOf(match.Index));
            }
        }

        SetAside(line, start, null, request.Faults?.GetValueOrDefault(line) ?? reason, ours);
    }

    private void SetAside(long line, int start, string? column, string reason, SortedSet<string> people)
    {
        if (people.Count == 0) _result.SetAside.Add(new QuarantinedRow(request.Name, line, _base + start, column, reason, null));
        foreach (var person in people) _result.SetAside.Add(new QuarantinedRow(request.Name, line, _base + start, column, reason, person));
        _result.SetAsideAgain += Math.Max(0, people.Count - 1);
    }
}
