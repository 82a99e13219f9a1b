using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.App.Operations;

/// <summary>Gives the pages the worker and the schedule of a site.</summary>
internal sealed class OperationsOfSite(Site site, Worker worker) : IOperations
{
    public JobUnderWay? Now => worker.Now is { } now ? new JobUnderWay(now.Job, now.Began, now.Step, now.Done, now.Total, now.Rows, now.RowsPerSecond, now.Stopping) : null;

    public ScheduleOnPages Schedule
    {
        get
        {
            var report = ScheduleReport.Read(site);
            return new ScheduleOnPages(
                [.. from job in report.Jobs
                    where job.Cron is not null
                    let next = job.Next.Count > 0 ? job.Next[0] : null
                    orderby next?.At ?? DateTimeOffset.MaxValue
                    select new JobOnPages(KindOf(job.Job), job.Cron!, job.TimeZone!, job.Days!, job.Window, job.Waits, next?.Subject, next?.At)],
                [.. report.Owed.Select(o => new OwedOnPages(KindOf(o.Job), o.Subject, o.Since, o.State, o.Tries, o.Again))],
                [.. report.Skipped.OrderByDescending(s => s.At).Select(s => new SkipOnPages(KindOf(s.Job), s.Subject, s.Who, s.Why, s.At))]);
        }
    }

    public int CutoffDays => site.Configuration.Settings.CutoffDays;

    public Job AskNight(DateOnly day, long account) => worker.Ask(JobKind.Night, ScheduledWork.Subject(day), "", account);

    public Job AskQuarter(Quarter quarter, bool repin, long account) => worker.Ask(JobKind.Quarter, quarter.ToString(), new QuarterOptions(repin, null).ToJson(), account);

    public Job AskPreview(Quarter quarter, long account) => worker.Ask(JobKind.Preview, quarter.ToString(), "", account);

    public Job AskDryRun(Quarter quarter, string pack, long account) => worker.Ask(JobKind.DryRun, quarter.ToString(), pack, account);

    public Job AskAgain(Job job, long account) => worker.Ask(job.Kind, job.Subject, site.Store.Jobs.Document(job.Id), account);

    public bool Cancel(long job) => worker.Cancel(job);

    public string? Skip(JobKind kind, string subject, string who, string why)
    {
        try
        {
            if (site.Store.Jobs.Unfinished().Any(j => j.Kind == kind && j.Subject == subject)) return $"{subject} waits or runs: cancel it first.";
            SkipWork.Run(site, kind, subject, who, why);
            return null;
        }
        catch (Exception e) when (e is JobRefused or StoreException)
        {
            return e.Message;
        }
    }

    private static JobKind KindOf(string job) => SiteSchedule.Jobs.Single(kind => ScheduledWork.NameOf(kind) == job);
}
