using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Time;

namespace DataMatching.App.Commands;

/// <summary><c>demo</c>: the whole job on a sample province, scored against its planted truth.</summary>
internal static class DemoCommand
{
    private const string Marker = ".datamatching-demo";

    public static Command Make(TimeProvider clock)
    {
        var households = new Option<int>("--households") { Description = "How many households, 200 to 210,000.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed") { Description = "Another seed, another province.", DefaultValueFactory = _ => 7 };
        households.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 200 or > 210_000) r.AddError("Expected 200 to 210,000 households.");
        });
        var serve = new Option<bool>("--serve") { Description = "Then make an account of each role, tell their passwords once, and serve the pages." };
        var address = PagesAddress.Option();
        var date = ServeCommand.DateOption();
        var command = new Command("demo", "The whole job on a sample province in ./demo-site (or --site): two quarters, lists, report, and a score against the planted truth.") { households, seed, serve, address, date };
        command.Validators.Add(r =>
        {
            if (!r.GetValue(serve) && r.GetResult(address) is { Implicit: false }) r.AddError("--url goes with --serve.");
            if (r.GetValue(serve) && r.GetValue(Root.Json)) r.AddError("--serve tells its passwords to people: leave --json away.");
        });
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.Run(parsed, RehearsalClock.On(parsed.GetValue(date), clock), terminal =>
        {
            var named = parsed.GetResult(Root.Site) is { Implicit: false };
            var folder = SiteFolder.At(named ? parsed.GetValue(Root.Site)! : "demo-site");
            return Run(terminal, folder, parsed.GetValue(households), parsed.GetValue(seed), parsed.GetValue(serve) ? parsed.GetValue(address) : null, RehearsalClock.On(parsed.GetValue(date), clock), cancel);
        })));
        return command;
    }

    /// <summary>True for a site that a demo made.</summary>
    public static bool Made(SiteFolder folder) => File.Exists(Path.Combine(folder.Root, Marker));

    private static int Run(Terminal terminal, SiteFolder folder, int households, int seed, string? address, TimeProvider clock, CancellationToken cancel)
    {
        var steps = new List<(string Step, TimeSpan Took)>();
        Clear(folder);
        Directory.CreateDirectory(folder.Root);
        File.WriteAllText(Path.Combine(folder.Root, Marker), "Made by 'datamatching demo', which may delete this folder.\n");
        Step($"sample province of {households:#,##0} households, seed {seed}", () => SampleCommand.Write(terminal, folder.Root, households, seed, cancel));
        Step("init", () => Initialise.Run(folder, Guard.ShippedConfig, clock));
        using var site = Guard.Open(folder, clock);
        var q2 = new Quarter(2026, 2);
        var q3 = new Quarter(2026, 3);
        Step("night 2026-06-30", () => terminal.WithProgress(p => NightPipeline.Run(site, q2.LastDay, p, cancel)));
        Step("quarter 2026Q2", () => terminal.WithProgress(p => QuarterPipeline.Run(site, q2, AfterCutoff(q2), p, cancel)));
        var night = Step("night 2026-09-30", () => terminal.WithProgress(p => NightPipeline.Run(site, q3.LastDay, p, cancel)));
        var quarter = Step("quarter 2026Q3", () => terminal.WithProgress(p => QuarterPipeline.Run(site, q3, AfterCutoff(q3), p, cancel)));
        var score = Step("score against the truth", () => ScoreAgainstTruth.Run(site, q3, Path.Combine(folder.Root, "truth.csv")));
        File.WriteAllLines(Path.Combine(folder.Root, "score-differences.txt"), score.Differences);
        terminal.Result(new { site = folder.Root, quarter, score, steps = steps.Select(s => new { s.Step, seconds = s.Took.TotalSeconds }) }, () =>
        {
            NightCommand.Show(terminal, night);
            DemoScreen.Show(terminal, site, quarter, score, steps);
        });
        if (!score.IsGoodEnough) terminal.Fail("The score is not good enough: expected no wrong exit, recall of Exit and precision and recall of Add and ReExamine at 98 % or more. score-differences.txt names each household.");
        if (!score.IsGoodEnough) return Guard.Failed;
        return address is null ? Guard.Done : Serve(terminal, site, q3, address, cancel);

        // The sample's quarters are over, whatever the machine's clock says.
        QuarterRequest AfterCutoff(Quarter q) => new(q.LastDay.AddDays(site.Configuration.Settings.CutoffDays + 1));

        T Step<T>(string name, Func<T> work)
        {
            terminal.Begin(name);
            var started = clock.GetTimestamp();
            var result = work();
            steps.Add((name, clock.GetElapsedTime(started)));
            return result;
        }
    }

    private static int Serve(Terminal terminal, Site site, Quarter quarter, string address, CancellationToken cancel)
    {
        var table = Tables.Of("Accounts of this demo: the passwords are shown this once", "name", "password", "role", "district");
        foreach (var (account, password) in DemoAccounts.Make(site, quarter)) table.Row(account.Name, password, account.Role, account.Scope?.ToString() ?? "everywhere");
        terminal.Show(table);
        return ServeCommand.Run(site, terminal, address, cancel);
    }

    /// <summary>Only a folder that a demo made is cleared.</summary>
    private static void Clear(SiteFolder folder)
    {
        if (!Directory.Exists(folder.Root) || !Directory.EnumerateFileSystemEntries(folder.Root).Any()) return;
        if (!Made(folder))
            throw new UsageRefused($"{folder.Root} is not empty and was not made by a demo. Name another folder with --site.");
        if (SiteLock.IsHeld(folder)) throw new JobRefused($"Another datamatching process is working on {folder.Root}. Wait until it has ended, or name another folder with --site.");
        Directory.Delete(folder.Root, true);
    }
}
