using System.CommandLine;
using DataMatching.App.Screen;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs;
using DataMatching.Storage;

namespace DataMatching.App.Commands;

/// <summary><c>doctor</c>: checks everything a night needs, and says what to do where something is wrong.</summary>
internal static class DoctorCommand
{
    internal sealed record Check(string State, string What, string Finding, string? Do);

    public static Command Make(TimeProvider clock)
    {
        var command = new Command("doctor", "Check the site: folders, configuration, keys, database, deliveries, disk. Says what to do.");
        command.SetAction(parsed => Guard.Run(parsed, terminal =>
        {
            var folder = SiteFolder.At(parsed.GetValue(Root.Site)!);
            var checks = Checks(folder, clock).ToList();
            terminal.Result(checks, () => Show(terminal, folder, checks));
            return checks.Exists(c => c.State == "FAIL") ? Guard.Failed : Guard.Done;
        }));
        return command;
    }

    private static void Show(Terminal terminal, SiteFolder folder, List<Check> checks)
    {
        var table = Tables.Of(folder.Root, "", "what", "found", "do");
        foreach (var check in checks) table.Row(check.State, check.What, check.Finding, check.Do ?? "");
        terminal.Show(table);
    }

    private static IEnumerable<Check> Checks(SiteFolder folder, TimeProvider clock)
    {
        yield return new Check("OK", "program", $"datamatching {Site.ProgramVersion} on {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}", null);
        foreach (var path in new[] { folder.Config, folder.Union, folder.Drop, folder.Data })
        {
            yield return Directory.Exists(path) ? Writable(path) : new Check("FAIL", Path.GetFileName(path) + "/", "missing", $"datamatching init --site {folder.Root}");
        }

        var (configuration, errors) = Directory.Exists(folder.Config) ? SiteConfiguration.Load(folder) : (null, []);
        foreach (var error in errors) yield return new Check("FAIL", $"{error.File} {error.Place}", error.Found, "expected " + error.Expected);
        if (configuration is not null) yield return new Check("OK", "configuration", $"{configuration.Registries.Count} registries, {configuration.Policies.Ids.Count} policy packs", null);
        foreach (var check in Database(folder, clock)) yield return check;
        foreach (var check in Deliveries(folder)) yield return check;
        if (configuration is not null)
        {
            foreach (var check in Agreements(configuration, DateOnly.FromDateTime(clock.GetLocalNow().DateTime))) yield return check;
        }

        if (Directory.Exists(folder.Data))
        {
            var free = new DriveInfo(Path.GetFullPath(folder.Data)).AvailableFreeSpace >> 20;
            yield return free < 2048 ? new Check("WARN", "disk", $"{free} MB free", "keep at least 2 GB free beside the database") : new Check("OK", "disk", $"{free >> 10} GB free", null);
        }
    }

    private static Check Writable(string path)
    {
        var probe = Path.Combine(path, ".datamatching-probe");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Check("OK", Path.GetFileName(path) + "/", "there and writable", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Check("FAIL", Path.GetFileName(path) + "/", "not writable", "give the program's user the right to write there");
        }
    }

    private static IEnumerable<Check> Database(SiteFolder folder, TimeProvider clock)
    {
        Check check;
        try
        {
            var keys = KeyRing.Load(folder.Keys);
            using var store = Store.Open(folder.Database, keys, clock);
            var import = store.Union.Latest();
            if (import is not null) _ = store.Union.Read(import.Id).FirstOrDefault();
            check = new Check(import is null ? "WARN" : "OK", "keys and database", import is null ? "open; no union files imported yet" : $"open; union import {import.Id}", import is null ? "datamatching import" : null);
        }
        catch (Exception e) when (e is KeyRingException or StoreException)
        {
            check = new Check("FAIL", "keys and database", "cannot be used", e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            check = new Check("FAIL", "keys and database", e.GetType().Name, "restore the database from backup");
        }

        yield return check;
    }

    private static IEnumerable<Check> Deliveries(SiteFolder folder)
    {
        var content = DropFolder.Discover(folder.Drop);
        yield return new Check("OK", "deliveries", $"{content.Deliveries.Count} with a manifest", null);
        foreach (var refusal in content.Refusals) yield return new Check("FAIL", refusal.File, refusal.Reason, "tell the agency");
        foreach (var file in content.WithoutManifest) yield return new Check("WARN", file, "no manifest", "still being written, or the agency forgot it; it is not read");
    }

    private static IEnumerable<Check> Agreements(SiteConfiguration configuration, DateOnly today)
    {
        foreach (var registry in configuration.Registries.Values)
        {
            if (!registry.Agreement.Contains(today)) yield return new Check("FAIL", registry.Registry, $"agreement {registry.Sharing.Number} is not in force today", "renew it; until then nothing is pulled");
            else if (registry.Agreement.End is { } end && end.AddDays(-60) < today) yield return new Check("WARN", registry.Registry, $"agreement ends {end:yyyy-MM-dd}", "renew it in time");
        }
    }
}
