using System.CommandLine;
using DataMatching.App.Nodes;
using DataMatching.App.Operations;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Operating;
using DataMatching.Jobs.Work;
using DataMatching.Review;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using Microsoft.Extensions.Hosting;

namespace DataMatching.App.Commands;

/// <summary><c>serve</c>: the reviewers' and operators' pages.</summary>
internal static class ServeCommand
{
    private const int ThreadsForPages = 16;

    public static Option<DateOnly?> DateOption() => new("--date")
    {
        Description = "To rehearse on a demo what takes weeks: the clock shows this day, such as 2026-10-21, and all that is recorded bears it. Refused for a site that no demo made.",
        CustomParser = r => BusinessDate.Parse(r),
    };

    public static Command Make(TimeProvider clock)
    {
        var address = PagesAddress.Option();
        var date = DateOption();
        var command = new Command("serve", "The pages of reviewers and operators, with the worker and the schedule.") { address, date };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, RehearsalClock.On(parsed.GetValue(date), clock), (site, terminal) =>
        {
            if (parsed.GetValue(date) is not null && !DemoCommand.Made(site.Folder))
                throw new UsageRefused("--date is for rehearsing on a site that 'datamatching demo' made: what is recorded on a real site bears the real day.");
            if (FirstAdministrator(site) is { } code)
            {
                terminal.Say($"First start: open {parsed.GetValue(address)}/setup, name 'admin', one-time code {code} (good for {Invitations.GoodFor.Days} days), and set your password.");
            }

            NodeOptions.Join(site);
            return Run(site, terminal, parsed.GetValue(address)!, cancel);
        }, SiteUse.Change)));
        return command;
    }

    /// <summary>
    /// Serves until it is stopped: the pages, the worker that does what they and the schedule ask for, and the schedule. A job that is stopped in the middle goes on at
    /// the next start.
    /// </summary>
    public static int Run(Site site, Terminal terminal, string address, CancellationToken cancel)
    {
        if (PagesAddress.IsOpenToOthers(address))
            terminal.Warn($"{address} is open to other machines without TLS: passwords and households cross the network readable by anybody on it. Serve {PagesAddress.Default} and put a proxy with TLS in front of it.");
        // Judging takes all processors; a page that is asked for meanwhile has a thread at once.
        ThreadPool.GetMinThreads(out var threads, out var completion);
        ThreadPool.SetMinThreads(Math.Max(threads, ThreadsForPages + Environment.ProcessorCount), completion);
        using var worker = new Worker(site, (job, failure) => Guard.Tell(site, job is null ? "worker" : $"job {job.Kind}", failure));
        site.Signals.Measures.Queue = () => site.Store.Jobs.Unfinished().Count;
        site.Signals.Measures.Lateness = () => NightDue.Lateness(site)?.TotalSeconds ?? 0;
        using var pages = WebSite.Make(ForWeb(site), PortsOf(site, worker, cancel), address);
        pages.Start();
        worker.Start();
        using var notices = new NoticeClock(site);
        var schedule = ScheduleClock.Start(site, worker, failure => Guard.Tell(site, "schedule", failure), cancel).GetAwaiter().GetResult();
        site.Signals.Said("serve-began");
        terminal.Say($"Serving {string.Join(", ", pages.Urls)}. Stop with Ctrl-C.");
        cancel.WaitHandle.WaitOne();
        site.Signals.Said("serve-stopping");
        schedule?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (worker.Now is not null) terminal.Say("A job is running: it ends at its next unit and goes on at the next start.");
        pages.StopAsync(TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
        return Guard.Done;
    }

    /// <summary>The ports of the pages on a site.</summary>
    internal static SitePorts PortsOf(Site site, Worker worker, CancellationToken cancel) => new(
        new HouseholdInputsOfSite(site), new SourceRowsOfSite(site), new MatchPairsOfSite(site), new ListExport(), new QuarterWorkOfSite(site, cancel), new OperationsOfSite(site, worker), new DeliveriesOfSite(site), HealthOfSite.Of(site, worker),
        Engines.PagesOf(site));

    /// <summary>The one-time code of the first administrator; null when there are accounts that can be used.</summary>
    private static string? FirstAdministrator(Site site)
    {
        var accounts = site.Store.Accounts.All();
        if (accounts.Any(a => a.Enabled && site.Store.Accounts.Secret(a.Id).PasswordHash is not null)) return null;
        var admin = accounts.FirstOrDefault(a => a.Name == "admin") ?? site.Store.Accounts.Create("admin", "系统管理员", Role.Administrator, null, Stamps.New());
        return new Invitations(site.Store, site.Clock).For(admin);
    }

    /// <summary>What the pages know of a site.</summary>
    internal static SiteForWeb ForWeb(Site site) => new(
        site.Configuration.Settings.Name, site.Store, site.Clock, Path.Combine(site.Folder.Keys, "web"), site.Configuration.Terms, site.Configuration.Policies, site.Configuration.Standards,
        site.Configuration.Steps, site.Configuration.Calendar);
}
