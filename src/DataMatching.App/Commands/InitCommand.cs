using System.CommandLine;
using DataMatching.Jobs;

namespace DataMatching.App.Commands;

/// <summary><c>init</c>: makes a folder a site.</summary>
internal static class InitCommand
{
    public static Command Make(TimeProvider clock)
    {
        var command = new Command("init", "Make a site: shipped configuration where there is none, keys, the database. What is there stays.");
        command.SetAction(parsed => Guard.Run(parsed, clock, terminal =>
        {
            var folder = SiteFolder.At(parsed.GetValue(Root.Site)!);
            var made = Initialise.Run(folder, Guard.ShippedConfig, clock);
            terminal.Result(new { site = folder.Root, made }, () =>
            {
                foreach (var entry in made) terminal.Say("made " + entry);
                terminal.Say(made.Count == 0 ? $"{folder.Root} was a site already; nothing was changed." : $"{folder.Root} is a site now.");
                terminal.Say("Back up data/keys: without it nobody can read the personal columns.");
            });
            return Guard.Done;
        }));
        return command;
    }
}
