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
        MovedSite.WritesTheSame("postgresql", server.Connection(server.NewDatabase(), pooled: 30));
    }

    [TestMethod]
    public void While_a_node_works_on_it_a_PostgreSQL_is_not_copied_nor_copied_into()
    {
        var server = PostgresServer.Needed(_server);
        MovedSite.WaitsForNodes("postgresql", server.Connection(server.NewDatabase(), pooled: 30));
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
            Assert.AreEqual(MovedSite.Sums(made), Sums(Restored(site.Line, $"{n}.db")));
        }

        Assert.AreEqual(0, night.Result.Code, night.Result.Errors);
        site.Run("db", "backup", site.Line.At("backups", "last.db"), "--quiet");
        var sums = MovedSite.Sums(site.Line);
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        var lists = MovedSite.Lists(site.Line);
        foreach (var file in Directory.GetFiles(site.Line.At("site", "data"), "datamatching.db*")) File.Delete(file);
        Directory.Delete(site.Line.At("site", "lists", "2026Q3"), recursive: true);

        File.Copy(site.Line.At("backups", "last.db"), site.Line.At("site", "data", "datamatching.db"));
        Assert.AreEqual(sums, MovedSite.Sums(site.Line));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        CollectionAssert.AreEqual(lists, MovedSite.Lists(site.Line));
        Assert.AreEqual(0, Directory.GetFiles(site.Line.At("backups"), "*.part*").Length);
    }

    [TestMethod]
    public void A_PostgreSQL_restored_by_its_own_tools_is_the_same_to_the_hash_and_goes_on()
    {
        var server = PostgresServer.Needed(_server);
        using var site = new NightSite();
        site.Run("night", "--date", "2026-06-30");
        var database = server.NewDatabase();
        MovedSite.To(site.Line, "postgresql", server.Connection(database, pooled: 30), "database");
        site.Run("night", "--date", "2026-09-30");
        Assert.Contains("pg_dump -Fc", site.Line.Run("db", "backup", site.Line.At("x.db")).Errors, StringComparison.Ordinal);
        Assert.IsFalse(File.Exists(site.Line.At("x.db")));
        var (sums, dump) = (MovedSite.Sums(site.Line), server.Dump(database));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        var lists = MovedSite.Lists(site.Line);
        Directory.Delete(site.Line.At("site", "lists", "2026Q3"), recursive: true);

        var restored = server.NewDatabase();
        server.Restore(dump, restored);
        SecretFile.Write(site.Line.At("site", "secrets", "database"), server.Connection(restored, pooled: 30));
        Assert.AreEqual(sums, MovedSite.Sums(site.Line));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        CollectionAssert.AreEqual(lists, MovedSite.Lists(site.Line));
        Assert.AreEqual(0, site.Line.Run("db", "check", "--all").Code, "numbers go on behind those that were restored");
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

    private static string Sums(RestoredLine restored) => MovedSite.Sums(restored.Line.RunBare("--site", restored.Site, "db", "check", "--all", "--json"));

    private sealed record RestoredLine(CommandLine Line, string Site);
}
