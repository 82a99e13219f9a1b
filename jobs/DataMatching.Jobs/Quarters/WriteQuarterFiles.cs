using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>Writes a quarter's three lists and its report.</summary>
internal static class WriteQuarterFiles
{
    /// <summary>Written beside the folder and put in place at the end: a killed run leaves either the old files or the new ones.</summary>
    /// <param name="lists">Writes the lists into a folder, with so the names of their files begin, and feeds the tally.</param>
    public static IReadOnlyList<string> Replace(Site site, Quarter quarter, PinnedInputs pins, QuarterTally tally, string folder, bool preview, Action<string, string> lists)
    {
        var fresh = folder + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, true);
        PrivateFiles.MakeFolder(fresh);
        var prefix = preview ? "preview-" : "";
        lists(fresh, prefix);
        QuarterReportPage.WriteFile(Path.Combine(fresh, prefix + "report.html"), BuildReport.Of(site, quarter, pins, tally) with { Preview = preview });
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
        Directory.Move(fresh, folder);
        return In(folder);
    }

    /// <summary>The files of the folder, ordinal order; none when it is not there.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
}
