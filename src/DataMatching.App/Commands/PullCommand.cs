using System.CommandLine;
using DataMatching.Jobs;

namespace DataMatching.App.Commands;

/// <summary><c>pull</c>: registers what the agencies delivered.</summary>
internal static class PullCommand
{
    public static Command Make(TimeProvider clock)
    {
        var date = BusinessDate.Option();
        var again = new Option<bool>("--again") { Description = "Register refused deliveries once more, after you put the configuration right." };
        var command = new Command("pull", "Find what the agencies delivered to drop/ and register it.") { date, again };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var summary = terminal.WithProgress(p => PullExtracts.Run(site, BusinessDate.Of(parsed, date, clock), parsed.GetValue(again), p, cancel));
            terminal.Result(summary, () =>
            {
                terminal.Say($"{summary.Found} deliveries found, {summary.New} new, {summary.Later} dated after the night, {summary.Refused} refused.");
                foreach (var refusal in summary.Refusals) terminal.Say($"  refused: {refusal.File}: {refusal.Reason}");
                foreach (var e in summary.Exchanges)
                    terminal.Say($"  {e.Registry}/{e.Dataset} request {e.Request} of {e.AskedOn:yyyy-MM-dd} ({e.State}, answer by {e.AnswerBy:yyyy-MM-dd}): asked {e.Counts.Asked}, answered {e.Counts.Answered}, unanswered {e.Counts.Unanswered}, set aside {e.Counts.SetAside}; unasked rows {e.Counts.Unasked}, duplicates {e.Counts.Duplicates}");
                foreach (var file in summary.Waiting) terminal.Say($"  waits for its manifest: {file}");
            });
            return summary.Refused > 0 ? Guard.Failed : Guard.Done;
        })));
        return command;
    }
}
