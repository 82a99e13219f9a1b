using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Matching.Checking;

namespace DataMatching.Connectors.Extracts;

/// <summary>
/// Streams an extract of any size past the union's people: read once, hashed and checked on the way, cut into chunks of whole rows that are scanned in parallel
/// and handed on in the order of the file. Memory does not grow with the extract.
/// </summary>
public static class ExtractScan
{
    /// <summary>Rows set aside below which a delivery is never refused for its share of bad rows.</summary>
    public const int FewBadRows = 10;

    /// <summary>Bytes beyond which a row is none: the file is refused.</summary>
    public const int LongestRow = 1 << 18;

    /// <summary>Why a delivery is refused whose file is another than its manifest's.</summary>
    public const string NotItsManifests = "the file's SHA-256 is not the manifest's: it was changed or cut off on the way. Deliver it again, the manifest last";

    public static ExtractOutcome Run(ExtractScanRequest request, IExtractSink sink, CancellationToken cancel)
    {
        using var file = new FileStream(request.File, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        return new Pass(request, sink, file).Run(cancel);
    }

    /// <summary>True when so many numbers were damaged by a spreadsheet that the delivery is refused whole.</summary>
    public static bool IsTooDamaged(long damaged, long rows, DatasetSettings? settings) =>
        damaged * 100m > rows * DamageLimit(settings) && (damaged >= FewBadRows || damaged * 2 > rows);

    /// <summary>True when so many rows are bad that the delivery is refused whole.</summary>
    public static bool IsTooBad(long bad, long rows, DatasetSettings? settings) => bad >= FewBadRows && bad * 100m > rows * BadLimit(settings);

    private static decimal DamageLimit(DatasetSettings? settings) => settings?.ExcelDamagePercent ?? 0.1m;

    private static decimal BadLimit(DatasetSettings? settings) => settings?.QuarantineLimitPercent ?? 1;

    private sealed class Pass(ExtractScanRequest request, IExtractSink sink, FileStream file)
    {
        private readonly Queue<(Task<ChunkResult> Task, byte[] Buffer)> _working = new();
        private readonly Stack<byte[]> _free = new();
        private readonly System.Collections.Concurrent.ConcurrentBag<ChunkScan> _scans = [];
        private readonly IncrementalHash? _hash = request.HashKnown ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly Repetitions _repetitions = new();
        private readonly WeighedRows _weighed = new(request.Thresholds);
        private ExtractLayout? _layout;
        private BatchCounts _counts = BatchCounts.None;
        private string? _broken;
        private IReadOnlyList<string> _header = [];
        private long _damaged;
        private long _offset;
        private long _line = 1;

        public ExtractOutcome Run(CancellationToken cancel)
        {
            using (_hash)
            {
                var refusal = Read(cancel);
                while (_working.Count > 0) Take();
                _counts = _counts with { Bytes = file.Length };
                refusal ??= _broken ?? Judge();
                return new ExtractOutcome(_counts, refusal) { Header = _header, Profile = refusal is null ? RowSample.Together([.. _scans.Select(s => s.Profile)], _repetitions) : null, Weighed = refusal is null ? _weighed : null };
            }
        }

        /// <summary>Cuts the file into chunks and sets them to work; answers with a refusal when it can't be read on.</summary>
        private string? Read(CancellationToken cancel)
        {
            var buffer = Buffer();
            var held = 0;
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                var read = file.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, false);
                _hash?.AppendData(buffer, held, read);
                held += read;
                var last = held < buffer.Length;
                var look = ChunkLook.At(buffer.AsSpan(0, held));
                var whole = CsvRows.WholeRows(buffer.AsSpan(0, held), last, look.HasQuote);
                if (whole == 0 && !last) return $"a row is longer than {buffer.Length >> 10} KB, at line {_line}, byte {_offset}. Expected one record a line; the file is not this CSV";
                var next = Buffer();
                buffer.AsSpan(whole, held - whole).CopyTo(next);
                if (Dispatch(buffer, whole, look) is { } refusal) return refusal;
                held -= whole;
                buffer = next;
                if (last) return _layout is null ? "the file is empty; expected a header and its rows" : null;
                if (_broken is not null) return _broken;
            }
        }

        private string? Dispatch(byte[] buffer, int length, ChunkLook look)
        {
            var start = 0;
            if (_layout is null && length > 0)
            {
                var (header, refusal) = Header(buffer.AsSpan(0, length));
                if (refusal is not null) return refusal;
                start = header;
            }

            if (start < length)
            {
                var (offset, line) = (_offset + start, _line);
                _working.Enqueue((Task.Run(() => Scan(buffer, start, length - start, offset, line, look)), buffer));

                // Without a quote every line feed ends a row, and all of them are in the whole rows.
                _line += start == 0 && !look.HasQuote ? look.LineFeeds : buffer.AsSpan(start, length - start).Count((byte)'\n');
            }

            _offset += length;
            while (_working.Count > request.Parallelism * 2) Take();
            return null;
        }

