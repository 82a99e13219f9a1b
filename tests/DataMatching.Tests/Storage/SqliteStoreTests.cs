using Dapper;
using DataMatching.Review;
using DataMatching.Storage;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.Storage;

[TestClass]
public sealed class SqliteStoreTests : StoreCompliance
{
    private string File => Path.Combine(Folder, "datamatching.db");

    protected override Store Open(KeyRing keys) => Store.Open(File, keys, Clock);

    protected override Store Look(KeyRing keys) => Store.Look(File, keys, Clock);

    protected override Database Whole => Database.Sqlite(File);

    protected override int Meddle(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    [TestMethod]
    public void A_file_that_is_no_database_is_told()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        Assert.Contains("cannot be opened", Assert.ThrowsExactly<StoreException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("UPDATE batch SET row_count = 'zwölf'", "batch.row_count, row id 1: holds a value of another kind")]
    [DataRow("PRAGMA foreign_keys = OFF; DELETE FROM union_import", "foreign key union_household (since): 2 rows that point to no row of union_import")]
    [DataRow("DROP TRIGGER case_view_is_not_deleted; CREATE TRIGGER case_view_is_not_deleted BEFORE DELETE ON case_view BEGIN SELECT 1; END", "trigger case_view_is_not_deleted of case_view: does something else")]
    public void What_only_a_file_can_have_done_to_it_is_found_too(string sql, string told)
    {
        using (var store = Open()) PlantAll(store);
        Meddle(sql);
        Assert.StartsWith(told, Told(Check()), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Looking_makes_no_database_and_waits_for_no_writer()
    {
        var keys = KeyRing.Create(KeyFolder);
        Assert.Contains("cannot be opened", Assert.ThrowsExactly<StoreException>(() => Look(keys)).Message, StringComparison.Ordinal);
        Assert.IsFalse(System.IO.File.Exists(File));
        using (Open()) Assert.IsTrue(System.IO.File.Exists(File));
        using var writer = new SqliteConnection($"Data Source={File};Pooling=False");
        writer.Open();
        using var transaction = writer.BeginTransaction(deferred: false);
        using var store = Look(keys);
        Assert.IsNull(store.Union.Latest());
        Assert.ThrowsExactly<SqliteException>(() => store.Runs.StartOrResume("k", "p"));
    }

    [TestMethod]
    public void No_worklist_reads_a_whole_table()
    {
        using var store = Open();
        long[] accounts = [ReviewSamples.Somebody(store), ReviewSamples.Somebody(store, "wang")];
        ReviewSamples.Open(store, ReviewSamples.Opening("A"));
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        foreach (var few in new[] { 0, 2_000 })
        {
            store.Cases.Few = few;
            foreach (var filter in ReviewSamples.Filters(accounts))
            {
                var query = new CaseQuery(store.Dialect, filter, new CasePlace(50, "A"), store.Cases.LeadOf(connection, filter));
                query.Parameters.Add("@Count", 50);
                foreach (var statement in new[] { query.Page(), query.Count() })
                {
                    var plan = connection.Query("EXPLAIN QUERY PLAN " + statement, query.Parameters).Select(r => (string)r.detail).ToList();
                    Assert.IsTrue(plan.Any(p => p.StartsWith("SEARCH TABLE", StringComparison.Ordinal)), string.Join(" / ", plan));
                    Assert.IsFalse(plan.Any(p => p.StartsWith("SCAN TABLE", StringComparison.Ordinal)), $"{filter}: {string.Join(" / ", plan)}");
                }
            }
        }
    }

    [TestMethod]
    public void After_a_kill_every_case_that_was_opened_or_worked_on_is_there_as_a_whole()
    {
        using var store = Open();
        store.Cases.OpenedAtOnce = 100;
        string? killed = null;
        var id = ReviewSamples.Open(store, ReviewSamples.Opening("A"));
        store.Cases.Append(id, null, 1, [ReviewSamples.Event()], store.Cases.Find(id, null)!.Listing with { Step = "notice" });
        store.Cases.Open(ReviewSamples.Q3, Openings(), "{}", ReviewSamples.At);
        using var again = Store.Open(killed!, KeyRing.Load(KeyFolder), Clock);
        Assert.AreEqual(("notice", 2), (again.Cases.Find(id, null)!.Listing.Step, again.Cases.Events(id, null).Count));
        Assert.AreEqual(500, again.Cases.Count(new CaseFilter(ReviewSamples.Q3, null)).Number);
        var last = again.Cases.FindByHousehold(ReviewSamples.Q3, "H00498", null)!;
        Assert.HasCount(1, again.Cases.Events(last.Listing.Case, null));
        Assert.IsNull(again.Cases.FindByHousehold(ReviewSamples.Q3, "H00499", null));

        IEnumerable<CaseOpening> Openings()
        {
            yield return ReviewSamples.Opening("A");
            for (var i = 0; i < 520; i++)
            {
                // What a killed program leaves: the files as they are at that moment.
                if (i == 510)
                {
                    var folder = Directory.CreateDirectory(Path.Combine(Folder, "killed")).FullName;
                    foreach (var file in Directory.GetFiles(Folder, "datamatching.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal))) System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                    killed = Path.Combine(folder, "datamatching.db");
                }

                yield return ReviewSamples.Opening("H" + i.ToString("D5", System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [TestMethod]
    public void Nobody_else_may_read_the_database_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Unix modes only.");
            return;
        }

        using var store = Open();
        store.Runs.StartOrResume("k", "p");
        foreach (var file in Directory.GetFiles(Folder)) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file), file);
    }
}
