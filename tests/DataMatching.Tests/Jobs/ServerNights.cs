using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DataMatching.Tests.App;
using DataMatching.Tests.Reports;

namespace DataMatching.Tests.Jobs;

/// <summary>A whole site on a database server: two nights and a quarter, held against the same on SQLite.</summary>
internal static class ServerNights
{
    /// <param name="kind">As site.json calls it.</param>
    /// <param name="engine">Likewise.</param>
    public static void AreTheSame(string kind, string connection, string engine = "quartz")
    {
        using var sqlite = new NightSite();
        using var server = new CommandLine();
        Assert.AreEqual(0, server.Run("sample", "--out", server.Site, "--households", "200", "--quiet").Code);
        Directory.CreateDirectory(server.At("site", "secrets"));
        SecretFile.Write(server.At("site", "secrets", "database"), connection);
        Assert.AreEqual(0, server.Run("init").Code);
        File.Delete(server.At("site", "data", "datamatching.db"));
        var settings = server.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["database"] = new JsonObject { ["kind"] = kind, ["connection"] = "file:secrets/database" };
        json["engine"] = engine;
        File.WriteAllText(settings, json.ToJsonString());
        var (code, _, errors) = server.Run("init");
        Assert.AreEqual(0, code, errors);

        foreach (var command in new[] { "night --date 2026-06-30", "night --date 2026-09-30", "quarter run 2026Q3 --date 2026-10-20", "night --date 2026-10-20", "status", "doctor", "quarantine" })
        {
            var (theirs, ours) = (sqlite.Line.Run(command.Split(' ')), server.Run(command.Split(' ')));
            Assert.AreEqual(theirs.Code, ours.Code, $"{command}: {theirs.Errors}{sqlite.Line.Failures}{ours.Errors}{server.Failures}{ours.Output}");
        }

        Assert.IsFalse(File.Exists(server.At("site", "data", "datamatching.db")));
        CollectionAssert.AreEqual(Lists(sqlite.Line), Lists(server));

        Directory.Move(server.At("site", "data", "keys"), server.At("keys"));
        Assert.Contains("its keys are not", server.Run("init").Errors, StringComparison.Ordinal, "new keys would not open it");
        Assert.IsFalse(Directory.Exists(server.At("site", "data", "keys")));
        Assert.Contains("restore data/keys", server.Run("doctor").Output, StringComparison.Ordinal);
    }

    private static string[] Lists(CommandLine line) =>
        [.. Directory.EnumerateFiles(line.At("site", "lists"), "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(line.At("site", "lists"), f)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}")];
}
