using System.Globalization;
using System.Net;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>Who may do what, and where: given and changed on the page of accounts.</summary>
[TestClass]
public sealed class UsersTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("Emperor")]
    [DataRow("17")]
    public async Task Without_a_role_no_account_is_made_and_what_was_typed_is_there_again(string role)
    {
        using var demo = new WebDemo();
        using var admin = await demo.As(Role.Administrator);
        using var answer = await admin.Post("/users?handler=Add", ("name", "li.na"), ("display", "李娜"), ("role", role), ("scope", "440106"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("请选择角色", page, StringComparison.Ordinal);
        foreach (var typed in new[] { "value=\"li.na\"", "value=\"李娜\"", "value=\"440106\"" }) Assert.Contains(typed, page, StringComparison.Ordinal);
        Assert.IsNull(demo.Store.Accounts.Find("li.na"));
    }

    [TestMethod]
    public async Task The_form_of_a_new_account_presumes_no_role_and_keeps_the_chosen_one()
    {
        using var demo = new WebDemo();
        using var admin = await demo.As(Role.Administrator);
        var fresh = await admin.Text("/users");
        var select = fresh[fresh.IndexOf("<select id=\"role\"", StringComparison.Ordinal)..];
        Assert.StartsWith("<option value=\"\">", select[select.IndexOf("<option", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("selected", select[..select.IndexOf("</select>", StringComparison.Ordinal)], StringComparison.Ordinal);
        using var refused = await admin.Post("/users?handler=Add", ("name", "li.na"), ("display", "李娜"), ("role", "County"), ("scope", ""));
        Assert.Contains("<option value=\"County\" selected=\"selected\">", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var made = await admin.Post("/users?handler=Add", ("name", "li.na"), ("display", "李娜"), ("role", "County"), ("scope", "440106"));
        Assert.AreEqual(HttpStatusCode.OK, made.StatusCode);
        Assert.AreEqual((Role.County, (District?)new District(440106)), (demo.Account("li.na").Role, demo.Account("li.na").Scope));
    }

    [TestMethod]
    public async Task The_page_has_a_form_by_which_a_role_and_a_district_are_changed_but_not_ones_own()
    {
        using var demo = new WebDemo();
        using var admin = await demo.As(Role.Administrator);
        var page = await admin.Text("/users");
        Assert.AreEqual(WebTemplate.People.Length - 1, page.Split("/users?handler=Change").Length - 1, "everybody's but one's own");
        using var county = await demo.As(Role.County);
        using var done = await admin.Post("/users?handler=Change", ("id", Id(demo, "county")), ("role", "City"), ("scope", "440100"));
        Assert.Contains("county 已改动", WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.AreEqual((Role.City, (District?)new District(440100)), (demo.Account("county").Role, demo.Account("county").Scope));
        Assert.IsFalse(await county.IsSignedIn());
        foreach (var (role, scope) in new[] { ("", "440100"), ("City", ""), ("City", "4401") })
        {
            using var refused = await admin.Post("/users?handler=Change", ("id", Id(demo, "county")), ("role", role), ("scope", scope));
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, refused.StatusCode, $"{role} {scope}");
        }

        using var own = await admin.Post("/users?handler=Change", ("id", Id(demo, "admin")), ("role", "Auditor"));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, own.StatusCode);
        using var off = await admin.Post("/users?handler=Enable", ("id", Id(demo, "admin")), ("enabled", "false"));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, off.StatusCode);
        Assert.AreEqual((Role.Administrator, true), (demo.Account("admin").Role, demo.Account("admin").Enabled));
    }

    private static string Id(WebDemo demo, string name) => demo.Account(name).Id.ToString(CultureInfo.InvariantCulture);
}
