using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Sample;

namespace DataMatching.App.Commands;

/// <summary><c>sample</c>: writes a made-up province with planted truth, ready to be a site.</summary>
internal static class SampleCommand
{
    public static Command Make(TimeProvider clock)
    {
        var folder = new Option<string>("--out") { Description = "Where to write; must be empty, absent or an interrupted sample unless --force.", Required = true };
        var households = new Option<int>("--households") { Description = "How many households, 200 to 210,000.", DefaultValueFactory = _ => 20_000 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 7 };
        var force = new Option<bool>("--force") { Description = "Write into a folder that has files." };
        households.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 200 or > 210_000) r.AddError("Expected 200 to 210,000 households.");
        });
        var command = new Command("sample", "Write a sample province: union files, registry extracts, standards, policies and truth.csv. No person in it can be real.") { folder, households, seed, force };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.Run(parsed, clock, terminal =>
        {
            var target = Path.GetFullPath(parsed.GetValue(folder)!);
            if (File.Exists(target)) throw new UsageRefused($"{target} is a file. Expected a folder, empty or not there yet.");
            if (!parsed.GetValue(force) && !File.Exists(SiteFolder.At(target).Unfinished) && Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
                throw new UsageRefused($"{target} is not empty. Name another folder, or add --force to write into it.");
            var summary = Write(terminal, target, parsed.GetValue(households), parsed.GetValue(seed), cancel);
            terminal.Result(summary, () => terminal.Say($"{target}: a sample province of {parsed.GetValue(households)} households, seed {parsed.GetValue(seed)}. Next: datamatching init --site {ShellWord.Of(target)}"));
            return Guard.Done;
        })));
        return command;
    }

    /// <summary>Writes it. Until everything is there, the folder bears a mark that keeps it from being used.</summary>
    public static SampleSummary Write(Terminal terminal, string target, int households, int seed, CancellationToken cancel)
    {
        Directory.CreateDirectory(target);
        var site = SiteFolder.At(target);
        File.WriteAllText(site.Unfinished, "'datamatching sample' is writing here. When it no longer runs, it was interrupted: the folder is not whole.\n");
        var summary = terminal.WithProgress(p => SampleProvince.Write(new SampleOptions(target, households, seed), (step, done) =>
        {
            cancel.ThrowIfCancellationRequested();
            p.Report(new StepProgress("sample " + step, done, null));
        }));
        Initialise.CopyConfig(site, Guard.ShippedConfig, []);
        File.Delete(site.Unfinished);
        return summary;
    }
}
