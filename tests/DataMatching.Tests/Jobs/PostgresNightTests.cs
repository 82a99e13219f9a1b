using DataMatching.Tests.App;
using DataMatching.Tests.Sql;

namespace DataMatching.Tests.Jobs;

/// <summary>A whole site on PostgreSQL: two nights and a quarter, held against the same on SQLite.</summary>
[TestClass]
public sealed class PostgresNightTests
{
    [TestMethod]
    public void Nights_and_a_quarter_on_PostgreSQL_write_the_same_bytes_as_on_SQLite()
    {
        using var server = PostgresServer.Needed(PostgresServer.TryStart());
        using var sqlite = new NightSite();
        using var postgres = new CommandLine();
        Assert.AreEqual(0, postgres.Run("sample", "--out", postgres.Site, "--households", "200", "--quiet").Code);
        Assert.AreEqual(0, postgres.Run("init").Code);
        PostgresSite.Use(postgres, server);

        foreach (var command in new[] { "night --date 2026-06-30", "night --date 2026-09-30", "quarter run 2026Q3 --date 2026-10-20", "night --date 2026-10-20", "status", "doctor", "quarantine" })
        {
            var (theirs, ours) = (sqlite.Line.Run(command.Split(' ')), postgres.Run(command.Split(' ')));
            Assert.AreEqual(theirs.Code, ours.Code, $"{command}: {ours.Output}{ours.Errors}");
        }

        Assert.IsFalse(File.Exists(postgres.At("site", "data", "datamatching.db")));
        CollectionAssert.AreEqual(Lists(sqlite.Line), Lists(postgres));

        Directory.Move(postgres.At("site", "data", "keys"), postgres.At("keys"));
        Assert.Contains("its keys are not", postgres.Run("init").Errors, StringComparison.Ordinal, "new keys would not open it");
        Assert.IsFalse(Directory.Exists(postgres.At("site", "data", "keys")));
        Assert.Contains("restore data/keys", postgres.Run("doctor").Output, StringComparison.Ordinal);
    }

    private static string[] Lists(CommandLine line) =>
        [.. Directory.EnumerateFiles(line.At("site", "lists"), "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(line.At("site", "lists"), f)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];
}
