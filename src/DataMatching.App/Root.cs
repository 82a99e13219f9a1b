using System.CommandLine;
using System.CommandLine.Invocation;
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

    public static RootCommand Make(TimeProvider clock)
    {
        var root = new RootCommand("DataMatching: matches the unions' files of needy workers' households against other agencies' registries, and each quarter lists who to add, to let go, to look at again. People decide; the program proves.");
        root.Options.Add(Site);
        root.Options.Add(Json);
        root.Options.Add(Quiet);
        foreach (var command in new[]
        {
            DemoCommand.Make(clock), SampleCommand.Make(clock), InitCommand.Make(clock), ImportCommand.Make(clock), PullCommand.Make(clock), MatchCommand.Make(clock), MatchesCommand.Make(clock),
            NightCommand.Make(clock), QuarterCommand.Make(clock), ScheduleCommand.Make(clock), TidyCommand.Make(clock), ServeCommand.Make(clock), WorkerCommand.Make(clock), UsersCommand.Make(clock), ExplainCommand.Make(clock), IdCommand.Make(clock), CheckCommand.Make(clock), StatusCommand.Make(clock), QuarantineCommand.Make(clock),
            CorrectionsCommand.Make(clock), AskedCommand.Make(clock), LinkCommand.MakeLink(clock), LinkCommand.MakeDedupe(clock), AcceptCommand.Make(clock), DbCommand.Make(clock), DoctorCommand.Make(clock),
        })
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    /// <summary>Runs one command line. What cannot be read as a command is told on the error stream alone.</summary>
    /// <returns>0 done, 1 failed, 2 wrong usage or configuration.</returns>
    public static async Task<int> Run(IReadOnlyList<string> arguments, TimeProvider clock, InvocationConfiguration streams, CancellationToken stop)
    {
        var parsed = Make(clock).Parse(arguments);
        if (parsed.Action is not ParseErrorAction refused) return await parsed.InvokeAsync(streams, stop);
        if (arguments.Count == 0)
        {
            refused.ShowHelp = true;
            await parsed.InvokeAsync(streams, stop);
            return Guard.Misused;
        }

        // "Required command was not provided" says nothing new beside the word that is no command.
        var errors = parsed.UnmatchedTokens.Count > 0 && parsed.Errors.Count > 1 ? parsed.Errors.Skip(1) : parsed.Errors;
        foreach (var error in errors) await streams.Error.WriteLineAsync(error.Message);
        await streams.Error.WriteLineAsync($"See '{CommandPath(parsed.CommandResult)} --help'.");
        return Guard.Misused;
    }

    private static string CommandPath(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{CommandPath(parent)} {result.Command.Name}" : "datamatching";
}
