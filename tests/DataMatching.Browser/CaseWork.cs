using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>Work on one household's case through its sheet: the form of the next step, filled in and sent.</summary>
internal sealed class CaseWork(Rehearsal rehearsal, string household)
{
    private const string Form = "form[data-draft]";
    private static readonly FilePayload Paper = new() { Name = "签字表.png", MimeType = "image/png", Buffer = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3] };

    public string Sheet => $"/sheet/2026Q3/{household}";

    /// <summary>Records the next step and sees it done.</summary>
    /// <param name="fields">Values by the names of the form's fields.</param>
    public async Task Record(Role role, string step, (string Name, string Value)[] fields, bool paper = false, int width = Visit.Desktop)
    {
        var page = await Open(role, width);
        var done = await page.Locator("ol.steps li.did").CountAsync();
        Assert.Contains(step, await page.Locator($"{Form} h3").InnerTextAsync(), StringComparison.Ordinal);
        var draft = await page.Locator(Form).GetAttributeAsync("data-draft");
        await rehearsal.Readable(role, $"step-{draft![(draft!.LastIndexOf('/') + 1)..]}-{width}", width);
        await Fill(page, fields, paper);
        await page.Locator($"{Form} button.btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator("ol.steps li.did")).ToHaveCountAsync(done + 1);
    }

    /// <summary>Sends the form and reads the sentence of refusal; nothing is recorded.</summary>
    public async Task Refused(Role role, string sentence, (string Name, string Value)[] fields, bool paper = false)
    {
        var page = await Open(role);
        var done = await page.Locator("ol.steps li.did").CountAsync();
        await Fill(page, fields, paper);
        await page.Locator($"{Form} button.btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator($"{Form} [data-say=refused]")).ToContainTextAsync(sentence);
        await page.ReloadAsync();
        Assert.AreEqual(done, await page.Locator("ol.steps li.did").CountAsync(), "something was recorded");
    }

    /// <summary>Fills in a form beside the steps and sends it.</summary>
    /// <param name="form">Such as <c>#otherwise</c>; the folds it stands in are opened first.</param>
    public async Task<IPage> Beside(Role role, string form, (string Name, string Value)[] fields, bool paper = false, int width = Visit.Desktop)
    {
        var page = await Open(role, width);
        await page.EvaluateAsync("form => { for (let fold = document.querySelector(form).closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true; document.querySelectorAll(`${form} details`).forEach(fold => { fold.open = true; }); }", form);
        await rehearsal.Readable(role, $"beside-{form.Trim('#')}-{width}", width);
        await Fill(page, fields, paper, form);
        await page.Next(() => page.Locator($"{form} button").ClickAsync());
        return page;
    }

    public async Task<IPage> Open(Role role, int width = Visit.Desktop)
    {
        var page = await rehearsal.As(role, width);
        var answer = await page.GotoAsync(Sheet);
        Assert.AreEqual(200, answer!.Status, $"{role} {Sheet}");
        return page;
    }

    public static async Task Fill(IPage page, (string Name, string Value)[] fields, bool paper = false, string form = Form)
    {
        foreach (var (name, value) in fields)
        {
            var field = page.Locator($"{form} [name={name}]");
            var kind = await field.First.EvaluateAsync<string>("f => f.type");
            if (kind == "hidden") await field.EvaluateAsync("(f, v) => { f.value = v; }", value);
            else if (kind == "radio") await page.Locator($"{form} [name={name}][value={value}]").CheckAsync();
            else if (kind == "select-one") await field.SelectOptionAsync(value);
            else await field.FillAsync(value);
        }

        if (paper) await page.Locator($"{form} [name=Files]").SetInputFilesAsync(Paper);
    }
}
