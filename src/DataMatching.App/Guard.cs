using System.CommandLine;
using System.Data.Common;
using DataMatching.App.Nodes;
using DataMatching.App.Operations;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Operating;
using DataMatching.Jobs.Units;
using DataMatching.Storage;

namespace DataMatching.App;

/// <summary>Exit codes, and how every failure is told: one plain sentence without personal data.</summary>
internal static class Guard
{
    public const int Done = 0, Failed = 1, Misused = 2;

    /// <summary>ENOSPC, and ERROR_DISK_FULL as an HRESULT.</summary>
    private const int NoSpace = 28, DiskFull = unchecked((int)0x80070070);

    /// <summary>Runs a command's work and turns what goes wrong into a message and an exit code.</summary>
    public static int Run(ParseResult parsed, TimeProvider clock, Func<Terminal, int> work)
    {
        var terminal = Terminal.Of(parsed);
        try
        {
            return work(terminal);
        }
        catch (ConfigurationRefused e)
        {
            terminal.Fail(e.Errors);
            return Misused;
        }
        catch (UsageRefused e)
        {
            terminal.Fail(e.Message);
            return Misused;
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("Stopped. What was finished is kept; the same command goes on from there.");
            return Failed;
        }
        catch (Exception e) when (e is JobRefused or WorkLostException or KeyRingException or StoreException)
        {
            terminal.Fail(e.Message);
            return Failed;
        }
        catch (Exception e)
        {
            terminal.Fail(Told(e, FailureLog.Append(Folder(parsed), parsed.CommandResult.Command.Name, e, clock)));
            return Failed;
        }
    }

    /// <summary>Opens the site that the options name and runs work on it.</summary>
    public static int OnSite(ParseResult parsed, TimeProvider clock, Func<Site, Terminal, int> work, SiteUse use = SiteUse.Work) => Run(parsed, clock, terminal =>
    {
        using var site = Open(Folder(parsed), clock, use);
        using var watch = use == SiteUse.Look ? null : SiteWatch.Begin(site, parsed.InvocationConfiguration.Error);
        try
        {
            if (use != SiteUse.Work) return work(site, terminal);
            using var right = site.BeginWork();
            NodeOptions.Join(site);
            var code = work(site, terminal);
            TellNotices.Run(site, CancellationToken.None);
            return code;
        }
        catch (Exception e) when (e is not (OperationCanceledException or UsageRefused))
        {
            site.Signals.Failed(parsed.CommandResult.Command.Name, e);
            if (use == SiteUse.Work) TellNotices.Run(site, CancellationToken.None);
            throw;
        }
    });

    /// <exception cref="ConfigurationRefused">Every fault of the configuration at once.</exception>
    /// <exception cref="JobRefused">The site is not whole, was never initialised, or is worked on.</exception>
    public static Site Open(SiteFolder folder, TimeProvider clock, SiteUse use = SiteUse.Work)
    {
        Site.RefuseUnfinished(folder);
        if (!Directory.Exists(folder.Config))
            throw new UsageRefused($"{folder.Root} is not a site: it has no config folder. Name one with --site, or make one with 'datamatching init --site {ShellWord.Of(folder.Root)}'.");
        var (configuration, errors) = SiteConfiguration.Load(folder);
        if (configuration is null) throw new ConfigurationRefused(errors);
        if (Engines.Missing(configuration) is { } missing) throw new ConfigurationRefused([missing]);
        return use == SiteUse.Help ? Site.Help(folder, configuration, clock) : Site.Open(folder, configuration, clock, exclusive: use != SiteUse.Look);
    }

    /// <summary>The <c>config</c> folder that comes with the program.</summary>
    public static string ShippedConfig => Path.Combine(AppContext.BaseDirectory, "config");

    private static SiteFolder Folder(ParseResult parsed) => SiteFolder.At(parsed.GetValue(Root.Site)!);

    /// <summary>Keeps an unexpected failure in the site's log and puts it into words without personal data.</summary>
    public static string Tell(Site site, string work, Exception failure)
    {
        site.Signals.Failed(work, failure);
        return Told(failure, FailureLog.Append(site.Folder, work, failure, site.Clock));
    }

    /// <summary>Messages of these exceptions may repeat data: only the type and the place in the program are told.</summary>
    private static string Told(Exception e, string? log)
    {
        var found = e switch
        {
            UnauthorizedAccessException => "The program may not read or write a file it needs. Give its user the right; 'datamatching doctor' shows where it lacks in the site.",
            IOException { HResult: NoSpace or DiskFull } => "The disk is full. Make room, then give the same command again: what was finished is kept.",
            IOException => $"A file or folder could not be read or written ({e.GetType().Name}). 'datamatching doctor' checks those of the site.",
            DbException full when DiskOfDatabase.IsFull(full) => "The disk of the database is full. Make room, then give the same command again: what was finished is kept.",
            _ when DatabaseFailure.Is(e) => $"The database gave no answer, or could not do the work ({e.GetType().Name}). See that it runs and its disk has room, then give the same command again: what was finished is kept.",
            _ => $"Failed unexpectedly: {e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}. That is a fault of the program: please report it.",
        };
        return log is null ? found : $"{found} Details: {log}";
    }
}

/// <summary>What a command does with a site.</summary>
internal enum SiteUse
{
    /// <summary>Looks, beside whoever works.</summary>
    Look = 0,

    /// <summary>Changes something, alone in the site's folder.</summary>
    Change = 1,

    /// <summary>Runs nights or quarters, or parts of them: alone in the folder and on the database.</summary>
    Work = 2,

    /// <summary>Performs units that another node hands out.</summary>
    Help = 3,
}

/// <summary>The command was called with something it can't use.</summary>
internal sealed class UsageRefused(string message) : Exception(message);

/// <summary>The configuration has faults.</summary>
internal sealed class ConfigurationRefused(IReadOnlyList<ConfigurationError> errors) : Exception("configuration")
{
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
