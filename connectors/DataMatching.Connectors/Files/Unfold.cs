using System.Globalization;
using System.Text;
using DataMatching.Batches;

namespace DataMatching.Connectors.Files;

/// <summary>A file to be unfolded. <paramref name="Promised"/>: the encoding its manifest says; null: nobody said one, and it is found out.</summary>
public sealed record UnfoldRequest(string File, FileForm Form, ExtractEncoding? Promised);

/// <summary>
/// Turns a delivered file of any form into the plain CSV that extracts are read from (UTF-8, comma, one line for each row of the source), and tells which line was which row.
/// The same file in the same form gives the same bytes.
/// </summary>
public static class Unfold
{
    /// <summary>True when the file cannot be read as it is: it is packed, a workbook, UTF-16, or its form is not that of a CSV with commas.</summary>
    public static bool IsNeeded(string file, FileForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return !form.IsPlainCsv || FileSignatures.Of(file) != FileSignature.Text;
    }

    /// <summary>Writes the plain CSV. It is whole or not there: written under another name first.</summary>
    /// <returns>Which line was which row.</returns>
    /// <exception cref="FileRefused">The file is not what its form says, or packed in a way that is not taken.</exception>
    public static UnfoldedPlaces Run(UnfoldRequest request, string to, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parts = Parts(request);
        if (parts.Count == 0) throw new FileRefused("the zip holds no file. Expected the delivery's parts; pack it again");
        var rows = new PartRows?[parts.Count];
        try
        {
            Parallel.For(0, parts.Count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                rows[i] = new PartRows(parts[i], string.Create(CultureInfo.InvariantCulture, $"{to}.{i}.part"));
                Read(request, parts[i], rows[i]!, cancel);
                rows[i]!.Finish();
            });
            return Join([.. rows.OfType<PartRows>()], to, cancel);
        }
        catch (AggregateException e)
        {
            // Several parts may be at fault; the first in their order is told, so that the same file is always refused in the same words.
            var faults = e.Flatten().InnerExceptions;
            throw faults.OfType<FileRefused>().OrderBy(f => f.Message, StringComparer.Ordinal).FirstOrDefault() ?? faults[0];
        }
        finally
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (rows[i] is null) continue;
                rows[i]!.Dispose();
                File.Delete(rows[i]!.File);
            }
        }
    }

    private static IReadOnlyList<FilePart> Parts(UnfoldRequest request) => FileSignatures.Of(request.File) switch
    {
        FileSignature.Gzip => Unpack.Gzip(request.File, request.Form.Limits),
        FileSignature.Zip when !Unpack.IsWorkbook(request.File) => Unpack.Zip(request.File, request.Form.Limits),
        _ => [new FilePart(null, () => new FileStream(request.File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan))],
    };

    private static void Read(UnfoldRequest request, FilePart part, PartRows rows, CancellationToken cancel)
    {
        FileSignature signature;
        using (var stream = part.Open()) signature = FileSignatures.Of(stream);
        var form = request.Form;
        switch (signature)
        {
            case FileSignature.Gzip or FileSignature.OtherPacked:
                throw new FileRefused($"{part.Prefix}the part is packed once more, or in a form not read here. Expected gzip or zip, packed once; pack it again");
            case FileSignature.Markup when form.Form == RowForm.Sheet:
                throw new FileRefused($"{part.Prefix}the file is a page of HTML or XML, whatever its name. Expected XLSX or XLS; open it in a spreadsheet program and save it as XLSX");
            case FileSignature.Zip or FileSignature.Compound when form.Form == RowForm.Sheet || form.IsPlainCsv:
                InFile(request, part, rows, file => new SpreadsheetRows(form, part, file).Read(rows, signature == FileSignature.Zip, cancel), signature, cancel);
                return;
            case FileSignature.Zip or FileSignature.Compound:
                throw new FileRefused($"{part.Prefix}found a workbook or an archive inside. Expected {(form.Form == RowForm.Fixed ? "rows of fixed width" : "delimited text")} as \"file\" in config/registries says");
        }

        if (form.Form == RowForm.Sheet) throw new FileRefused($"{part.Prefix}the file is text, not a workbook. Expected XLSX or XLS as \"file\" in config/registries says");
        Encoding encoding;
        using (var stream = part.Open())
        {
            var asked = form.Encoding == FileEncoding.Manifest && signature == FileSignature.Utf16 ? FileEncoding.Utf16 : form.Encoding;
            if (asked == FileEncoding.Manifest && request.Promised is null) asked = FileEncoding.Auto;
            encoding = DetectEncoding.Of(stream, cancel).Choose(asked, request.Promised ?? ExtractEncoding.Utf8, part.Prefix);
        }

        if (form.Form == RowForm.Fixed) new FixedWidthRows(form, part, encoding).Read(rows, cancel);
        else new DelimitedRows(form, part, encoding).Read(rows, cancel);
    }

    /// <summary>A workbook is read here and there, so a part of an archive is written out first.</summary>
    private static void InFile(UnfoldRequest request, FilePart part, PartRows rows, Action<string> read, FileSignature signature, CancellationToken cancel)
    {
        if (part.Name is null && FileSignatures.Of(request.File) == signature)
        {
            read(request.File);
            return;
        }

        var file = rows.File + ".workbook";
        try
        {
            using (var stream = part.Open())
            using (var copy = PartRows.Create(file))
            {
                var buffer = new byte[1 << 16];
                for (var got = stream.Read(buffer); got > 0; got = stream.Read(buffer))
                {
                    cancel.ThrowIfCancellationRequested();
                    copy.Write(buffer, 0, got);
                }
            }

            if (signature == FileSignature.Zip && !Unpack.IsWorkbook(file)) throw new FileRefused($"{part.Prefix}found an archive inside an archive. Expected the files themselves, packed once");
            read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static UnfoldedPlaces Join(IReadOnlyList<PartRows> parts, string to, CancellationToken cancel)
    {
        var header = parts[0].Header;
        List<UnfoldedStretch> stretches = [];
        SortedDictionary<long, string> faults = [];
        var line = 2L;
        foreach (var part in parts)
        {
            if (!part.Header.SequenceEqual(header, StringComparer.Ordinal))
                throw new FileRefused($"{part.Part.Prefix}its header is not that of the first part ({part.Header.Count} columns, the first has {header.Count}). Expected the same columns in the same order in every part");
            stretches.Add(new UnfoldedStretch(line, part.FirstRow, part.Part.Name, part.Sheet));
            foreach (var (at, reason) in part.Faults)
            {
                if (faults.Count < UnfoldedPlaces.MostFaults) faults[line + at] = reason;
            }

            line += part.Lines;
        }

        var writing = to + ".part";
        using (var stream = PartRows.Create(writing))
        {
            using (var csv = new PlainCsv(stream)) csv.Row(header);
            foreach (var part in parts)
            {
                part.Dispose();
                using var rows = new FileStream(part.File, FileMode.Open, FileAccess.Read);
                rows.CopyTo(stream, 1 << 20);
                cancel.ThrowIfCancellationRequested();
            }

            stream.Flush(true);
        }

        File.Move(writing, to, true);
        return new UnfoldedPlaces(stretches, faults);
    }
}
