using DataMatching.Storage;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.Storage;

[TestClass]
public sealed class SqliteStoreTests : StoreCompliance
{
    private string File => Path.Combine(Folder, "datamatching.db");

    protected override Store Open(KeyRing keys) => Store.Open(File, keys, Clock);

    protected override Store Look(KeyRing keys) => Store.Look(File, keys, Clock);

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
