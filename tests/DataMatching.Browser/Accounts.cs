using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>What an administrator and a new colleague do on the pages.</summary>
internal static class Accounts
{
    /// <summary>Makes an account on the page of accounts; answers with the one-time code it shows.</summary>
    public static async Task<string> Make(Visit admin, string name, string role, string scope = "")
    {
        await admin.Page.GotoAsync("/users");
        await admin.Page.FillAsync("#name", name);
        await admin.Page.FillAsync("#display", "同事 " + name);
        await admin.Page.SelectOptionAsync("#role", role);
        await admin.Page.FillAsync("#scope", scope);
        await admin.Page.Locator("aside button").ClickAsync();
        return await admin.Page.Locator("#code").InnerTextAsync();
    }

    /// <summary>Uses a one-time code on the page for it.</summary>
    public static async Task SetPassword(Visit person, string name, string code, string password)
    {
        await person.Page.GotoAsync("/setup");
        await person.Page.FillAsync("#Name", name);
        await person.Page.FillAsync("#code", code);
        await person.Page.FillAsync("#password", password);
        await person.Page.FillAsync("#again", password);
        await person.Page.Locator("main form button").ClickAsync();
        await person.Page.Locator("main .done, main .fault").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Visible });
    }
}
