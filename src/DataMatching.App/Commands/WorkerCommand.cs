using System.CommandLine;
using DataMatching.App.Nodes;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;

namespace DataMatching.App.Commands;

/// <summary><c>worker</c>: lends this machine to the nights and quarters of another.</summary>
internal static class WorkerCommand
{
    private const int MostHands = 256;

    public static Command Make(TimeProvider clock)
    {
        var hands = new Option<int>("--hands") { Description = "Units at the same time. Default: as many as the machine has processors.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var name = new Option<string?>("--name") { Description = "What the node is called: a-z, 0-9, hyphen, dot; a mark of its own is put behind it. Default: the machine's name and the number of the process." };
        var judging = new Option<bool>("--judging-only") { Description = "This machine does not reach the drop folder: it judges households and matches no deliveries." };
        var command = new Command("worker", "Performs units of nights and quarters that another node runs on the same PostgreSQL or SQL Server, until it is stopped.") { hands, name, judging };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            if (parsed.GetValue(hands) is < 1 or > MostHands) throw new UsageRefused($"--hands: found {parsed.GetValue(hands)}, expected 1 to {MostHands}.");
            if (parsed.GetValue(name) is { } given && !IsName(given)) throw new UsageRefused("--name: expected 1 to 60 of a-z, A-Z, 0-9, hyphen, dot.");
            if (!parsed.GetValue(judging) && !Directory.Exists(site.Folder.Drop))
                throw new UsageRefused($"{site.Folder.Drop} is not there, and deliveries are read from it. Mount the share of the node that runs nights there, or give --judging-only.");
            Work(site, terminal, new NodeOptions(parsed.GetValue(hands), !parsed.GetValue(judging)), parsed.GetValue(name), cancel);
            return Guard.Done;
        }, SiteUse.Help)));
        return command;
    }

    private static void Work(Site site, Terminal terminal, NodeOptions options, string? name, CancellationToken cancel)
    {
        NodeOptions.Join(site, options, name);
        terminal.Say($"Node {site.Node.Name}: {options.Hands} units at the same time{(options.Deliveries ? "" : ", judging only")}. Stop with Ctrl-C.");
        foreach (var stranger in site.Store.Nodes.There(TimeSpan.FromMinutes(1)).Where(n => n.Program != Site.ProgramVersion || n.Configuration != Node.Configuration(site.Configuration)))
        {
            terminal.Warn($"Node {stranger.Name} {(stranger.Program != Site.ProgramVersion ? $"runs version {stranger.Program}, this one {Site.ProgramVersion}" : "has another config folder than this one")}: "
                + "they share no work. Expected the same program and the same config folder on every node.");
        }

        site.Signals.Said("worker-began");
        cancel.WaitHandle.WaitOne();
        site.Signals.Said("worker-stopping");
        terminal.Say("Stopping: units in hand are given back.");
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
