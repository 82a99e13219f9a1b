using DataMatching.Assessment;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>What a quarter would say by what is known now: lists and report in a folder of their own, marked as a preview, and neither pins nor verdicts in the database.</summary>
internal static class PreviewQuarter
{
    public static QuarterSummary Run(Site site, Quarter quarter, PinnedInputs pins, long started, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var (tally, rows) = (new QuarterTally(), new List<QuarterListRow>());
        var households = 0;
        var terms = site.Configuration.Terms;
        foreach (var judged in new JudgeHouseholds(site, pins).Run(cancel))
        {
            tally.Counts.Add(judged, terms);
            if (judged.Verdict.Flag != Flag.Keep) rows.Add(ListedVerdict.Of(judged.Household, judged.Verdict));
            if (++households % 1000 == 0) progress.Report(new StepProgress("preview", households, null));
        }

        var files = WriteQuarterFiles.Replace(site, quarter, pins, tally, Path.Combine(site.Folder.Lists, $"{quarter}-preview"), preview: true, (fresh, prefix) => QuarterLists.Write(fresh, quarter, tally.Listing(rows), prefix));
        int Of(Flag flag) => rows.Count(r => r.Flag == flag);
        var (add, exit, again, all) = (Of(Flag.Add), Of(Flag.Exit), Of(Flag.ReExamine), households);
        return new QuarterSummary(quarter, all, add, exit, again, all - add - exit - again, files, site.Clock.GetElapsedTime(started), Preview: true);
    }
}
