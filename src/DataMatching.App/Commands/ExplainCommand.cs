using System.CommandLine;
using DataMatching.Jobs;
using DataMatching.Time;

namespace DataMatching.App.Commands;

/// <summary><c>explain HOUSEHOLD</c>: rule → clause → facts → file, row and byte → match.</summary>
internal static class ExplainCommand
{
    public static Command Make(TimeProvider clock)
    {
        var household = new Argument<string>("HOUSEHOLD") { Description = "The file number (档案号) or roll number, in upper or lower case." };
        var quarter = new Option<Quarter?>("--quarter") { Description = "Which quarter; default: the newest that was run.", CustomParser = r => QuarterCommand.Parse(r) };
        var command = new Command("explain", "Why a household got its flag: every rule, its clause, the facts, and where each stands.") { household, quarter };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var explained = ExplainHousehold.Run(site, parsed.GetValue(household)!, parsed.GetValue(quarter));
            terminal.Result(explained.Json, explained.Text);
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }
}
