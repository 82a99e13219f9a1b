using System.Text.Json.Nodes;
using DataMatching.Tests.App;

namespace DataMatching.Tests.Units;

/// <summary>A build without Hangfire says so where a site is configured for it.</summary>
[TestClass]
public sealed class NoHangfireTests
{
    [TestMethod]
    public void A_site_that_is_configured_for_Hangfire_is_refused_with_what_to_do()
    {
        using var line = new CommandLine();
        line.Init();
        Engine(line, "hangfire");
        var night = line.Run("night");
        Assert.AreEqual(2, night.Code);
        Assert.Contains("built without Hangfire", night.Errors, StringComparison.Ordinal);
        Assert.Contains("-p:Hangfire=true", night.Errors, StringComparison.Ordinal);
        Assert.Contains("built without Hangfire", line.Run("doctor").Output, StringComparison.Ordinal);
        Engine(line, "celery");
        Assert.Contains("\"quartz\" or \"hangfire\"", line.Run("night").Errors, StringComparison.Ordinal);
        Engine(line, "quartz");
        Assert.AreNotEqual(2, line.Run("status").Code);
    }

    private static void Engine(CommandLine line, string engine)
    {
        var settings = line.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["engine"] = engine;
        File.WriteAllText(settings, json.ToJsonString());
    }
}
