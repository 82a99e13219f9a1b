using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Tidying;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Work;

/// <summary>Turns what was asked for into the pipeline that does it.</summary>
internal static class PerformJob
{
    /// <summary>The key of the run that the job becomes; null for work that keeps none.</summary>
    public static string? RunKey(Job job) => SiteSchedule.Jobs.Contains(job.Kind) ? ScheduledWork.RunKey(job.Kind, job.Subject) : null;

    /// <returns>What is kept of it beside its run.</returns>
    public static string? Run(Site site, Job job, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        // It ran by hand, or was skipped, after the schedule had asked for it; or the program ended between its end and the note of that.
        if (job.AskedBy is null && SiteSchedule.Jobs.Contains(job.Kind) && ScheduledWork.IsSettled(site.Store, job.Kind, job.Subject)) return null;
        var today = DateOnly.FromDateTime(site.Clock.GetLocalNow().DateTime);
        switch (job.Kind)
        {
            case JobKind.Night:
                NightPipeline.Run(site, ScheduledWork.NightOf(job.Subject), progress, cancel);
                return null;
            case JobKind.Tidy:
                TidySite.Run(site, ScheduledWork.NightOf(job.Subject), progress, cancel);
                return null;
            case JobKind.Quarter:
                var options = QuarterOptions.FromJson(site.Store.Jobs.Document(job.Id));
                QuarterPipeline.Run(site, Quarter.Parse(job.Subject), new QuarterRequest(today, options.Cutoff, options.Repin), progress, cancel);
                return null;
            case JobKind.Preview:
                return Told(QuarterPipeline.Run(site, Quarter.Parse(job.Subject), new QuarterRequest(today, Preview: true), progress, cancel));
            default:
                return DryRunPolicy.Run(site, Quarter.Parse(job.Subject), site.Store.Jobs.Document(job.Id), progress, cancel).ToJson();
        }
    }

    private static string Told(QuarterSummary summary) => System.Text.Json.JsonSerializer.Serialize(
        new { summary.Households, summary.Add, summary.Exit, summary.ReExamine, summary.Keep, folder = $"lists/{summary.Quarter}-preview" },
        new System.Text.Json.JsonSerializerOptions { PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase });
}
