using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>Files that are too large together are refused in the browser: nothing of them is sent over a telephone first.</summary>
[TestClass]
public sealed class LargeFilesTests
{
    private const string Form = "form[data-draft]";

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task A_step_with_too_many_photos_says_so_sends_nothing_and_keeps_what_was_typed()
    {
        using var photos = new Photos();
        await using var visit = await Visit.As(Role.Grassroots, Visit.Phone);
        var page = visit.Page;
        await page.GotoAsync($"/sheet/2026Q3/{DemoSite.Here("exit")[1]}");
        await CaseWork.Fill(page, [("Second", "李同"), ("Causes", "Gone"), ("Findings", "住房一处"), ("Said", "儿子已上班"), ("Rent", "800"), ("Living", "1000")]);
        await page.Locator($"{Form} input[type=file]").SetInputFilesAsync([photos.Half, photos.OtherHalf]);
        var sent = Posts(page);
        await page.Locator($"{Form} button.btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator($"{Form} [data-say=refused]")).ToContainTextAsync("合计 64 MB，一次最多 63 MB");
        await visit.Picture("phone-files-too-large");
        Assert.IsEmpty(sent);
        Assert.AreEqual("儿子已上班", await page.Locator($"{Form} [name=Said]").InputValueAsync());
        Assert.IsTrue(await page.Locator($"{Form} button.btn-primary").IsEnabledAsync(), "fewer can be chosen and sent");
    }

    [TestMethod]
    public async Task Another_form_says_so_too_in_english()
    {
        using var photos = new Photos();
        await using var visit = await Visit.As(Role.Supervisor);
        var page = visit.Page;
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GotoAsync("/policies");
        await page.GetByRole(AriaRole.Link, new() { Name = "English", Exact = true }).ClickAsync();
        await page.Locator("#dry-run summary").ClickAsync();
        await page.Locator("#file").EvaluateAsync("(input) => { input.multiple = true; }");
        await page.SetInputFilesAsync("#file", [photos.Half, photos.OtherHalf]);
        var sent = Posts(page);
        for (var i = 0; i < 2; i++) await page.Locator("#dry-run button").ClickAsync();
        await Assertions.Expect(page.Locator("#dry-run .fault")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#dry-run .fault")).ToContainTextAsync("64 MB together; at most 63 MB");
        Assert.IsEmpty(sent);
    }

    private static List<string> Posts(IPage page)
    {
        var sent = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST") sent.Add(request.Url);
        };
        return sent;
    }

    /// <summary>Two files of 32 MB, with nothing in them.</summary>
    private sealed class Photos : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("datamatching-photos-");

        public Photos()
        {
            foreach (var path in new[] { Half, OtherHalf })
            {
                using var file = File.Create(path);
                file.SetLength(32 << 20);
            }
        }

        public string Half => Path.Combine(_folder.FullName, "1.jpg");
        public string OtherHalf => Path.Combine(_folder.FullName, "2.jpg");
        public void Dispose() => _folder.Delete(true);
    }
}
