using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>Writes a quarter's three lists and its report.</summary>
internal static class WriteQuarterFiles
{
    public static void Write(Site site, Quarter quarter, PinnedInputs pins, QuarterTally tally, string folder)
    {
        QuarterLists.Write(folder, quarter, tally.Rows);
        QuarterReportPage.WriteFile(Path.Combine(folder, "report.html"), BuildReport.Of(site, quarter, pins, tally));
    }
}
