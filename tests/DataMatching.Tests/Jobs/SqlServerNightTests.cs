using DataMatching.Tests.Sql;
using DataMatching.Tests.Storage;

namespace DataMatching.Tests.Jobs;

/// <summary>A whole site on a SQL Server: its nights, its moves, and its backup as a file that needs no server.</summary>
[TestClass]
[NeedsSqlServer]
[TestCategory(NeedsSqlServerAttribute.Category)]
[DoNotParallelize] // Babelfish ends by a fault of its own when several databases are made at once
public sealed class SqlServerNightTests
{
    [TestMethod]
    public void Nights_and_a_quarter_on_SQL_Server_write_the_same_bytes_as_on_SQLite()
    {
        using var database = new SqlServerDatabase();
        ServerNights.AreTheSame("sqlserver", database.Connection);
    }

    [TestMethod]
    public void Moved_to_SQL_Server_and_back_a_site_writes_the_bytes_of_one_that_stayed()
    {
        using var database = new SqlServerDatabase();
        MovedSite.WritesTheSame("sqlserver", database.Connection);
    }

    [TestMethod]
    public void While_a_node_works_on_it_a_SQL_Server_is_not_copied_nor_copied_into()
    {
        using var database = new SqlServerDatabase();
        MovedSite.WaitsForNodes("sqlserver", database.Connection);
    }

    [TestMethod]
    public void Copied_into_a_file_and_from_it_into_a_new_database_it_is_the_same_to_the_hash_and_goes_on()
    {
        using SqlServerDatabase lost = new(), restored = new();
        using var site = new NightSite();
        site.Run("night", "--date", "2026-06-30");
        MovedSite.To(site.Line, "sqlserver", lost.Connection, "database");
        File.Delete(site.Line.At("site", "data", "datamatching.db"));
        site.Run("night", "--date", "2026-09-30");
        Assert.Contains("BACKUP DATABASE", site.Line.Run("db", "backup", site.Line.At("x.db")).Errors, StringComparison.Ordinal);
        var sums = MovedSite.Sums(site.Line);
        MovedSite.ToSqlite(site.Line);
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        var lists = MovedSite.Lists(site.Line);
        Directory.Delete(site.Line.At("site", "lists", "2026Q3"), recursive: true);

        ServerSite.Set(site.Line, null);
        MovedSite.To(site.Line, "sqlserver", restored.Connection, "restored");
        Assert.AreEqual(sums, MovedSite.Sums(site.Line));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        CollectionAssert.AreEqual(lists, MovedSite.Lists(site.Line));
        Assert.AreEqual(0, site.Line.Run("db", "check", "--all").Code, "numbers go on behind those that were restored");
    }
}
