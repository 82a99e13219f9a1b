using System.Text.Json.Nodes;
using DataMatching.Tests.App;
using DataMatching.Tests.Reports;

namespace DataMatching.Tests.Sql;

/// <summary>A site whose data lie in a database of a server.</summary>
internal static class ServerSite
{
    /// <summary>The site that <c>init</c> made keeps nothing in a file from now on.</summary>
    /// <param name="kind">As site.json calls it.</param>
    public static void Use(CommandLine line, string kind, string connection)
    {
        Directory.CreateDirectory(line.At("site", "secrets"));
        SecretFile.Write(line.At("site", "secrets", "database"), connection);
        File.Delete(line.At("site", "data", "datamatching.db"));
        Set(line, new JsonObject { ["kind"] = kind, ["connection"] = "file:secrets/database" });
        Assert.AreEqual(0, line.Run("init").Code);
    }

    /// <summary>Puts it into site.json; null is SQLite.</summary>
    public static void Set(CommandLine line, JsonNode? database)
    {
        var settings = line.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["database"] = database?.DeepClone();
        File.WriteAllText(settings, json.ToJsonString());
    }
}
