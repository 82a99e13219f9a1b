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

    public NightTimes? Schedule => site.Configuration.Settings.Night is { } night
        ? new NightTimes(night.At, night.WorkingDaysOnly, night.Next(site.Clock.GetUtcNow(), site.Clock.LocalTimeZone, site.Configuration.Calendar))
        : null;

    public int CutoffDays => site.Configuration.Settings.CutoffDays;

    public Job AskNight(DateOnly day, long account) => worker.Ask(JobKind.Night, MissedNight.Subject(day), "", account);

    public Job AskQuarter(Quarter quarter, bool repin, long account) => worker.Ask(JobKind.Quarter, quarter.ToString(), new QuarterOptions(repin, null).ToJson(), account);

    public Job AskPreview(Quarter quarter, long account) => worker.Ask(JobKind.Preview, quarter.ToString(), "", account);

    public Job AskDryRun(Quarter quarter, string pack, long account) => worker.Ask(JobKind.DryRun, quarter.ToString(), pack, account);

    public Job AskAgain(Job job, long account) => worker.Ask(job.Kind, job.Subject, site.Store.Jobs.Document(job.Id), account);

    public bool Cancel(long job) => worker.Cancel(job);
}
