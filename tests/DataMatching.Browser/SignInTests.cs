using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>Coming in, staying out, leaving.</summary>
[TestClass]
public sealed class SignInTests
{
    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    [DataRow(Role.Grassroots)]
    [DataRow(Role.County)]
    [DataRow(Role.City)]
    [DataRow(Role.Supervisor)]
    [DataRow(Role.Auditor)]
    [DataRow(Role.Operator)]
    [DataRow(Role.Administrator)]
    public async Task Every_account_of_the_demo_comes_in_and_goes_out(Role role)
    {
        await using var visit = await Visit.As(role);
        Assert.IsTrue(await visit.IsSignedIn());
        await visit.Page.Locator("header form button").ClickAsync();
        await visit.Page.Arrives("/sign-in");
        Assert.IsFalse(await visit.IsSignedIn());
        await visit.Page.GotoAsync("/users");
        Assert.Contains("/sign-in?to=", visit.Page.Url, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        await using var admin = await Visit.As(Role.Administrator);
        await using var person = await Visit.Begin(DemoSite.Address);
        var code = await Accounts.Make(admin, "clumsy", "Operator");
        await Accounts.SetPassword(person, "clumsy", code, "three blue herons");
        for (var i = 0; i < 5; i++)
        {
            await person.SignIn("clumsy", "two blue herons");
            Assert.Contains("登录名或密码不对", await person.Page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        }

        await person.SignIn("clumsy", "three blue herons");
        Assert.Contains("须等 15 分钟", await person.Page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        await person.Picture("sign-in-locked");
        Assert.IsFalse(await person.IsSignedIn());
    }

    [TestMethod]
    public async Task The_language_changes_and_the_place_stays()
    {
        await using var visit = await Visit.As(Role.Supervisor);
        var place = $"/sheet/2026Q3/{DemoSite.Listed("exit")[0]}?from=worklist&page=2";
        await visit.Page.GotoAsync(place);
        await visit.Page.Next(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "English", Exact = true }).ClickAsync());
        await visit.Page.Arrives(place);
        Assert.AreEqual("en", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        await visit.Page.Next(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "中文", Exact = true }).ClickAsync());
        await visit.Page.Arrives(place);
        Assert.AreEqual("zh-CN", await visit.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [TestMethod]
    public async Task Signing_in_leads_to_where_one_wanted_to_go()
    {
        await using var visit = await Visit.Begin(DemoSite.Address);
        var (name, password) = DemoSite.Told(Role.Administrator);
        await visit.Page.GotoAsync("/users?from=mail");
        await visit.Page.FillAsync("#Name", name);
        await visit.Page.FillAsync("#password", password);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Arrives("/users?from=mail");
    }

    [TestMethod]
    public async Task Without_a_mouse_one_signs_in_and_makes_an_account()
    {
        await using var visit = await Visit.Begin(DemoSite.Address);
        var keys = visit.Page.Keyboard;
        var (name, password) = DemoSite.Told(Role.Administrator);
        await visit.Page.GotoAsync("/sign-in");
        await Assertions.Expect(visit.Page.Locator("#Name")).ToBeFocusedAsync();
        await keys.TypeAsync(name);
        await keys.PressAsync("Tab");
        await keys.TypeAsync(password);
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await visit.Page.Arrives("/users");
        await keys.PressAsync("Tab");
        Assert.AreEqual("#main", await visit.Page.EvaluateAsync<string?>("document.activeElement.getAttribute('href')"), "the first stop skips the head of the page");
        await keys.PressAsync("Enter");
        await TabTo("name");
        await keys.TypeAsync("keyboard");
        await TabTo("display");
        await keys.TypeAsync("键盘");
        await TabTo("role");
        for (var i = 0; i < 9 && await visit.Page.Locator("#role").InputValueAsync() != "Operator"; i++) await keys.PressAsync("ArrowDown");
        await TabTo("scope");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await visit.Page.Locator("#code").WaitForAsync();
        Assert.Contains("运维", await visit.Page.GetByRole(AriaRole.Row, new() { Name = "keyboard" }).InnerTextAsync(), StringComparison.Ordinal);

        async Task TabTo(string id)
        {
            for (var i = 0; i < 20 && await visit.Page.EvaluateAsync<string?>("document.activeElement.id") != id; i++) await keys.PressAsync("Tab");
            Assert.AreEqual(id, await visit.Page.EvaluateAsync<string?>("document.activeElement.id"), "cannot be reached by Tab");
        }
    }
}
