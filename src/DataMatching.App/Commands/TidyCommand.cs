using System.CommandLine;
using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Jobs.Tidying;
using DataMatching.Jobs.Units;

namespace DataMatching.App.Commands;

/// <summary><c>tidy</c>: removes what is old and nothing needs any more.</summary>
internal static class TidyCommand
{
    public static Command Make(TimeProvider clock)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only show what would go." };
        var command = new Command("tidy", "Remove what is older than config/site.json says and nothing needs any more: superseded deliveries, old lists of nights, ended work, leftovers.") { dry };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
            var summary = parsed.GetValue(dry) ? TidySite.Look(site, today, cancel) : terminal.WithProgress(p => WhenBack.Run(site, () => TidySite.Run(site, today, p, cancel), terminal.DatabaseIs, cancel));
            terminal.Result(summary, () => Show(terminal, summary));
            if (summary.Kinds.Sum(k => k.Left) is > 0 and var left)
                terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{left} files could not be removed. Give the program's user the right to write in their folders (drop/, lists/, data/); the next time tries again."));
            return Guard.Done;
        }, parsed.GetValue(dry) ? SiteUse.Look : SiteUse.Work)));
        return command;
    }

    /// <summary>How much it was, in one line.</summary>
    public static string Words(IReadOnlyList<TidiedKind> kinds)
    {
        var said = kinds.Where(k => k.Rows + k.Files + k.Bytes > 0).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Kind} {k.Rows} rows, {k.Files} files, {k.Bytes} bytes")).ToList();
        return said.Count == 0 ? "nothing was old" : string.Join("; ", said);
    }

    private static void Show(Terminal terminal, TidySummary summary)
    {
        var table = Tables.Of(summary.Removed ? "Removed" : "Would be removed", "kind", ">after days", ">rows", ">files", ">bytes", ">left");
        foreach (var kind in summary.Kinds) table.Row(kind.Kind, kind.Days, kind.Rows, kind.Files, kind.Bytes, kind.Left);
        terminal.Show(table);
        if (!summary.Removed) terminal.Say("Nothing was changed.");
    }
}
