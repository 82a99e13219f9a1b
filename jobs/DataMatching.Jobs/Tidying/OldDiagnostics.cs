using System.Globalization;
using System.Text;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs.Tidying;

/// <summary>Failures of the program that were noted long ago (data/logs/failures.log), and log files of days long ago, also of nodes that are gone.</summary>
internal static class OldDiagnostics
{
    public static Removed Remove(TidyOrder order)
    {
        var folder = new DirectoryInfo(order.Site.Folder.Logs);
        if (!folder.Exists) return new Removed();
        var days = RemovedFiles.In(folder, order.Remove, f => f.Name.EndsWith(".jsonl", StringComparison.Ordinal) && f.Name.Length > 10
            && DateOnly.TryParseExact(f.Name[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < order.Since);
        return new Removed(0, days + Failures(order));
    }

    private static RemovedFiles Failures(TidyOrder order)
    {
        var path = Path.Combine(order.Site.Folder.Logs, "failures.log");
        try
        {
            if (!File.Exists(path)) return default;
            var lines = File.ReadAllLines(path);
            // Each is a line that begins with its moment, and what follows up to the next one.
            var first = Array.FindIndex(lines, l => At(l) is { } at && at >= order.Before);
            if (first == 0 || !lines.Any(l => At(l) is not null)) return default;
            var kept = first < 0 ? "" : string.Join('\n', lines[first..]) + "\n";
            var bytes = new FileInfo(path).Length - Encoding.UTF8.GetByteCount(kept);
            if (!order.Remove) return new RemovedFiles(0, bytes, 0);
            if (kept.Length == 0) File.Delete(path);
            else WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(kept)));
            return new RemovedFiles(kept.Length == 0 ? 1 : 0, bytes, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RemovedFiles(0, 0, 1);
        }
    }

    private static DateTimeOffset? At(string line) =>
        DateTimeOffset.TryParseExact(line.Split(' ')[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
}
