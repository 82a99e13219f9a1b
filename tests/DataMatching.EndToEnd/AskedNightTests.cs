using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DataMatching.EndToEnd;

/// <summary>An agency that is asked over HTTP, by the program as a process that is killed.</summary>
[TestClass]
public sealed class AskedNightTests
{
    /// <summary>Killed at seeded moments of bringing, checking and matching; in the end the delivery has the same bytes as one that nobody touched, and a person is asked again only when his answer was on the way.</summary>
    [TestMethod]
    public async Task Killed_while_it_asks_the_next_start_goes_on_with_those_who_have_no_answer()
    {
        using var folder = new TemporaryFolder();
        await using var agency = await Agency.Start();
        var today = TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (calm, stormy) = (folder.At("calm"), folder.At("stormy"));
        foreach (var site in new[] { calm, stormy }) Prepare(site, agency.Address);
        Datamatching.Succeed("--site", calm, "night", "--date", today);
        var once = agency.Asked.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        Assert.IsGreaterThan(300, once.Count);

        var random = new Random(20261021);
        var kills = 0;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            if (Datamatching.RunAndKill(TimeSpan.FromMilliseconds(random.Next(300, 2500)), "--site", stormy, "night", "--date", today)) kills++;
        }

        Datamatching.Succeed("--site", stormy, "night", "--date", today);
        Assert.IsGreaterThan(2, kills, "the program was too fast to be killed: lower the delays");
        CollectionAssert.AreEqual(Delivered(calm), Delivered(stormy));
        CollectionAssert.AreEqual(Night(calm, today), Night(stormy, today));
        CollectionAssert.AreEquivalent(once.Keys.ToArray(), agency.Asked.Keys.ToArray());
        var again = agency.Asked.Values.Sum() - (2 * once.Values.Sum());
        Assert.IsLessThanOrEqualTo(kills * Agency.BatchSize, again, "only those of the question that was on the way are asked again");
    }

    private static void Prepare(string site, string address)
    {
        QuarterTests.Prepare(site);
        foreach (var file in Directory.GetFiles(Path.Combine(site, "drop", "tax"), "wages-*")) File.Delete(file);
        var settings = Path.Combine(site, "config", "registries", "tax.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;

        // The test runs on the day that it is; the sample's agreements and authorisations end some day.
        json["agreement"]!["covers"] = "roll";
        json["agreement"]!["to"] = "2099-12-31";
        json["datasets"]!["wages"]!["source"] = JsonNode.Parse($$"""
            { "kind": "http", "scope": "440000", "everyDays": 30, "url": "{{address}}/wages", "ask": "batch", "batchSize": {{Agency.BatchSize}}, "rate": { "perSecond": 1000, "burst": 1000 },
              "request": { "id": "zjhm" }, "answer": { "items": "rows", "id": "zjhm", "absent": "noRecord", "columns": { "姓名": "xm", "证件号码": "zjhm", "税款所属期": "ny", "收入额": "sre" } } }
            """);
        File.WriteAllText(settings, json.ToJsonString());
    }

    /// <summary>What was brought in, with its hash: file and manifest.</summary>
    private static string[] Delivered(string site) =>
        [.. Directory.GetFiles(Path.Combine(site, "drop", "tax"), "wages-*").Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Hash(f)}")];

    private static string[] Night(string site, string day) =>
        [.. Directory.GetFiles(Path.Combine(site, "lists", "nights", day), "*.csv").Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Hash(f)}")];

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    /// <summary>A tax office that has a wage for everybody whose number's hash is even, and takes its time.</summary>
    private sealed class Agency : IAsyncDisposable
    {
        public const int BatchSize = 10;
        private readonly WebApplication _service;

        private Agency(WebApplication service) => _service = service;

        public string Address => _service.Urls.Single();

        public ConcurrentDictionary<string, int> Asked { get; } = new(StringComparer.Ordinal);

        public static async Task<Agency> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var agency = new Agency(builder.Build());
            agency._service.MapPost("/wages", (Delegate)agency.Wages);
            await agency._service.StartAsync();
            return agency;
        }

        public ValueTask DisposeAsync() => _service.DisposeAsync();

        private async Task Wages(HttpContext context)
        {
            using var question = await JsonDocument.ParseAsync(context.Request.Body);
            var rows = new JsonArray();
            foreach (var person in question.RootElement.GetProperty("people").EnumerateArray())
            {
                var number = person.GetProperty("zjhm").GetString()!;
                Asked.AddOrUpdate(number, 1, (_, n) => n + 1);
                var hash = SHA256.HashData(Encoding.ASCII.GetBytes(number));
                if (hash[0] % 2 == 0) rows.Add(new JsonObject { ["xm"] = "王伟", ["zjhm"] = number, ["ny"] = "2026-09", ["sre"] = 3000 + hash[1] });
            }

            await Task.Delay(20);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(new JsonObject { ["rows"] = rows }.ToJsonString());
        }
    }
}
