using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;

namespace DataMatching.App.Commands;

/// <summary><c>match</c>: streams pending deliveries past the union's people.</summary>
internal static class MatchCommand
{
    public static Command Make(TimeProvider clock)
    {
        var date = BusinessDate.Option();
        var command = new Command("match", "Match pending deliveries with the union's people and store the evidence of ours.") { date };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var summary = terminal.WithProgress(p => MatchExtracts.Run(site, BusinessDate.Of(parsed, date, clock), p, cancel));
            terminal.Result(summary, () => Show(terminal, summary));
            return summary.Batches.Any(b => b.Refusal is not null) ? Guard.Failed : Guard.Done;
        })));
        return command;
    }

    public static void Show(Terminal terminal, MatchSummary summary)
    {
        if (summary.Batches.Count == 0)
        {
            terminal.Say("Nothing to match: every delivery is matched already.");
            return;
        }

        var table = Tables.Of("Matched deliveries", "registry", "dataset", "scope", "as of", "state", ">rows", ">ours", ">set aside", ">took");
        foreach (var b in summary.Batches) table.Row(b.Registry, b.Dataset, b.Scope, b.AsOf, b.Again ? b.State + " again" : b.State, b.Rows, b.Matched, b.Quarantined, b.Took);
        terminal.Show(table);
        foreach (var changed in summary.Batches.Where(b => b.HeaderDrift is not null)) terminal.Say($"  {changed.Registry}/{changed.Dataset} {changed.Scope}: the header changed and was read by its names: {changed.HeaderDrift}");
        foreach (var refused in summary.Batches.Where(b => b.Refusal is not null)) terminal.Say($"  {refused.Registry}/{refused.Dataset} {refused.Scope}: {refused.Refusal}");
    }
}
