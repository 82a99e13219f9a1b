using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Storage;

namespace DataMatching.App;

/// <summary>Exit codes, and how every failure is told: one plain sentence without personal data.</summary>
internal static class Guard
{
    public const int Done = 0, Failed = 1, Misused = 2;

    /// <summary>Runs a command's work and turns what goes wrong into a message and an exit code.</summary>
    public static int Run(ParseResult parsed, Func<Terminal, int> work)
    {
        var terminal = new Terminal(parsed.GetValue(Root.Json), parsed.GetValue(Root.Quiet));
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
        catch (Exception e) when (e is JobRefused or KeyRingException or StoreException)
        {
            terminal.Fail(e.Message);
            return Failed;
        }
        catch (Exception e)
        {
            // Messages of other exceptions may repeat data: only the type and where it came from are told.
            terminal.Fail($"Failed unexpectedly: {e.GetType().Name}{Environment.NewLine}{e.StackTrace}");
            return Failed;
        }
    }

    /// <summary>Opens the site that the options name and runs work on it.</summary>
    public static int OnSite(ParseResult parsed, TimeProvider clock, Func<Site, Terminal, int> work, bool exclusive = true) => Run(parsed, terminal =>
    {
        using var site = Open(SiteFolder.At(parsed.GetValue(Root.Site)!), clock, exclusive);
        return work(site, terminal);
    });

    /// <exception cref="ConfigurationRefused">Every fault of the configuration at once.</exception>
    public static Site Open(SiteFolder folder, TimeProvider clock, bool exclusive = true)
    {
        if (!Directory.Exists(folder.Config))
            throw new UsageRefused($"{folder.Root} is not a site: it has no config folder. Name one with --site, or make one with 'datamatching init --site {folder.Root}'.");
        var (configuration, errors) = SiteConfiguration.Load(folder);
        if (configuration is null) throw new ConfigurationRefused(errors);
        return Site.Open(folder, configuration, clock, exclusive);
    }

    /// <summary>The <c>config</c> folder that comes with the program.</summary>
    public static string ShippedConfig => Path.Combine(AppContext.BaseDirectory, "config");
}

/// <summary>The command was called with something it can't use.</summary>
internal sealed class UsageRefused(string message) : Exception(message);

/// <summary>The configuration has faults.</summary>
internal sealed class ConfigurationRefused(IReadOnlyList<ConfigurationError> errors) : Exception("configuration")
{
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
