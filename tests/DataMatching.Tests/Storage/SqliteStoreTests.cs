using DataMatching.Storage;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.Storage;

[TestClass]
public sealed class SqliteStoreTests : StoreCompliance
{
    private string File => Path.Combine(Folder, "datamatching.db");

    protected override Store Open(KeyRing keys) => Store.Open(File, keys, Clock);

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
