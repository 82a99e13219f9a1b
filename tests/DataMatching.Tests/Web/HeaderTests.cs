using System.Net;
using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.Tests.Web;

/// <summary>What every answer carries, also where something went wrong.</summary>
[TestClass]
public sealed class HeaderTests
{
    private static readonly string[] NoSecrets = ["   at ", "Exception", "/src/", "the inputs are gone"];

    [TestMethod]
    public async Task Pages_assets_and_errors_tell_the_browser_what_it_may_do()
    {
        using var demo = new WebDemo(new Failing());
        using var surfer = await demo.As(Role.Supervisor);
        var asset = AssetFiles.PathOf("site.css");
        foreach (var (path, status) in new (string, HttpStatusCode)[]
        {
            ("/sign-in", HttpStatusCode.Redirect), ("/nowhere", HttpStatusCode.NotFound), ("/users", HttpStatusCode.Forbidden), (asset, HttpStatusCode.OK),
            (WebDemo.SheetOf(demo.Add), HttpStatusCode.InternalServerError), ("/problem?code=404", HttpStatusCode.OK), ("/sheet/x/y", HttpStatusCode.NotFound),
        })
        {
            using var answer = await surfer.Get(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.AreEqual(status, answer.StatusCode, path);
            Sound(answer, path);
            if (path == asset) continue;
            Assert.IsTrue(answer.Headers.CacheControl!.NoStore, $"{path}: kept by the browser");
            foreach (var secret in NoSecrets) Assert.DoesNotContain(secret, text, StringComparison.Ordinal, path);
        }

        using var refused = await surfer.PostWithoutToken(WebDemo.SheetOf(demo.Add));
        Sound(refused, "refused post");
    }

    [TestMethod]
    public async Task Behind_a_proxy_with_tls_cookies_are_secure_and_the_browser_stays_there()
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger(behindTls: true);
        using var page = await surfer.Get("/sign-in");
        Assert.IsTrue(page.Headers.Contains("Strict-Transport-Security"));
        foreach (var cookie in Cookies(page)) Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        using var language = await surfer.Get("/language?to=%2Fsign-in");
        foreach (var cookie in Cookies(language)) Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public async Task No_cookie_can_be_read_by_a_script_or_goes_along_from_other_sites()
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger();
        using var page = await surfer.Get("/sign-in");
        using var language = await surfer.Get("/language?to=%2Fsign-in");
        using var signedIn = await surfer.SignIn("county", WebTemplate.Password);
        var all = Cookies(page).Concat(Cookies(language)).Concat(Cookies(signedIn)).ToList();
        CollectionAssert.IsSubsetOf(new[] { "dm-form", "dm-language", "dm-sign-in" }, all.Select(c => c.Split('=')[0]).ToArray());
        foreach (var cookie in all)
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.IsTrue(cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) || cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase), cookie.Split('=')[0]);
            Assert.DoesNotContain("county", cookie, StringComparison.OrdinalIgnoreCase, "a cookie tells who it is of");
        }
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    private static void Sound(HttpResponseMessage answer, string path)
    {
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal, path);
        Assert.DoesNotContain("unsafe-", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal, path);
        Assert.AreEqual("nosniff", Header(answer, "X-Content-Type-Options"), path);
        Assert.AreEqual("DENY", Header(answer, "X-Frame-Options"), path);
        Assert.AreEqual("no-referrer", Header(answer, "Referrer-Policy"), path);
        Assert.AreEqual("same-origin", Header(answer, "Cross-Origin-Opener-Policy"), path);
        Assert.IsFalse(answer.Headers.Contains("Server"), path);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    /// <summary>Fails as a broken disk would, with a message that must not come out.</summary>
    private sealed class Failing : IHouseholdInputs
    {
        public HouseholdInputs? Of(Quarter quarter, string household, DateTimeOffset? asOf = null) => throw new InvalidOperationException("the inputs are gone");

        public Verdict? Judge(Quarter quarter, string household, ReviewedEvidence evidence) => throw new InvalidOperationException("the inputs are gone");
    }
}
