using System.CommandLine;
using DataMatching.App.Commands;

namespace DataMatching.App;

/// <summary>The command tree of <c>datamatching</c> and the options that all commands share.</summary>
internal static class Root
{
    public static readonly Option<string> Site = new("--site")
    {
        Description = "The site's folder (config, union, drop, data, lists). Default: the environment's DATAMATCHING_SITE, else the current folder.",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DATAMATCHING_SITE") is { Length: > 0 } site ? site : Directory.GetCurrentDirectory(),
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document for programs instead of text for people.", Recursive = true };
    public static readonly Option<bool> Quiet = new("--quiet") { Description = "Print no progress.", Recursive = true };

    /// <summary>Runs one command line.</summary>
    /// <returns>0 done, 1 failed, 2 wrong usage or configuration.</returns>
    public static async Task<int> Run(IReadOnlyList<string> arguments, TimeProvider clock, InvocationConfiguration streams, CancellationToken stop)
    {
        var parsed = Make(clock).Parse(arguments);
        var code = await parsed.InvokeAsync(streams, stop);
        return parsed.Errors.Count > 0 ? Guard.Misused : code;
    }

    public static RootCommand Make(TimeProvider clock)
    {
        var root = new RootCommand("DataMatching: matches the unions' files of needy workers' households against other agencies' registries, and each quarter lists who to add, to let go, to look at again. People decide; the program proves.");
        root.Options.Add(Site);
        root.Options.Add(Json);
        root.Options.Add(Quiet);
        foreach (var command in new[]
        {
            DemoCommand.Make(clock), SampleCommand.Make(clock), InitCommand.Make(clock), ImportCommand.Make(clock), PullCommand.Make(clock), MatchCommand.Make(clock),
            NightCommand.Make(clock), QuarterCommand.Make(clock), ExplainCommand.Make(clock), IdCommand.Make(clock), StatusCommand.Make(clock), DoctorCommand.Make(clock),
        })
        {
            root.Subcommands.Add(command);
        }

        return root;
    }
}
