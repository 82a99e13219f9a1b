using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Registries;

namespace DataMatching.Jobs;

/// <summary>
/// A delivered file as the comma-separated text that is checked row by row: itself, or what a workbook, a gzip or a zip unfolds to, which is written to a folder of its own and removed
/// afterwards.
/// </summary>
internal sealed class PlainDelivery : IDisposable
{
    private const int Sample = 256 * 1024;
    private readonly string? _folder;

    private PlainDelivery(Stream text, UnfoldedPlaces? places, string? folder) => (Text, Places, _folder) = (text, places, folder);

    public Stream Text { get; }

    /// <summary>Null for the file itself; else it is UTF-8, and this says which line was which row.</summary>
    public UnfoldedPlaces? Places { get; }

    /// <param name="promised">The encoding that somebody said; null: it is found out.</param>
    /// <exception cref="JobRefused">The file is damaged, or has a form that is not told by its bytes.</exception>
    public static PlainDelivery Open(string file, FileForm form, ExtractEncoding? promised, CancellationToken cancel)
    {
        if (!Unfold.IsNeeded(file, form)) return new PlainDelivery(Read(file), null, null);
        var folder = Directory.CreateTempSubdirectory("datamatching-check-").FullName;
        try
        {
            var to = Path.Combine(folder, "unfolded.csv");
            var places = Unfold.Run(new UnfoldRequest(file, form, promised), to, cancel);
            return new PlainDelivery(Read(to), places, folder);
        }
        catch (Exception e)
        {
            Directory.Delete(folder, true);
            if (e is FileRefused) throw new JobRefused(e.Message);
            throw;
        }
    }

    /// <summary>How the dataset's files are laid out, by the settings if there are any.</summary>
    public static FileForm FormOf(Dataset dataset, CheckOptions options) => options.Of(dataset)?.File ?? FileForm.PlainCsv;

    /// <summary>GB18030 only where the beginning is that and no UTF-8; of a file that is unfolded UTF-8, which it then is.</summary>
    public static ExtractEncoding GuessEncoding(string file, FileForm form)
    {
        if (Unfold.IsNeeded(file, form)) return ExtractEncoding.Utf8;
        using var stream = Read(file);
        var bytes = new byte[Sample];
        var text = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, false));
        // The last character may be cut.
        for (var cut = 0; cut < 4 && cut <= text.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(text[..^cut])) return ExtractEncoding.Utf8;
        }

        return ExtractEncoding.Gb18030;
    }

    /// <summary>The finding as the delivered file has its row: its number there, part and sheet before the reason.</summary>
    public CheckFinding Named(CheckFinding finding)
    {
        if (Places is null || finding.Line <= 1) return finding;
        var (row, place) = Places.Named(finding.Line);
        return finding with { Line = row, Reason = place + finding.Reason };
    }

    public void Dispose()
    {
        Text.Dispose();
        if (_folder is not null) Directory.Delete(_folder, true);
    }

    private static FileStream Read(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
}
