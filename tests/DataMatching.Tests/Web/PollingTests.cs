using System.Net;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>Parts of pages that refresh themselves: they keep nobody signed in, and when the session has ended they lead to the sign-in.</summary>
[TestClass]
public sealed class PollingTests
{
    private const string Part = "/runs?handler=Now";

    [TestMethod]
    public async Task A_part_that_refreshes_itself_does_not_keep_the_session_alive()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.Operator);
        Assert.Contains("hx-headers='{&quot;Dm-Poll&quot;:&quot;1&quot;}'", (await surfer.Text("/runs")).Replace("{\"Dm-Poll\":\"1\"}", "{&quot;Dm-Poll&quot;:&quot;1&quot;}", StringComparison.Ordinal), StringComparison.Ordinal);
        demo.Clock.Now += TimeSpan.FromMinutes(20);
        using (var polled = await surfer.Get(Part, ("HX-Request", "true"), ("Dm-Poll", "1"))) Assert.AreEqual(HttpStatusCode.OK, polled.StatusCode);
        demo.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.IsFalse(await surfer.IsSignedIn(), "31 minutes without a click");

        using var clicking = await demo.As(Role.Operator);
        demo.Clock.Now += TimeSpan.FromMinutes(20);
        using (var clicked = await clicking.Get(Part, ("HX-Request", "true"))) Assert.AreEqual(HttpStatusCode.OK, clicked.StatusCode);
        demo.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.IsTrue(await clicking.IsSignedIn(), "the click renewed it");
    }

    [TestMethod]
    [DataRow("/runs?before=7", "/sign-in?to=%2Fruns%3Fbefore%3D7")]
    [DataRow("https://evil.example/runs", "/sign-in?to=%2F")]
    [DataRow("nonsense", "/sign-in?to=%2F")]
    public async Task When_the_session_has_ended_a_part_leads_to_the_sign_in_and_back_to_its_page(string page, string to)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.Operator);
        demo.Clock.Now += TimeSpan.FromMinutes(31);
        var current = page.StartsWith('/') ? new Uri(demo.Address, page).ToString() : page;
        using var answer = await surfer.Get(Part, ("HX-Request", "true"), ("HX-Current-URL", current));
        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.AreEqual(to, answer.Headers.GetValues("HX-Redirect").Single());
        Assert.AreEqual("", await answer.Content.ReadAsStringAsync(), "nothing to be put into the page");
    }

    [TestMethod]
    public async Task Who_opens_a_page_is_sent_to_the_sign_in_as_ever()
    {
        using var demo = new WebDemo();
        using var surfer = demo.Stranger();
        using var answer = await surfer.Get("/runs?before=7");
        Assert.AreEqual(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.AreEqual("/sign-in?to=%2Fruns%3Fbefore%3D7", answer.Headers.Location!.PathAndQuery);
    }
}
