using System.CommandLine;
using DataMatching.Jobs;

namespace DataMatching.App.Commands;

/// <summary><c>import</c>: takes the union's files in.</summary>
internal static class ImportCommand
{
    public static Command Make(TimeProvider clock)
    {
        var command = new Command("import", "Take in the union's files from union/ as one snapshot. The same files again change nothing.");
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var summary = terminal.WithProgress(p => ImportUnion.Run(site, p, cancel));
            terminal.Result(summary, () => terminal.Say(summary.Unchanged
                ? $"The union files are those of import {summary.Import}; nothing was changed."
                : $"Import {summary.Import}: {summary.Households} households, {summary.Roll} unfiled workers, {summary.Rejected} rows set aside"
                    + (summary.Rejected > 0 ? $" ('datamatching quarantine --registry {SetAsideRows.Union}' lists them)" : "")
                    + (summary.CarriedOver > 0 ? $", {summary.CarriedOver} households kept as before because rows of theirs could not be read." : ".")));
            return Guard.Done;
        })));
        return command;
    }
}
