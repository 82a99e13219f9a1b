using DataMatching.Jobs;
using DataMatching.Matching.Description;

namespace DataMatching.Tests.Operating;

/// <summary><c>log</c>, <c>telemetry</c> and <c>notify</c> of config/site.json: every fault at once, and nothing repeated that may be secret.</summary>
[TestClass]
public sealed class OperatingSettingsTests
{
    [TestMethod]
    public void What_is_right_is_taken()
    {
        var settings = Parse("""
            "log": { "to": "files", "days": 7 }, "telemetry": { "endpoint": "http://[::1]:4318" },
            "notify": { "url": "https://ops.example.cn/hook", "secret": "env:HOOK", "nightEndsBy": "06:00", "agreementDays": 14 }
            """, out var errors).Operating;
        Assert.IsEmpty(errors);
        Assert.AreEqual((true, 7), (settings.Log!.ToFiles, settings.Log.Days));
        Assert.AreEqual("http://[::1]:4318/", settings.Telemetry!.ToString());
        Assert.AreEqual(("https://ops.example.cn/hook", "env:HOOK", new TimeOnly(6, 0), 14), (settings.Notify!.Url.ToString(), settings.Notify.Secret.Place, settings.Notify.NightEndsBy!.Value, settings.Notify.AgreementDays));
        var usual = Parse("\"log\": null, \"telemetry\": null, \"notify\": { \"url\": \"http://localhost:9/x\", \"secret\": \"file:secrets/a\" }", out errors).Operating;
        Assert.IsEmpty(errors);
        Assert.IsNull(usual.Log);
        Assert.IsNull(usual.Telemetry);
        Assert.AreEqual((null, 30), (usual.Notify!.NightEndsBy, usual.Notify.AgreementDays));
    }

    [TestMethod]
    [DataRow("""{ "probable": 0.5, "doubtful": 0.001 }""", 0.5, 0.001)]
    [DataRow("""{ "doubtful": 0.25, "probable": 0.999999 }""", 0.999999, 0.25)]
    [DataRow("null", 0.99, 0.1)]
    public void Thresholds_of_matching_are_taken(string matching, double probable, double doubtful)
    {
        var settings = Parse("\"matching\": " + matching, out var errors);
        Assert.IsEmpty(errors);
        Assert.AreEqual((probable, doubtful), (settings.Matching.Probable, settings.Matching.Doubtful));
    }

    [TestMethod]
    [DataRow("""{ "probable": 0.49, "doubtful": 0.1 }""")]
    [DataRow("""{ "probable": 1, "doubtful": 0.1 }""")]
    [DataRow("""{ "probable": 0.9, "doubtful": 0.9 }""")]
    [DataRow("""{ "probable": 0.9, "doubtful": 0 }""")]
    [DataRow("""{ "probable": 0.9900001, "doubtful": 0.1 }""")]
    [DataRow("""{ "probable": "0.9", "doubtful": 0.1 }""")]
    [DataRow("""{ "probable": 0.9 }""")]
    [DataRow("""{ "probable": 0.9, "doubtful": 0.1, "other": 1 }""")]
    [DataRow("0.9")]
    public void Thresholds_that_mean_nothing_are_refused(string matching)
    {
        Assert.AreEqual(MatchThresholds.Meant, Parse("\"matching\": " + matching, out var errors).Matching);
        Assert.AreEqual("$.matching", errors.Single().Place);
    }

    [TestMethod]
    [DataRow("\"log\": { \"to\": \"syslog\", \"days\": 0, \"level\": 1 }", "$.log.to $.log.days $.log.level")]
    [DataRow("\"log\": \"files\"", "$.log $.log.to")]
    [DataRow("\"telemetry\": { \"endpoint\": \"http://collector.example.cn:4318\" }", "$.telemetry.endpoint")]
    [DataRow("\"telemetry\": { \"endpoint\": \"https://a:hush@collector.example.cn\" }", "$.telemetry.endpoint")]
    [DataRow("\"telemetry\": { \"endpoint\": \"https://collector.example.cn/v1/hush\" }", "$.telemetry.endpoint")]
    [DataRow("\"telemetry\": { \"endpoint\": \"file:///hush\" }", "$.telemetry.endpoint")]
    [DataRow("\"notify\": { \"url\": \"http://10.0.0.1/hush\", \"secret\": \"hush\", \"nightEndsBy\": \"25:00\", \"agreementDays\": -1 }", "$.notify.url $.notify.secret $.notify.nightEndsBy $.notify.agreementDays")]
    [DataRow("\"notify\": { \"url\": \"https://x.cn/a?token=hush\" }", "$.notify.url $.notify.secret")]
    public void Every_fault_is_named_and_nothing_is_repeated(string part, string places)
    {
        Parse(part, out var errors);
        CollectionAssert.AreEqual(places.Split(' '), errors.Select(e => e.Place).ToArray());
        foreach (var error in errors) Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    private static SiteSettings Parse(string part, out List<ConfigurationError> errors) => SiteSettings.Parse($$"""{ "name": "x", {{part}} }""", errors = []);
}
