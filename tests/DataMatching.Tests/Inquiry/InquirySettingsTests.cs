using DataMatching.Connectors.Transports;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Inquiry;

[TestClass]
public sealed class InquirySettingsTests
{
    private static string Faults(string source) => string.Join('\n', Orders.Read(source).Faults.Select(f => $"{f.Place}: {f.Found}"));

    private static string With(string change) => $$"""{ "kind": "http", "scope": "440000", "url": "https://agency.gov/wages", "request": { "id": "zjhm" }, "answer": { "items": "rows" }, {{change}} }""";

    [TestMethod]
    [DataRow("\"url\": \"http://agency.gov/wages\"", "$.datasets.wages.source.url", DisplayName = "numbers go over TLS alone")]
    [DataRow("\"url\": \"https://user:word@agency.gov/wages\"", "$.datasets.wages.source.url", DisplayName = "no password in an address")]
    [DataRow("\"sign\": { \"keyId\": \"u\", \"secret\": \"the-secret-itself\" }", "$.datasets.wages.source.sign.secret", DisplayName = "a secret is not written into settings")]
    [DataRow("\"token\": { \"url\": \"https://a.gov/t\", \"client\": \"u\", \"secret\": \"file:../../etc/key\" }", "$.datasets.wages.source.token.secret", DisplayName = "a secret lies below the site")]
    [DataRow("\"ask\": \"batch\"", "$.datasets.wages.source.answer.id", DisplayName = "of many, each item says whom it is about")]
    [DataRow("\"answer\": { \"items\": \"rows\", \"none\": [\"404\"] }", "$.datasets.wages.source.answer.state", DisplayName = "values of a state without a state")]
    [DataRow("\"answer\": { \"items\": \"rows\", \"state\": \"code\", \"found\": [\"0\"], \"none\": [\"0\"] }", "$.datasets.wages.source.answer.found", DisplayName = "one value for two states")]
    [DataRow("\"colour\": \"red\"", "$.datasets.wages.source.colour", DisplayName = "an unknown setting")]
    [DataRow("\"toMonths\": -6", "$.datasets.wages.source.toMonths", DisplayName = "months the wrong way round")]
    public void A_fault_is_told_with_its_place_and_without_a_secret(string change, string place)
    {
        // The last of two properties of one name counts.
        var faults = Faults(With(change));
        StringAssert.Contains(faults, place, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret-itself", faults, StringComparison.Ordinal);
        Assert.DoesNotContain("word@", faults, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_secret_s_file_is_read_only_when_nobody_else_can()
    {
        if (OperatingSystem.IsWindows()) return;
        using var site = new Reports.TemporaryFolder();
        var file = Path.Combine(site.Path, "tax.key");
        File.WriteAllText(file, "the-secret-itself\n");
        var secret = Secret.TryParse("file:tax.key")!;
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refused = Assert.ThrowsExactly<TransportException>(() => secret.Read(site.Path));
        StringAssert.Contains(refused.Message, "chmod 600", StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret-itself", refused.ToString(), StringComparison.Ordinal);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.AreEqual("the-secret-itself", secret.Read(site.Path));
        Assert.DoesNotContain("the-secret-itself", secret.ToString(), StringComparison.Ordinal);
        Assert.ThrowsExactly<TransportException>(() => Secret.TryParse("file:absent.key")!.Read(site.Path));
        Assert.ThrowsExactly<TransportException>(() => Secret.TryParse("env:DM_NO_SUCH_VARIABLE")!.Read(site.Path));
    }
}
