using DataMatching.Jobs.Reports;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>Makes a folder a site: shipped configuration where there is none, keys, the database. What is there already stays as it is.</summary>
public static class Initialise
{
    /// <param name="shippedConfig">The <c>config</c> folder that comes with the program.</param>
    /// <returns>What was made, relative to the site.</returns>
    /// <exception cref="JobRefused">An interrupted sample is there; or there is a database and its keys are gone: new keys would not open it. Or another process works on the site.</exception>
    public static IReadOnlyList<string> Run(SiteFolder folder, string shippedConfig, TimeProvider clock)
    {
        Site.RefuseUnfinished(folder);
        if (!KeyRing.Exists(folder.Keys) && SiteDatabase.At(folder) is { IsBegun: true } begun)
        {
            throw new JobRefused($"{begun.Name} is there and its keys are not. Expected them in {folder.Keys}: put them back from your backup. "
                + "New keys would not open it; nothing was made. To begin anew, move the database away first.");
        }

        List<string> made = [];
        foreach (var path in new[] { folder.Root, folder.Union, folder.Drop, folder.Data, folder.Lists })
        {
            if (Directory.Exists(path)) continue;
            if (path == folder.Lists) PrivateFiles.MakeFolder(path);
            else Directory.CreateDirectory(path);
            made.Add(Path.GetRelativePath(folder.Root, path) + "/");
        }

        CopyConfig(folder, shippedConfig, made);
        if (!Directory.Exists(folder.Keys)) made.Add("data/keys/");
        var keys = KeyRing.Exists(folder.Keys) ? KeyRing.Load(folder.Keys) : KeyRing.Create(folder.Keys);
        List<ConfigurationError> errors = [];
        var database = SiteDatabase.Of(folder, SiteSettings.Parse(File.ReadAllText(Path.Combine(folder.Config, "site.json")), errors));
        if (errors.Find(e => e.Place.StartsWith("$.database", StringComparison.Ordinal)) is { } fault) throw new JobRefused(fault.ToString());
        if (database.IsMissing) made.Add("data/datamatching.db");
        using var held = Site.Hold(folder);
        database.Open(keys, clock).Dispose();
        if (database.Server is not null) made.Add($"the tables in the {database.Product} of config/site.json, where they were not there");
        return made;
    }

    /// <summary>A sub-folder that has files of its own is left alone: a site's standards are not mixed with the shipped ones.</summary>
    public static void CopyConfig(SiteFolder folder, string shippedConfig, List<string> made)
    {
        foreach (var source in Directory.EnumerateDirectories(shippedConfig).Order(StringComparer.Ordinal))
        {
            var target = Path.Combine(folder.Config, Path.GetFileName(source));
            if (Directory.Exists(target) && Directory.EnumerateFiles(target).Any()) continue;
            Directory.CreateDirectory(target);
            foreach (var file in Directory.EnumerateFiles(source).Order(StringComparer.Ordinal))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
                made.Add($"config/{Path.GetFileName(source)}/{Path.GetFileName(file)}");
            }
        }

        foreach (var file in Directory.EnumerateFiles(shippedConfig).Order(StringComparer.Ordinal))
        {
            var target = Path.Combine(folder.Config, Path.GetFileName(file));
            if (File.Exists(target)) continue;
            Directory.CreateDirectory(folder.Config);
            File.Copy(file, target);
            made.Add("config/" + Path.GetFileName(file));
        }
    }
}
