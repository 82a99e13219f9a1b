using System.Text.Json.Nodes;
using DataMatching.Tests.App;
using DataMatching.Tests.Reports;
using DataMatching.Tests.Sql;

namespace DataMatching.Tests.Jobs;

/// <summary>A site whose data are moved to PostgreSQL and back, or restored from a backup, goes on as if nothing had been.</summary>
[TestClass]
public sealed class DatabaseMoveTests
{
    private static PostgresServer? _server;

    [ClassInitialize]
    public static void Start(TestContext context) => _server = PostgresServer.TryStart();

    [ClassCleanup]
    public static void Stop() => _server?.Dispose();

    [TestMethod]
    public void Moved_to_PostgreSQL_and_back_a_site_writes_the_bytes_of_one_that_stayed()
    {
        var server = PostgresServer.Needed(_server);
        using NightSite stayed = new(), moved = new();
        Both("night --date 2026-06-30");
        Both("night --date 2026-09-30");
        var before = Sums(moved.Line);

        ToPostgres(server, moved.Line, "new-database");
        Assert.AreEqual(before, Sums(moved.Line));
        File.Move(moved.Line.At("site", "data", "datamatching.db"), moved.Line.At("old.db"));
        Both("quarter run 2026Q3 --date 2026-10-20");
        Both("night --date 2026-10-20");
        Assert.IsFalse(File.Exists(moved.Line.At("site", "data", "datamatching.db")));

        var there = Sums(moved.Line);
        Assert.AreNotEqual(before, there);
        var back = moved.Line.Run("db", "copy", "--kind", "sqlite", "--json");
        Assert.AreEqual(0, back.Code, back.Errors);
        Assert.AreEqual("\"database\": null", back.Json.GetProperty("setting").GetString());
        Set(moved.Line, null);
        Assert.AreEqual(there, Sums(moved.Line));
        Both("night --date 2026-10-21");
        Both("quarter run 2026Q3 --date 2026-10-21");

        void Both(string command)
        {
            stayed.Run(command.Split(' '));
            moved.Run(command.Split(' '));
            CollectionAssert.AreEqual(Lists(stayed.Line), Lists(moved.Line), command);
        }
    }

    [TestMethod]
    public void A_SQLite_backup_made_while_a_night_writes_is_whole_and_one_that_is_restored_goes_on()
    {
        using var site = new NightSite();
        site.Run("night", "--date", "2026-06-30");
        var night = Task.Run(() => site.Line.Run("night", "--date", "2026-09-30"));
        for (var n = 0; n == 0 || !night.IsCompleted; n++)
        {
            var made = site.Line.Run("db", "backup", site.Line.At("backups", $"{n}.db"), "--json");
            Assert.AreEqual(0, made.Code, made.Errors);
            Assert.AreEqual(Sums(made), Sums(Restored(site.Line, $"{n}.db")));
        }

        Assert.AreEqual(0, night.Result.Code, night.Result.Errors);
        site.Run("db", "backup", site.Line.At("backups", "last.db"), "--quiet");
        var sums = Sums(site.Line);
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        var lists = Lists(site.Line);
        foreach (var file in Directory.GetFiles(site.Line.At("site", "data"), "datamatching.db*")) File.Delete(file);
        Directory.Delete(site.Line.At("site", "lists", "2026Q3"), recursive: true);

        File.Copy(site.Line.At("backups", "last.db"), site.Line.At("site", "data", "datamatching.db"));
        Assert.AreEqual(sums, Sums(site.Line));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        CollectionAssert.AreEqual(lists, Lists(site.Line));
        Assert.AreEqual(0, Directory.GetFiles(site.Line.At("backups"), "*.part*").Length);
    }

    [TestMethod]
    public void A_PostgreSQL_restored_by_its_own_tools_is_the_same_to_the_hash_and_goes_on()
    {
        var server = PostgresServer.Needed(_server);
        using var site = new NightSite();
        site.Run("night", "--date", "2026-06-30");
        var database = ToPostgres(server, site.Line, "database");
        site.Run("night", "--date", "2026-09-30");
        Assert.Contains("pg_dump -Fc", site.Line.Run("db", "backup", site.Line.At("x.db")).Errors, StringComparison.Ordinal);
        Assert.IsFalse(File.Exists(site.Line.At("x.db")));
        var (sums, dump) = (Sums(site.Line), server.Dump(database));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        var lists = Lists(site.Line);
        Directory.Delete(site.Line.At("site", "lists", "2026Q3"), recursive: true);

        var restored = server.NewDatabase();
        server.Restore(dump, restored);
        SecretFile.Write(site.Line.At("site", "secrets", "database"), server.Connection(restored, pooled: 30));
        Assert.AreEqual(sums, Sums(site.Line));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        CollectionAssert.AreEqual(lists, Lists(site.Line));
        Assert.AreEqual(0, site.Line.Run("db", "check", "--all").Code, "numbers go on behind those that were restored");
    }

    /// <summary>Copies the site's data into a database of its own on the server, and has the site work there.</summary>
    private static string ToPostgres(PostgresServer server, CommandLine line, string secret)
    {
        var database = server.NewDatabase();
        Directory.CreateDirectory(line.At("site", "secrets"));
        SecretFile.Write(line.At("site", "secrets", secret), server.Connection(database, pooled: 30));
        var settings = File.ReadAllText(line.At("site", "config", "site.json"));
        var copied = line.Run("db", "copy", "--to", $"file:secrets/{secret}", "--json");
        Assert.AreEqual(0, copied.Code, copied.Errors);
        Assert.AreEqual(settings, File.ReadAllText(line.At("site", "config", "site.json")), "whoever runs the site decides when it moves");
        Set(line, JsonNode.Parse("{" + copied.Json.GetProperty("setting").GetString() + "}")!["database"]);
        return database;
    }

    private static void Set(CommandLine line, JsonNode? database)
    {
        var settings = line.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["database"] = database?.DeepClone();
        File.WriteAllText(settings, json.ToJsonString());
    }

    /// <summary>The site with a backup in the place of its database, as a second site beside it.</summary>
    private static RestoredLine Restored(CommandLine line, string backup)
    {
        var site = line.At("restored-" + backup);
        Directory.CreateDirectory(Path.Combine(site, "data"));
        foreach (var folder in new[] { "config", Path.Combine("data", "keys") })
        {
            Directory.CreateDirectory(Path.Combine(site, folder));
            foreach (var file in Directory.GetFiles(line.At("site", folder))) File.Copy(file, Path.Combine(site, folder, Path.GetFileName(file)));
        }

        File.Copy(line.At("backups", backup), Path.Combine(site, "data", "datamatching.db"));
        return new RestoredLine(line, site);
    }

    private static string Sums(CommandLine line) => Sums(line.Run("db", "check", "--all", "--json"));

    private static string Sums(RestoredLine restored) => Sums(restored.Line.RunBare("--site", restored.Site, "db", "check", "--all", "--json"));

    private static string Sums(CommandLine.Outcome outcome)
    {
        Assert.AreEqual(0, outcome.Code, outcome.Output + outcome.Errors);
        return outcome.Json.GetProperty("tables").GetRawText();
    }

    private static string[] Lists(CommandLine line) =>
        [.. Directory.EnumerateFiles(line.At("site", "lists"), "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(line.At("site", "lists"), f)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];

    private sealed record RestoredLine(CommandLine Line, string Site);
}
