using System.Globalization;
using System.Runtime.InteropServices;
using DataMatching.App.Nodes;
using DataMatching.App.Screen;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs;
using DataMatching.Jobs.Reports;
using DataMatching.Policy;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.App;

/// <summary>One thing that was looked at. <paramref name="State"/>: OK, WARN (a night can run) or FAIL; <paramref name="Do"/>: what helps, null when nothing is needed.</summary>
internal sealed record SiteCheck(string State, string What, string Finding, string? Do)
{
    public const string Ok = "OK", Warn = "WARN", Fail = "FAIL";
}

/// <summary>Looks at everything a night needs, each thing for itself: one fault hides no other. Makes nothing that is not there.</summary>
internal static class SiteChecks
{
    private const int LeastFreeMegabytes = 2048, AgreementWarningDays = 60, ClockSlackMinutes = 5, RefusalsShownDays = 7;

    public static IEnumerable<SiteCheck> Of(SiteFolder folder, TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        List<SiteCheck> checks = [new(SiteCheck.Ok, "program", $"datamatching {Site.ProgramVersion} on {RuntimeInformation.FrameworkDescription}", null)];
        foreach (var path in new[] { folder.Config, folder.Union, folder.Drop, folder.Data, folder.Lists })
            checks.Add(Directory.Exists(path) ? Writable(path) : new SiteCheck(SiteCheck.Fail, Path.GetFileName(path) + "/", "missing", Init(folder)));
        if (File.Exists(folder.Unfinished)) checks.Add(new SiteCheck(SiteCheck.Fail, "sample", "not written to its end", "write it again with 'datamatching sample', or delete the folder"));
        checks.AddRange(Modes(folder));
        if (Directory.Exists(folder.Config)) checks.AddRange(Configuration(folder, today));
        checks.AddRange(Database(folder, clock, today));
        checks.AddRange(Deliveries(folder, today));
        checks.AddRange(Disk(folder));
        return checks;
    }

    private static string Init(SiteFolder folder) => $"datamatching init --site {ShellWord.Of(folder.Root)}";

    private static SiteCheck Writable(string path)
    {
        var probe = Path.Combine(path, ".datamatching-probe");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new SiteCheck(SiteCheck.Ok, Path.GetFileName(path) + "/", "there and writable", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SiteCheck(SiteCheck.Fail, Path.GetFileName(path) + "/", "not writable", "give the program's user the right to write there");
        }
    }

    /// <summary>The key file itself is looked at when it is opened.</summary>
    private static IEnumerable<SiteCheck> Modes(SiteFolder folder) =>
        from place in new[] { (Path: folder.Lists, Name: "lists/ mode"), (Path: folder.Keys, Name: "data/keys mode") }
        where Directory.Exists(place.Path) && PrivateFiles.IsOpenToOthers(place.Path)
        select new SiteCheck(SiteCheck.Warn, place.Name, "other users of the machine may look into it", $"chmod -R go-rwx {ShellWord.Of(place.Path)}");

    private static IEnumerable<SiteCheck> Configuration(SiteFolder folder, DateOnly today)
    {
        SiteConfiguration? configuration;
        IReadOnlyList<ConfigurationError> errors;
        try
        {
            (configuration, errors) = SiteConfiguration.Load(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new SiteCheck(SiteCheck.Fail, "configuration", "a file in config/ can't be read", "give the program's user the right to read it")];
        }

        if (configuration is null) return errors.Select(e => new SiteCheck(SiteCheck.Fail, $"{e.File} {e.Place}", e.Found, "expected " + e.Expected));
        if (Engines.Missing(configuration) is { } missing) return [new SiteCheck(SiteCheck.Fail, $"{missing.File} {missing.Place}", missing.Found, "expected " + missing.Expected)];
        var sound = new SiteCheck(SiteCheck.Ok, "configuration", $"{configuration.Registries.Count} registries, {configuration.Policies.Ids.Count} policy packs", null);
        return [sound, .. Agreements(configuration, today), .. Sources(folder, configuration), .. Notices(folder, configuration), .. Texts(configuration, today)];
    }

    /// <summary>Whether the agencies that are asked could be, as far as that is seen without asking them; and what is less than safe on purpose.</summary>
    private static IEnumerable<SiteCheck> Sources(SiteFolder folder, SiteConfiguration configuration)
    {
        foreach (var registry in configuration.Registries.Values)
        {
            foreach (var (dataset, settings) in registry.Datasets.OrderBy(d => d.Key, StringComparer.Ordinal))
            {
                if (settings.Source is not { } source) continue;
                var what = $"source {registry.Registry}/{dataset}";
                if (source.Weakness is { } weakness) yield return new SiteCheck(SiteCheck.Warn, what, weakness, "have the agency encrypt and prove itself, then take \"unencrypted\" out");
                yield return Secrets(what, source.Secrets, () => source.Check(folder.Root), $"{source.Kind}; its secrets are there", "until then nothing is brought from there");
            }
        }
    }

