using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>Cases that do not go as their list says: kept on an outcome, objected to and done again, a record corrected, an entry withdrawn.</summary>
[TestClass]
public sealed class OtherwiseDayTests
{
    private static readonly (string, string)[] Visited =
        [("Second", "李同"), ("Causes", "Persist"), ("Findings", "仍在治疗"), ("Said", "药费很高"), ("Income", "2000"), ("Living", "1000")];

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task An_exit_is_kept_on_an_outcome_objected_to_and_done_again()
    {
        await using var rehearsal = await Rehearsal.Begin(DemoSite.Today);
        var work = new CaseWork(rehearsal, DemoSite.Here("exit")[0]);
        await work.Record(Role.Grassroots, "入户", Visited, width: Visit.Phone);
        Assert.AreEqual(0, await (await work.Open(Role.County)).Locator("#otherwise").CountAsync(), "the level that ends a case ends it");
        var page = await work.Beside(Role.City, "#otherwise", [("Decision", "Kept"), ("Text", "致困因素仍在")]);
        Assert.Contains("须先认定核查结果", await page.Locator("#steps .fault").InnerTextAsync(), StringComparison.Ordinal);
        Assert.AreEqual("致困因素仍在", await page.InputValueAsync("#otherwise [name=Text]"), "what was typed is not lost");
        Assert.AreEqual("Kept", await page.InputValueAsync("#otherwise [name=Decision]"));
        await work.Beside(Role.Grassroots, "#outcome", [("Outcome", "Explained"), ("Text", "收入为一次性补发"), .. await FirstReason(await work.Open(Role.Grassroots))]);
        page = await work.Beside(Role.City, "#otherwise", [("Decision", "Kept"), ("Text", "致困因素仍在")]);
        await Assertions.Expect(page.Locator("#steps .done")).ToContainTextAsync("维持");
        await rehearsal.Picture(Role.City, "day-kept");

        page = await work.Beside(Role.Grassroots, "#objection", [("Subject", "群众"), ("Text", "家里有车")]);
        await Assertions.Expect(page.Locator("#steps")).ToContainTextAsync("由县级（或市级）答复");
        page = await work.Open(Role.County);
        await rehearsal.Readable(Role.County, "day-objected");
        await page.FillAsync("form.answer [name=Text]", "重新入户核实");
        await page.SelectOptionAsync("form.answer [name=ReturnTo]", "visit");
        await page.ClickAsync("form.answer button");
        await Assertions.Expect(page.Locator("ol.steps li.now")).ToContainTextAsync("入户");
        Assert.Contains("家里有车", await page.Locator("ol.timeline").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("药费很高", await page.Locator("ol.timeline").InnerTextAsync(), StringComparison.Ordinal, "what the person said stands where the next level reads it");
        await work.Record(Role.Grassroots, "入户", Visited);
        Assert.IsEmpty(rehearsal.Complaints.Where(c => !c.StartsWith("422 ", StringComparison.Ordinal)).ToList(), string.Join('\n', rehearsal.Complaints));
    }

    [TestMethod]
    public async Task A_record_proved_wrong_is_left_out_at_once_and_comes_back_when_the_correction_is_withdrawn()
    {
        await using var rehearsal = await Rehearsal.Begin(DemoSite.Today);
        foreach (var household in DemoSite.Here("exit"))
        {
            var work = new CaseWork(rehearsal, household);
            var page = await work.Open(Role.Grassroots);
            if (await page.Locator("#outcome [name=Record] option").CountAsync() < 2) continue;
            var records = await page.Locator("#outcome [name=Record] option").CountAsync();
            var record = await page.Locator("#outcome [name=Record] option").Nth(1).GetAttributeAsync("value");
            page = await work.Beside(Role.Grassroots, "#outcome",
                [.. await FirstReason(page), ("Outcome", "FalseMatch"), ("Text", "同名同号，非本人"), ("Record", record!), ("Says", "不是本人")], paper: true);
            await Assertions.Expect(page.Locator("[aria-labelledby=assets], [aria-labelledby=months]").First).ToBeVisibleAsync();
            if (await page.Locator("#steps .fault").CountAsync() > 0) continue;
            await Assertions.Expect(page.Locator("ol.timeline")).ToContainTextAsync("重新核算");
            await Assertions.Expect(page.Locator("[aria-labelledby=assets]")).ToContainTextAsync("不是本人");
            await rehearsal.Picture(Role.Grassroots, "day-corrected");

            page = await work.Open(Role.County);
            await page.Locator("ol.timeline details.beside summary").First.ClickAsync();
            await page.FillAsync("ol.timeline [name=Text]", "核错了人");
            await page.ClickAsync("ol.timeline details.beside button");
            await Assertions.Expect(page.Locator("ol.timeline")).ToContainTextAsync("已撤回，不再计入");
            await Assertions.Expect(page.Locator("[aria-labelledby=assets]")).Not.ToContainTextAsync("不是本人");
            Assert.AreEqual(records, await (await work.Open(Role.Grassroots)).Locator("#outcome [name=Record] option").CountAsync(), "the record may be corrected as before");
            return;
        }

        Assert.Fail("No exit of the district rests on a record that can be corrected.");
    }

    [TestMethod]
    public async Task Nobody_signs_a_page_that_is_older_than_the_case()
    {
        await using var rehearsal = await Rehearsal.Begin(DemoSite.Today);
        var work = new CaseWork(rehearsal, DemoSite.Here("exit")[0]);
        var stale = await work.Open(Role.Grassroots, Visit.Phone);
        await work.Record(Role.Grassroots, "入户", Visited);
        await CaseWork.Fill(stale, Visited);
        await stale.Locator("form[data-draft] button.btn-primary").ClickAsync();
        await Assertions.Expect(stale.Locator("[data-say=refused]")).ToContainTextAsync("有了新的进展");
        await rehearsal.Readable(Role.Grassroots, "day-stale-phone", Visit.Phone);
    }

    private static async Task<(string, string)[]> FirstReason(IPage page)
    {
        var first = page.Locator("#outcome [name=Rule] option:not([value=''])").First;
        return [("Rule", (await first.GetAttributeAsync("value"))!)];
    }
}
