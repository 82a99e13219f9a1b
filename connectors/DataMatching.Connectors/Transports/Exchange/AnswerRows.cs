using System.Text;
using System.Text.RegularExpressions;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Registries;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>A row of an answer. <paramref name="Ids"/>: the valid numbers in it. <paramref name="HasNumber"/>: whether anything stands where numbers belong. <paramref name="Fields"/>: those that the agreement lets us have. <paramref name="Whole"/>: the mark of everything in it but reference and state.</summary>
internal sealed record AnswerRow(string Reference, string? State, IReadOnlyList<ResidentId> Ids, bool HasNumber, string?[] Fields, UInt128 Whole)
{
    /// <summary>True when nothing stands in it at all.</summary>
    public required bool IsBlank { get; init; }

    /// <summary>True when it may be about anybody, also about somebody who has other rows.</summary>
    public bool IsAboutNobodyKnown => Ids.Count == 0 && PersonReference.Read(Reference) is null;
}

/// <summary>Rows that cannot be taken apart, or tell neither by reference nor by number whom they are about: how many, and the first one's number in the file (that of its part or sheet).</summary>
internal sealed record BrokenRows(long Count, long First);

/// <summary>Reads an answer file of any form that deliveries may have, row by row.</summary>
internal static partial class AnswerRows
{
    /// <summary>Rows of one file.</summary>
    private const long MostRows = 2_000_000;

    /// <param name="work">A file to unfold to; it is removed again.</param>
    /// <param name="take">Called for each row in its order; not for blank and broken ones.</param>
    /// <returns>Null when no row is broken: only then the file counts, for a row less of somebody is not seen by anything else.</returns>
    /// <exception cref="FileRefused">The file cannot be read, lacks a column, or was changed meanwhile.</exception>
    public static BrokenRows? Read(ExchangeSettings settings, AnswerFile file, LandingOrder order, string work, Action<AnswerRow> take, CancellationToken cancel)
    {
        var form = order.Registry.Datasets.GetValueOrDefault(order.Dataset.Id)?.File ?? FileForm.PlainCsv;
        try
        {
            var places = Unfold.Run(new UnfoldRequest(file.Path, form, file.Manifest?.Encoding), work, cancel);
            var (rows, at, broken) = (0L, 1L, (BrokenRows?)null);
            using var text = new StreamReader(work, ExtractText.Utf8, false);
            var header = Split(text.ReadLine() ?? "") ?? throw new FileRefused("the header breaks the quoting rules; expected the column names");
            var layout = AnswerLayout.Of(settings.Answer, header, order);
            while (text.ReadLine() is { } line)
            {
                at++;
                if (line.Length == 0) continue;
                if ((++rows & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
                if (rows > MostRows) throw new FileRefused($"more than {MostRows} rows; have it sent as several files, each person whole in one of them");
                var row = Split(line) is { } fields && fields.Length == header.Length ? layout.Row(fields) : null;
                // Such as a blank row of a sheet that somebody formatted.
                if (row is { IsBlank: true }) continue;
                if (row is { IsAboutNobodyKnown: false }) take(row);
                else broken = broken is null ? new BrokenRows(1, places.RowOf(at)) : broken with { Count = broken.Count + 1 };
            }

            if (file.Manifest is { } manifest && manifest.Rows != rows) throw new FileRefused($"found {rows} rows, the manifest promises {manifest.Rows}; have it sent again whole");
            if (AnswerFile.StampOf(file.Path) != file.Stamp) throw new FileRefused("it was changed while it was read; it is read again by the next pull");
            return broken;
        }
        catch (FileRefused e) when (NameOfPart().IsMatch(e.Message))
        {
            // What an agency calls the parts of an archive may be somebody's name.
            throw new FileRefused(NameOfPart().Replace(e.Message, "a part of the archive: "), e);
        }
        finally
        {
            Remove(work);
        }
    }

    /// <summary>Removes a file that was unfolded to, and what a kill left of it.</summary>
    public static void Remove(string work)
    {
        if (Path.GetDirectoryName(work) is not { } folder || !Directory.Exists(folder)) return;
        foreach (var left in Directory.GetFiles(folder, Path.GetFileName(work) + "*")) File.Delete(left);
    }

    [GeneratedRegex("^part '.*': ", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex NameOfPart();

    /// <summary>The fields of a line of an unfolding; null when it breaks the quoting rules.</summary>
    private static string[]? Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return line.Split(',');
        List<byte[]> fields = [];
        return CsvRows.Split(Encoding.UTF8.GetBytes(line), fields) ? [.. fields.Select(Encoding.UTF8.GetString)] : null;
    }
}

/// <summary>Where an answer's header has what.</summary>
internal sealed record AnswerLayout(int Reference, int State, IReadOnlyList<int> Ids, IReadOnlyList<int> Fields)
{
    /// <exception cref="FileRefused">A column is missing.</exception>
    public static AnswerLayout Of(AnswerColumns columns, IReadOnlyList<string> header, LandingOrder order)
    {
        var (layout, refusal) = ExtractLayout.Of(header, order.Dataset, order.Registry);
        if (layout is null) throw new FileRefused(refusal!);
        var (reference, state) = (Title(header, columns.Reference), columns.State is { } title ? Title(header, title) : -1);
        var fields = order.Columns.Select(name => layout.Positions[IndexOf(order.Dataset, name)]).ToList();
        return new AnswerLayout(reference, state, layout.Ids, fields);
    }

    public AnswerRow Row(string[] fields)
    {
        List<ResidentId> ids = [];
        var hasNumber = false;
        foreach (var place in Ids)
        {
            hasNumber |= !string.IsNullOrWhiteSpace(fields[place]);
            if (ResidentIdReader.Read(fields[place]).Id is { } id) ids.Add(id);
        }

        return new AnswerRow(fields[Reference], State < 0 ? null : fields[State].Trim(), ids, hasNumber, [.. Fields.Select(p => p < 0 ? null : fields[p])],
            RowMark.Of(fields.Where((_, i) => i != Reference && i != State)))
        {
            IsBlank = Array.TrueForAll(fields, string.IsNullOrWhiteSpace),
        };
    }

    private static int Title(IReadOnlyList<string> header, string title) =>
        ExtractLayout.Find(header, new Column(title), null) is >= 0 and var at ? at
            : throw new FileRefused($"the header lacks {title} (found {header.Count} columns), by which an answer is matched to its request; have it made again from the request file, or correct 'answer' of the source's settings");

    private static int IndexOf(Dataset dataset, string name)
    {
        for (var i = 0; i < dataset.Columns.Count; i++)
        {
            if (dataset.Columns[i].Name == name) return i;
        }

        throw new ArgumentException("no column of the dataset", nameof(name));
    }
}
