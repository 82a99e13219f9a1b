using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;

namespace DataMatching.App.Commands;

/// <summary><c>night</c>: all that is due.</summary>
internal static class NightCommand
{
    public static Command Make(TimeProvider clock)
    {
        var date = BusinessDate.Option();
        var command = new Command("night", "All that is due: import, pull, match, judge what changed, write the list of exceptions.") { date };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var outcome = terminal.WithProgress(p => WhenBack.Run(site, () => NightPipeline.Run(site, BusinessDate.Of(parsed, date, clock), p, cancel), terminal.DatabaseIs, cancel));
            terminal.Result(outcome, () => Show(terminal, outcome));
            if (outcome.StandardGaps is { } gaps) terminal.Warn(gaps);
            return Guard.Done;
        })));
        return command;
    }

    public static void Show(Terminal terminal, NightOutcome night)
    {
        terminal.Say(night.Text);
        if (night.Unchanged) terminal.Say("This night was done already and nothing came since: nobody was judged again.");
        foreach (var file in night.Files) terminal.Say(file);
    }
}