    /// <summary>Whether those who run the site could be told, as far as that is seen without telling them anything.</summary>
    private static IEnumerable<SiteCheck> Notices(SiteFolder folder, SiteConfiguration configuration)
    {
        if (configuration.Settings.Operating.Notify is not { } notify) yield break;
        yield return Secrets("notify", [notify.Secret], () => notify.Secret.Read(folder.Root), "its secret is there", "until then nobody is told of anything");
    }

    private static SiteCheck Secrets(string what, IEnumerable<Secret> secrets, Action look, string good, string until)
    {
        if (secrets.FirstOrDefault(s => s.IsVariableOfAnother) is { } elsewhere)
            return new SiteCheck(SiteCheck.Warn, what, $"the variable of {elsewhere.Place} is not set here, and was not looked at", "run doctor with the environment of the service");
        try
        {
            look();
            return new SiteCheck(SiteCheck.Ok, what, good, null);
        }
        catch (TransportException e)
        {
            return new SiteCheck(SiteCheck.Fail, what, e.Message, until);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SiteCheck(SiteCheck.Fail, what, $"its secrets cannot be read ({e.GetType().Name})", "give the program's user the right to read them");
        }
    }

    private static IEnumerable<SiteCheck> Agreements(SiteConfiguration configuration, DateOnly today)
    {
        foreach (var registry in configuration.Registries.Values)
        {
            if (!registry.Agreement.Contains(today))
                yield return new SiteCheck(SiteCheck.Fail, registry.Registry, $"agreement {registry.Sharing.Number} is not in force today", "renew it; until then nothing is pulled");
            else if (registry.Agreement.End is { } end && end.AddDays(-AgreementWarningDays) < today)
                yield return new SiteCheck(SiteCheck.Warn, registry.Registry, $"agreement ends {Day(end)}", "renew it in time");
        }
    }

    /// <summary>Parameters of which no text says today, once for the pack whose own entry it is.</summary>
    private static IEnumerable<SiteCheck> Texts(SiteConfiguration configuration, DateOnly today) =>
        from pack in configuration.Policies.Ids
        let silent = configuration.Policies.Silent(pack, today)
        where silent.Count > 0
        select new SiteCheck(SiteCheck.Warn, $"policy {pack}", $"no text says {string.Join(", ", silent)}", "what hangs on it is unknown: ask the authority, then enter its text in config/policies");

    /// <summary>Whether the places of the imported households have standards for the months that tonight is judged on; nothing when the configuration can't be read.</summary>
    private static IEnumerable<SiteCheck> Standards(SiteFolder folder, Store store, UnionImport import, DateOnly today)
    {
        SubsistenceStandards? standards = null;
        try
        {
            standards = SiteConfiguration.Load(folder).Configuration?.Standards;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Told with the configuration.
        }

        if (standards is null) yield break;
        var gaps = StandardGaps.Of(store.Union.Read(import.Id), standards, JudgedPeriod.OfNight(today));
        yield return gaps is null
            ? new SiteCheck(SiteCheck.Ok, "standards", "there for every place of the union files", null)
            : new SiteCheck(SiteCheck.Fail, "standards", gaps, "enter them in config/standards");
    }

    /// <summary>Whether the cases that are there keep their steps; nothing when the configuration can't be read.</summary>
    private static IEnumerable<SiteCheck> Steps(SiteFolder folder, Store store)
    {
        string? changed;
        try
        {
            if (SiteConfiguration.Load(folder).Configuration is not { } configuration) yield break;
            changed = PinnedPlans.Changed(store, configuration.Steps);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Told with the configuration.
            yield break;
        }

        yield return changed is null
            ? new SiteCheck(SiteCheck.Ok, "steps", "every case keeps its own", null)
            : new SiteCheck(SiteCheck.Fail, "steps", "config/steps.json gives other steps to cases that are there", changed);
    }

