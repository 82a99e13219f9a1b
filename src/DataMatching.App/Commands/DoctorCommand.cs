using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;

namespace DataMatching.App.Commands;

/// <summary><c>doctor</c>: checks everything a night needs, and says what to do where something is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Make(TimeProvider clock)
    {
        var command = new Command("doctor", "Check the site: folders, configuration, keys, database, deliveries, clock, disk. Says what to do.");
        command.SetAction(parsed => Guard.Run(parsed, clock, terminal =>
        {
            var folder = SiteFolder.At(parsed.GetValue(Root.Site)!);
            var checks = SiteChecks.Of(folder, clock).ToList();
            terminal.Result(checks, () => Show(terminal, folder, checks));
            return checks.Exists(c => c.State == SiteCheck.Fail) ? Guard.Failed : Guard.Done;
        }));
        return command;
    }

    private static void Show(Terminal terminal, SiteFolder folder, List<SiteCheck> checks)
    {
        var table = Tables.Of(folder.Root, "", "what", "found", "do");
        foreach (var check in checks) table.Row(check.State, check.What, check.Finding, check.Do ?? "");
        terminal.Show(table);
    }
}
