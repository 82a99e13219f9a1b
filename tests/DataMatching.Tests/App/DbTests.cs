using System.Text.Json;
using DataMatching.Tests.Reports;

namespace DataMatching.Tests.App;

/// <summary><c>db</c> as it is typed: what it tells, and what is said when it cannot be done.</summary>
[TestClass]
public sealed class DbTests
{
    [TestMethod]
    public void A_fresh_site_is_up_to_date_and_sound()
    {
        using var line = new CommandLine();
        line.Init();
        foreach (var arguments in new[] { new[] { "db", "migrate", "--json" }, ["db", "migrate", "--dry-run", "--json"] })
        {
            var migrated = line.Run(arguments);
            Assert.AreEqual(0, migrated.Code, migrated.Errors);
            Assert.AreEqual(0, migrated.Json.GetProperty("applied").GetArrayLength());
            Assert.AreEqual("0001-first.sql applied 64", Word(migrated.Json.GetProperty("migrations")[0]));
        }

        Assert.Contains("up to date", line.Run("db", "migrate").Output, StringComparison.Ordinal);
        var check = line.Run("db", "check", "--json");
        Assert.AreEqual(0, check.Code, check.Output);
        CollectionAssert.AreEqual(new[] { "kind", "migrations", "tables", "opened", "sealed", "findings" }, check.Json.EnumerateObject().Select(p => p.Name).ToArray());
        Assert.AreEqual(1, check.Json.GetProperty("opened").GetInt32(), "the mark of the keys");
        Assert.Contains("Nothing was found.", line.Run("db", "check", "--quiet").Output, StringComparison.Ordinal);

        static string Word(JsonElement migration) =>
            $"{migration.GetProperty("name").GetString()} {migration.GetProperty("state").GetString()} {migration.GetProperty("sha256").GetString()!.Length}";
    }

    [TestMethod]
    public void Damage_ends_with_1_and_says_found_expected_and_what_to_do()
    {
        using var line = new CommandLine();
        line.Init();
        var database = line.At("site", "data", "datamatching.db");
        var bytes = File.ReadAllBytes(database);
        Array.Fill(bytes, (byte)0x5A, (int)RootOf(database, "export"), PageSize);
        File.WriteAllBytes(database, bytes);
        var check = line.Run("db", "check");
        Assert.AreEqual(1, check.Code, check.Output);
        foreach (var word in new[] { "found ", "expected ", "Do: restore the last backup" }) Assert.Contains(word, check.Output + check.Errors, StringComparison.Ordinal);
    }

    private const int PageSize = 4096;

    /// <summary>Where in the file a table's first page begins.</summary>
    private static long RootOf(string database, string table)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (rootpage - 1) * (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = $table";
        command.Parameters.AddWithValue("$table", table);
        return (long)command.ExecuteScalar()!;
    }

    [TestMethod]
    [DataRow(2, "expected where the connection string of the new database is", "copy")]
    [DataRow(2, "found something else (not shown)", "copy", "--to", "Host=10.0.0.5;Password=geheim")]
    [DataRow(2, "found something else (not shown)", "copy", "--to", "file:../geheim")]
    [DataRow(2, "oracle", "copy", "--to", "env:DM_NONE", "--kind", "oracle")]
    [DataRow(2, "in SQLite already", "copy", "--kind", "sqlite")]
    [DataRow(2, "leave --to away", "copy", "--kind", "sqlite", "--to", "file:secrets/new")]
    [DataRow(1, "the secret file:secrets/none is not there", "copy", "--to", "file:secrets/none")]
    [DataRow(1, "none of PostgreSQL", "copy", "--to", "file:secrets/new")]
    [DataRow(2, "FILE", "backup")]
    [DataRow(2, "nonsense", "nonsense")]
    public void What_cannot_be_done_is_said_and_nothing_is_shown_or_changed(int code, string told, params string[] arguments)
    {
        using var line = new CommandLine();
        line.Init();
        Directory.CreateDirectory(line.At("site", "secrets"));
        SecretFile.Write(line.At("site", "secrets", "new"), "no such=geheim");
        var before = File.ReadAllBytes(line.At("site", "data", "datamatching.db"));
        var outcome = line.Run(["db", .. arguments]);
        Assert.AreEqual(code, outcome.Code, outcome.Errors);
        Assert.Contains(told, outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", outcome.Errors + outcome.Output, StringComparison.Ordinal);
        CollectionAssert.AreEqual(before, File.ReadAllBytes(line.At("site", "data", "datamatching.db")));
    }

    [TestMethod]
    public void Without_a_site_a_database_or_the_site_to_itself_it_says_so()
    {
        using var line = new CommandLine();
        Refused(2, "is not a site", "check");
        line.Init();
        using (new FileStream(line.At("site", "data", "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Refused(1, "Another datamatching process", "migrate");
            Assert.AreEqual(0, line.Run("db", "check").Code, "to look needs nobody's leave");
            Assert.AreEqual(0, line.Run("db", "migrate", "--dry-run").Code);
        }

        Assert.AreEqual(0, line.Run("db", "backup", line.At("a.db")).Code);
        Refused(1, "is there already", "backup", line.At("a.db"));
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(line.At("a.db")));
        foreach (var file in Directory.GetFiles(line.At("site", "data"), "datamatching.db*")) File.Delete(file);
        foreach (var word in new[] { "check", "migrate" }) Refused(1, "is missing. Restore it", word);
        Refused(1, "is missing. Restore it", "backup", line.At("b.db"));
        File.WriteAllText(line.At("site", "config", "site.json"), """{ "database": { "kind": "postgresql", "connection": "Host=x;Password=geheim" } }""");
        Refused(2, "$.database", "check");

        void Refused(int code, string told, params string[] arguments)
        {
            var outcome = line.Run(["db", .. arguments]);
            Assert.AreEqual(code, outcome.Code, outcome.Errors);
            Assert.Contains(told, outcome.Errors, StringComparison.Ordinal);
        }
    }
}
