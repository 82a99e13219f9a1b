using System.Text.Json.Nodes;
using DataMatching.Tests.App;
using DataMatching.Tests.Reports;
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
        Directory.CreateDirectory(postgres.At("site", "secrets"));
        SecretFile.Write(postgres.At("site", "secrets", "database"), server.Connection(server.NewDatabase(), pooled: 30));
        Assert.AreEqual(0, postgres.Run("init").Code);
        File.Delete(postgres.At("site", "data", "datamatching.db"));
        var settings = postgres.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["database"] = new JsonObject { ["kind"] = "postgresql", ["connection"] = "file:secrets/database" };
        File.WriteAllText(settings, json.ToJsonString());
        Assert.AreEqual(0, postgres.Run("init").Code);

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