        private ChunkResult Scan(byte[] buffer, int start, int length, long offset, long line, ChunkLook look)
        {
            if (!_scans.TryTake(out var scan)) scan = new ChunkScan(request, _layout!);
            var result = scan.Run(buffer.AsSpan(start, length), look, offset, line);
            _scans.Add(scan);
            return result;
        }

        private (int Length, string? Refusal) Header(ReadOnlySpan<byte> bytes)
        {
            var bom = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
            if (bom > 0 && request.Manifest.Encoding != ExtractEncoding.Utf8) return (0, "the file begins with a UTF-8 mark but its manifest says gb18030; correct the manifest");
            var end = bytes[bom..].IndexOf((byte)'\n');
            var length = end < 0 ? bytes.Length : bom + end + 1;
            var row = bytes[bom..length].TrimEnd("\r\n"u8);
            if (ExtractText.FirstInvalid(row, request.Manifest.Encoding) >= 0)
                return (0, $"the header is not {(request.Manifest.Encoding == ExtractEncoding.Utf8 ? "UTF-8" : "GB18030")} as the manifest says{Look()}; ask for the right encoding or correct the manifest");
            List<byte[]> fields = [];
            if (!CsvRows.Split(row, fields)) return (0, "the header breaks the quoting rules; expected the column names separated by commas");
            _header = [.. fields.Select(f => ExtractText.Decode(f, request.Manifest.Encoding).Trim())];
            var (layout, refusal) = ExtractLayout.Of(_header, request.Dataset, request.Settings);
            _layout = layout;
            _line++;
            return (length, refusal);
        }

        private void Take()
        {
            var (task, buffer) = _working.Dequeue();
            var result = task.GetAwaiter().GetResult();
            _free.Push(buffer);
            if (_broken is null && result.Broken is { } broken) _broken = broken + Look();
            if (_broken is not null) return;
            foreach (var (person, fact) in result.Facts) sink.Add(person, fact);
            foreach (var row in result.SetAside) sink.SetAside(row);
            foreach (var row in result.Weighed) _weighed.Add(row);
            if (result.ComparedUnnumbered) _weighed.Use();
            _repetitions.Add(result.Sampled);
            _damaged += result.Damaged;
            _counts = _counts with
            {
                Rows = _counts.Rows + result.Rows,
                Matched = _counts.Matched + result.Matched,
                Facts = _counts.Facts + result.Facts.Count,
                Quarantined = _counts.Quarantined + result.SetAside.Count - result.SetAsideAgain,
                NoBasis = _counts.NoBasis + result.NoBasis,
                NoUsableId = _counts.NoUsableId + result.NoUsableId,
            };
        }

        /// <summary>What the file's bytes look like, for a refusal of its encoding.</summary>
        private string Look()
        {
            using var again = new FileStream(request.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            return " (" + Files.DetectEncoding.Of(again, CancellationToken.None).Look + ")";
        }

        private byte[] Buffer() => _free.TryPop(out var buffer) ? buffer : new byte[request.ChunkSize];

        /// <summary>What the whole file shows by itself: its hash, its rows, its share of bad rows. Its history is not known here.</summary>
        private string? Judge()
        {
            var manifest = request.Manifest;
            var settings = request.Settings.Datasets.GetValueOrDefault(request.Dataset.Id);
            if (_hash is not null && Convert.ToHexStringLower(_hash.GetHashAndReset()) != manifest.Sha256)
                return NotItsManifests;
            if (_counts.Rows != manifest.Rows)
                return $"found {_counts.Rows} rows, the manifest promises {manifest.Rows}. Half a delivery is no delivery: ask for the whole file";
            if (IsTooDamaged(_damaged, _counts.Rows, settings))
            {
                return $"a spreadsheet damaged the ID numbers of {_damaged} of {_counts.Rows} rows (scientific notation, zeros at the end, a lost digit), more than {DamageLimit(settings)} %. Whose rows they were cannot be told any more. "
                    + "Ask for an export that never passed through a spreadsheet, or with the column formatted as text";
            }

            if (IsTooBad(_counts.Quarantined, _counts.Rows, settings))
                return $"{_counts.Quarantined} of {_counts.Rows} rows are bad, more than {BadLimit(settings)} %. The quarantine shows where; send it to the agency and ask for a corrected file";
            return null;
        }
    }
}
