using DataMatching.Storage;
using DataMatching.Tests.Jobs;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.App;

/// <summary>What the table of faults in docs/operating.md promises and a test can hold.</summary>
[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public void Where_there_is_a_database_missing_keys_are_to_be_put_back_not_made_anew()
    {
        using var site = new NightSite();
        var keys = site.Line.At("site", "data", "keys");
        Directory.Move(keys, keys + ".away");
        foreach (var command in new[] { "night", "status" })
        {
            var refused = site.Line.Run(command);
            Assert.AreEqual(1, refused.Code);
            Assert.StartsWith("The keys are missing: ", refused.Errors, StringComparison.Ordinal);
            Assert.Contains("Put back those of this site's database from your backup", refused.Errors, StringComparison.Ordinal);
        }

        Assert.Contains("New keys would not open it; nothing was made", site.Line.Run("init").Errors, StringComparison.Ordinal);
        Directory.Move(keys + ".away", keys);
        site.Night("2026-09-30");
    }

    [TestMethod]
    public void A_full_disk_of_the_database_is_told_from_one_that_is_gone()
    {
        Assert.IsTrue(DiskOfDatabase.IsFull(new SqliteException("database or disk is full", 13)));
        Assert.IsTrue(DiskOfDatabase.IsFull(new Npgsql.PostgresException("no space", "ERROR", "ERROR", "53100")));
        Assert.IsFalse(DiskOfDatabase.IsFull(new SqliteException("locked", 5)));
        Assert.IsFalse(DiskOfDatabase.IsFull(new Npgsql.NpgsqlException("gone")));
    }
}
