using System.Globalization;
using System.Text.Json.Nodes;

namespace DataMatching.Benchmarks.Nights;

/// <summary>Sites that are made once and kept: their files. What is in the database is made anew.</summary>
internal static class BenchmarkSite
{
    private const string Whole = "whole";

    /// <summary>The site of a size below <paramref name="folder"/>; the peer's numbers are in <c>numbers.csv</c> beside its folders.</summary>
    public static string OfNights(string folder, NightSize size, TimeProvider clock)
    {
        var site = Path.Combine(folder, size.Name);
        if (File.Exists(Path.Combine(site, Whole))) return site;
        var started = clock.GetTimestamp();
        if (Directory.Exists(site)) Directory.Delete(site, true);

        // For its configuration and standards.
        ProgramRun.Of(site, null, clock, ["sample", "--households", "200", "--out", site]);
        Directory.Delete(Path.Combine(site, "drop"), true);
        Directory.Delete(Path.Combine(site, "union"), true);
        File.Delete(Path.Combine(site, "truth.csv"));
        OnlyFiveRegistries(Path.Combine(site, "config", "registries"));
        NightUnion.Write(Path.Combine(site, "union"), Numbers(site), size.People);
        NightDeliveries.Write(Path.Combine(site, "drop"), size);
        File.WriteAllText(Path.Combine(site, Whole), "");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{site} made in {clock.GetElapsedTime(started).TotalSeconds:0} s"));
        return site;
    }

    /// <summary>A sample province below <paramref name="folder"/>.</summary>
    public static string OfQuarter(string folder, int households, TimeProvider clock)
    {
        var site = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"quarter-{households}"));
        if (File.Exists(Path.Combine(site, Whole))) return site;
        var started = clock.GetTimestamp();
        if (Directory.Exists(site)) Directory.Delete(site, true);
        ProgramRun.Of(site, null, clock, ["sample", "--households", households.ToString(CultureInfo.InvariantCulture), "--out", site]);
        File.WriteAllText(Path.Combine(site, Whole), "");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{site} made in {clock.GetElapsedTime(started).TotalSeconds:0} s"));
        return site;
    }

    public static string Numbers(string site) => Path.Combine(site, "numbers.csv");

    /// <summary>An empty database of the kind that the environment names, and settings that say so.</summary>
    public static SiteDatabaseCopy Begin(string site, TimeProvider clock)
    {
        var database = new SiteDatabaseCopy(site);
        database.Clear();
        var file = Path.Combine(site, "config", "site.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        settings.Remove("database");
        if (SiteDatabaseCopy.Connection is not null) settings["database"] = new JsonObject { ["kind"] = "postgresql", ["connection"] = "env:" + SiteDatabaseCopy.Variable };
        File.WriteAllText(file, settings.ToJsonString());
        ProgramRun.Of(site, null, clock, ["init"]);
        return database;
    }

    /// <summary>That the others never delivered is nobody's fault here, and no household's.</summary>
    private static void OnlyFiveRegistries(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            var settings = JsonNode.Parse(File.ReadAllText(file))!;
            foreach (var (dataset, terms) in settings["datasets"]!.AsObject())
            {
                if (!RegistryFile.All.Any(f => f.Registry == (string?)settings["registry"] && f.Dataset == dataset)) terms!["required"] = false;
            }

            File.WriteAllText(file, settings.ToJsonString());
        }
    }

    /// <summary>Reads files once, so that whoever comes first does not wait for the disk.</summary>
    public static void Warm(IEnumerable<string> files)
    {
        foreach (var file in files) VehicleFile.Sha256(file);
    }
}