    private static IEnumerable<SiteCheck> Database(SiteFolder folder, TimeProvider clock, DateOnly today)
    {
        const string What = "keys and database";
        if (!KeyRing.Exists(folder.Keys))
        {
            return [new SiteCheck(SiteCheck.Fail, What, "no key file in data/keys", IsBegun(folder) ? "restore data/keys from backup: without it nobody can read this database" : Init(folder))];
        }

        var database = SiteDatabase.At(folder);
        if (database.IsMissing) return [new SiteCheck(SiteCheck.Fail, What, "no database", $"restore data/datamatching.db from backup; for a new site: {Init(folder)}")];
        try
        {
            using var store = database.Look(KeyRing.Load(folder.Keys), clock);
            var import = store.Union.Latest();
            if (import is not null) _ = store.Union.Read(import.Id).FirstOrDefault();
            var opened = import is null
                ? new SiteCheck(SiteCheck.Warn, What, "open; no union files imported yet", "datamatching import")
                : new SiteCheck(SiteCheck.Ok, What, $"open; union import {import.Id}", null);
            List<SiteCheck> checks = [opened];
            if (SiteLock.IsHeld(folder)) checks.Add(new SiteCheck(SiteCheck.Ok, "lock", "another process is working on the site now", null));
            if (import is not null) checks.AddRange(Standards(folder, store, import, today));
            checks.AddRange(Steps(folder, store));
            checks.AddRange(ScheduleChecks.Of(folder, clock));
            checks.Add(Clock(store, clock));
            checks.AddRange(Refused(store, clock));
            return checks;
        }
        catch (OlderDatabaseException)
        {
            return [new SiteCheck(SiteCheck.Warn, What, "the database is of an older version", "back up data/; 'datamatching db migrate' (or the next night) brings it up to date")];
        }
        catch (Exception e) when (e is KeyRingException or StoreException or JobRefused)
        {
            return [new SiteCheck(SiteCheck.Fail, What, "cannot be used", e.Message)];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [new SiteCheck(SiteCheck.Fail, What, e.GetType().Name, "see whether the program's user may read and write data/; if it may, restore the database from backup")];
        }
    }

    /// <summary>A server that cannot be asked may hold data: then no new keys are advised.</summary>
    private static bool IsBegun(SiteFolder folder)
    {
        try
        {
            return SiteDatabase.At(folder).IsBegun;
        }
        catch (Exception e) when (e is StoreException or JobRefused)
        {
            return true;
        }
    }

    /// <summary>What the program itself wrote can't lie in the future, unless the clock went back.</summary>
    private static SiteCheck Clock(Store store, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var newest = store.Batches.All().Select(b => (DateTimeOffset?)b.LandedAt).Max();
        return newest > now.AddMinutes(ClockSlackMinutes)
            ? new SiteCheck(SiteCheck.Warn, "clock", $"{Minute(now)} UTC, before the newest delivery was registered ({Minute(newest.Value)} UTC)", "set the machine's clock right")
            : new SiteCheck(SiteCheck.Ok, "clock", $"{Minute(now)} UTC", null);
    }

    /// <summary>What was refused of late and has not been put right by a delivery since.</summary>
    private static IEnumerable<SiteCheck> Refused(Store store, TimeProvider clock)
    {
        const string What = "refused deliveries";
        var since = clock.GetUtcNow().AddDays(-RefusalsShownDays);
        var open = RefusedDeliveries.Read(store).Where(r => r.At >= since && !r.Corrected).ToList();
        if (open.Count == 0) return [new SiteCheck(SiteCheck.Ok, What, $"none of the last {RefusalsShownDays} days is open", null)];
        return
        [
            new SiteCheck(SiteCheck.Warn, What, $"{open.Count} in the last {RefusalsShownDays} days", "tell the agencies; the last good deliveries stay in force until they are too old"),
            .. open.Select(r => new SiteCheck(SiteCheck.Warn, r.File, $"refused {Minute(r.At)} UTC: {r.Reason}", "tell the agency")),
        ];
    }

    private static IEnumerable<SiteCheck> Deliveries(SiteFolder folder, DateOnly today)
    {
        DropFolderContent content;
        try
        {
            content = DropFolder.Discover(folder.Drop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new SiteCheck(SiteCheck.Fail, "deliveries", "a folder or file in drop/ can't be read", "give the program's user the right to read it")];
        }

        return
        [
            new SiteCheck(SiteCheck.Ok, "deliveries", $"{content.Deliveries.Count} with a manifest", null),
            .. content.Refusals.Select(r => new SiteCheck(SiteCheck.Fail, r.File, r.Reason, "tell the agency")),
            .. content.WithoutManifest.Select(f => new SiteCheck(SiteCheck.Warn, f, "no manifest", "still being written, or the agency forgot it; it is not read")),
            .. content.Deliveries.Where(d => d.Manifest.AsOf > today).Select(d =>
                new SiteCheck(SiteCheck.Warn, d.File, $"as of {Day(d.Manifest.AsOf)}, after today", "the machine's clock is behind, or the manifest's asOf is wrong; it is left for its own night")),
        ];
    }

    private static IEnumerable<SiteCheck> Disk(SiteFolder folder)
    {
        if (!Directory.Exists(folder.Data)) yield break;
        SiteCheck check;
        try
        {
            var free = new DriveInfo(folder.Data).AvailableFreeSpace >> 20;
            check = free < LeastFreeMegabytes
                ? new SiteCheck(SiteCheck.Warn, "disk", $"{free} MB free", "keep at least 2 GB free beside the database")
                : new SiteCheck(SiteCheck.Ok, "disk", $"{free >> 10} GB free", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            check = new SiteCheck(SiteCheck.Warn, "disk", "its free space can't be read", "see yourself that at least 2 GB are free");
        }

        yield return check;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
