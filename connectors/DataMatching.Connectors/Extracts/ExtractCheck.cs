using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Extracts;

/// <summary>Something wrong with a delivery. <paramref name="Line"/>: of the row's first line, 0 = of the file as a whole; <paramref name="Column"/>: of the contract, null = of the row as a whole.</summary>
public sealed record CheckFinding(long Line, string? Column, string Reason);

/// <summary>
/// Validates a delivery as its agency can: every row of it, whoever's it is, and every field of the contract, without a site and without anything of the union's.
/// The file is read once, in blocks, and findings come in its order, so memory does not grow with it. Findings never repeat content.
/// </summary>
/// <param name="manifest">What the delivery promises; rows and SHA-256 are not looked at here.</param>
/// <param name="renamed">The agency's header by standard header, where no alias fits.</param>
public sealed class ExtractCheck(Dataset dataset, Manifest manifest, IReadOnlyDictionary<string, string>? renamed = null)
{
    private const string NotACompleteRow = "本行超过 256 KB：不是每行一条记录的 CSV";
    private readonly List<byte[]> _split = [];
    private readonly HashSet<(string?, string)> _ofRow = [];
    private readonly Provenance _nowhere = new(0, "", 0, 0, "");
    private int[] _positions = [];
    private int _fields;

    /// <summary>Data rows read so far; empty lines are none.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of which something is wrong.</summary>
    public long RowsWithFindings { get; private set; }

    /// <summary>Rows with a number that a spreadsheet damaged.</summary>
    public long RowsDamaged { get; private set; }

    /// <summary>Headers of the file that stand for no column of the contract.</summary>
    public IReadOnlyList<string> Strangers { get; private set; } = [];

    /// <param name="file">Comma-separated, of any length; it is left open.</param>
    public IEnumerable<CheckFinding> Run(Stream file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        var buffer = new byte[ExtractScan.LongestRow];
        var (held, line, header) = (0, 1L, false);
        var findings = new List<CheckFinding>();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            held += file.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, false);
            var last = held < buffer.Length;
            var whole = CsvRows.WholeRows(buffer.AsSpan(0, held), last);
            if (whole == 0 && !last)
            {
                yield return new CheckFinding(line, null, NotACompleteRow);
                yield break;
            }

            var from = 0;
            if (!header && whole > 0)
            {
                var refusal = Header(buffer.AsSpan(0, whole), out from);
                if (refusal is not null)
                {
                    yield return new CheckFinding(1, null, refusal);
                    yield break;
                }

                header = true;
                line += buffer.AsSpan(0, from).Count((byte)'\n');
            }

            findings.Clear();
            Block(buffer.AsSpan(from, whole - from), ref line, findings);
            foreach (var finding in findings) yield return finding;
            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
            if (last) break;
        }

        if (!header) yield return new CheckFinding(0, null, "文件是空的：应有列名一行和数据行");
    }

    private string? Header(ReadOnlySpan<byte> bytes, out int length)
    {
        var mark = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        var end = bytes.IndexOf((byte)'\n');
        length = end < 0 ? bytes.Length : end + 1;
        var row = bytes[mark..length].TrimEnd("\r\n"u8);
        if (ExtractText.FirstInvalid(row, manifest.Encoding) >= 0) return "首行不是所说的编码：应为 UTF-8 或 GB18030，请与清单的 encoding 一致";
        if (!CsvRows.Split(row, _split)) return "首行的引号不成对";
        var header = _split.ConvertAll(field => ExtractText.Decode(field, manifest.Encoding).Trim());
        _fields = header.Count;
        _positions = ExtractLayout.PositionsOf(header, dataset, renamed);
        var missing = dataset.Columns.Where((column, i) => column.Required && _positions[i] < 0).Select(column => column.Name).ToList();
        if (missing.Count > 0) return $"缺少必备列：{string.Join('、', missing)}。首行应为列名，可用的列名见数据交付约定（分隔符应为英文逗号）";
        if (_positions.Where(p => p >= 0).GroupBy(p => p).Any(g => g.Count() > 1)) return "有一列同时对应约定中的两列，请改列名";

        // Only now: of a file without a header the first row would be somebody's.
        Strangers = [.. header.Where((_, place) => !_positions.Contains(place))];
        return null;
    }

    private void Block(ReadOnlySpan<byte> block, ref long line, List<CheckFinding> findings)
    {
        var at = 0;
        while (at < block.Length)
        {
            var feed = block[at..].IndexOf((byte)'\n');
            var length = feed < 0 ? block.Length - at : feed + 1;
            var malformed = false;
            if (block.Slice(at, length).Contains((byte)'"')) length = CsvRows.QuotedRowEnd(block[at..], false, out malformed);
            var whole = block.Slice(at, length);
            OneRow(whole.TrimEnd("\r\n"u8), malformed, line, findings);
            line += Math.Max(1, whole.Count((byte)'\n'));
            at += length;
        }
    }

    private void OneRow(ReadOnlySpan<byte> row, bool malformed, long line, List<CheckFinding> findings)
    {
        if (row.IsEmpty) return;
        Rows++;
        _ofRow.Clear();
        if (malformed || !CsvRows.Split(row, _split)) Note(null, "引号不成对，或字段内的引号未写两次");
        else if (row.Contains((byte)0)) Note(null, "行内有空字节（NUL），导出文件已损坏");
        else if (_split.Count != _fields) Note(null, FormattableString.Invariant($"本行有 {_split.Count} 个字段，首行有 {_fields} 个：字段内的逗号未加引号，或一行被拆断"));
        else if (ExtractText.FirstInvalid(row, manifest.Encoding) >= 0) Note(null, $"本行不是 {(manifest.Encoding == ExtractEncoding.Utf8 ? "UTF-8" : "GB18030")} 编码");
        else Fields();
        if (_ofRow.Count > 0) RowsWithFindings++;

        void Note(string? column, string reason)
        {
            if (_ofRow.Add((column, reason))) findings.Add(new CheckFinding(line, column, reason));
        }

        void Fields()
        {
            var fields = new Row([.. _positions.Select(p => p < 0 ? "" : ExtractText.Decode(_split[p], manifest.Encoding))]);
            var (known, spoilt) = (0, false);
            for (var slot = 0; slot < dataset.People.Count; slot++)
            {
                var (name, id) = (dataset.People[slot].Name, dataset.People[slot].Id);
                var fault = IdFaultInWords.Of(fields[id]);
                if (fault is null) known++;
                if (fault is null && PersonName.TryCreate(fields[name]) is null) Note(dataset.Columns[name].Name, "不应为空，应为姓名");
                spoilt |= fault is { IsSpreadsheets: true };
                if (fault is { IsDamage: true } damage) Note(dataset.Columns[id].Name, damage.Reason);
                var person = new PersonInRow("", MatchGrade.Certain, _nowhere, manifest, slot);
                foreach (var wrong in dataset.Faults(fields, person)) Note(wrong.Column, wrong.Reason);
            }

            if (spoilt) RowsDamaged++;

            // A foreigner's passport beside a citizen is in order; a row with nobody's number helps nobody.
            if (known == 0 && dataset.People.Select(p => IdFaultInWords.Of(fields[p.Id])).First() is { } none) Note(dataset.Columns[dataset.People[0].Id].Name, none.Reason);
        }
    }
}
