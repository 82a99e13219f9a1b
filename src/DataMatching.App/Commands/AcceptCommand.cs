using System.CommandLine;
using DataMatching.Jobs;

namespace DataMatching.App.Commands;

/// <summary><c>accept</c>: takes a delivery that was refused as unlike those before it, on somebody's word.</summary>
internal static class AcceptCommand
{
    public static Command Make(TimeProvider clock)
    {
        var batch = new Argument<long>("batch") { Description = "The number of the refused batch, as its refusal and 'status' tell it." };
        var who = new Option<string>("--who") { Description = "Who answers for it.", Required = true };
        var why = new Option<string>("--why") { Description = "Why it is right, such as what the agency said. Kept encrypted.", Required = true };
        var command = new Command("accept", "Take a delivery that was refused as unlike those before it; who and why are kept. The next match reads it, with all other checks on.") { batch, who, why };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var accepted = AcceptBatch.Run(site, parsed.GetValue(batch), parsed.GetValue(who)!, parsed.GetValue(why)!);
            terminal.Result(accepted, () =>
            {
                terminal.Say($"Batch {accepted.Batch} ({accepted.File}) is taken on the word of {accepted.Who} and waits as batch {accepted.Pending}: the next 'match' or night reads it.");
                terminal.Say($"What was found, and is kept with it: {accepted.Explained}");
            });
            return Guard.Done;
        }, SiteUse.Change));
        return command;
    }
}
