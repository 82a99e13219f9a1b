using System.Text.Json.Nodes;
using DataMatching.Tests.App;
using DataMatching.Tests.Reports;

namespace DataMatching.Tests.Sql;

/// <summary>A site whose data lie in a new database of a PostgreSQL.</summary>
internal static class PostgresSite
{
    /// <summary>The site that <c>init</c> made keeps nothing in a file from now on.</summary>
    public static void Use(CommandLine line, PostgresServer server)
    {
        Directory.CreateDirectory(line.At("site", "secrets"));
        SecretFile.Write(line.At("site", "secrets", "database"), server.Connection(server.NewDatabase(), pooled: 30));
        File.Delete(line.At("site", "data", "datamatching.db"));
        var settings = line.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["database"] = new JsonObject { ["kind"] = "postgresql", ["connection"] = "file:secrets/database" };
        File.WriteAllText(settings, json.ToJsonString());
        Assert.AreEqual(0, line.Run("init").Code);
    }
}
