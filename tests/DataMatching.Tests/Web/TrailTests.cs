using System.Net;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>What those who supervise and audit find about the others.</summary>
[TestClass]
public sealed class TrailTests
{
    private const string Purpose = "与本人核对证件";

    [TestMethod]
    public async Task An_auditor_sees_who_was_shown_a_number_took_a_list_and_opened_a_sheet()
    {
        using var demo = new WebDemo();
        using var auditor = await demo.As(Role.Auditor);
        Assert.AreEqual(4, (await Text(auditor)).Split("没有。").Length - 1, "nothing was seen, taken, opened or checked");
        var sheet = WebDemo.SheetOf(demo.Add);
        using (var grassroots = await demo.As(Role.Grassroots))
        {
            await grassroots.Text(sheet);
            using var shown = await grassroots.Post(sheet + "?handler=Show", ("person", demo.Add.Household + "/1"), ("purpose", Purpose));
            Assert.AreEqual(HttpStatusCode.OK, shown.StatusCode);
            using var taken = await grassroots.Post("/worklist?tab=add&handler=Export", ("format", "Csv"));
            Assert.AreEqual(HttpStatusCode.OK, taken.StatusCode);
        }

        var (page, export) = (await Text(auditor), demo.Store.Exports.All(null, null, 9).Single());
        Assert.Contains($"<a href=\"{sheet}\">{demo.Add.Household}/1</a>", Section(page, "shown"), StringComparison.Ordinal);
        foreach (var told in new[] { "演示 grassroots", Purpose }) Assert.Contains(told, Section(page, "shown"), StringComparison.Ordinal);
        foreach (var told in new[] { "演示 grassroots", "csv", $"<td class=\"n\" data-label=\"行数\">{export.Rows}</td>", export.Filter }) Assert.Contains(told, Section(page, "taken"), StringComparison.OrdinalIgnoreCase);
        foreach (var told in new[] { "演示 grassroots", $"<a href=\"{sheet}\">{demo.Add.Household}</a>" }) Assert.Contains(told, Section(page, "viewed"), StringComparison.Ordinal);
    }

    /// <summary>A delivery that somebody took on his word stands on the trail, and beside the delivery for the operator; what was held back and not taken is told with what moved.</summary>
    [TestMethod]
    public async Task A_delivery_accepted_by_hand_is_told_with_who_why_and_what_was_found()
    {
        using var demo = new WebDemo();
        using var auditor = await demo.As(Role.Auditor);
        Assert.DoesNotContain("id=\"accepted\"", await Text(auditor), StringComparison.Ordinal);
        var manifest = demo.Store.Batches.All().First(b => b.Manifest.Registry == "tax" && b.Manifest.Dataset == "wages").Manifest;
        var taken = demo.Store.Batches.Register(manifest with { AsOf = new DateOnly(2026, 10, 19), Sha256 = new string('a', 64) }, "tax/held.csv");
        var held = demo.Store.Batches.Register(manifest with { AsOf = new DateOnly(2026, 10, 20), Sha256 = new string('b', 64) }, "tax/other.csv");
        foreach (var batch in new[] { taken, held }) demo.Store.Batches.Refuse(batch.Id, "unlike the deliveries before it: nulls: x", [], drift: "空值：扣缴义务人 0.3 % → 41 %");
        demo.Store.Drift.Override(taken.Id, "张三", "税务局来函 <12> 号");
        var section = Section(await Text(auditor), "accepted");
        foreach (var told in new[] { "张三", "税务局来函 <12> 号", "空值：扣缴义务人 0.3 % → 41 %", "tax/held.csv" }) Assert.Contains(told, section, StringComparison.Ordinal);
        Assert.DoesNotContain("tax/other.csv", section, StringComparison.Ordinal);
        using var surfer = await demo.As("operator");
        var page = await surfer.Text("/registries/tax");
        Assert.Contains("由 张三 放行", page, StringComparison.Ordinal);
        Assert.Contains("与以往批次相差太大，已拦下，请与部门核实；属实的在部门页面或用 accept 命令放行。空值：扣缴义务人 0.3 % → 41 %", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_held_delivery_is_taken_on_the_page_by_who_answers_for_the_site_and_once()
    {
        using var demo = new WebDemo();
        var manifest = demo.Store.Batches.All().First(b => b.Manifest.Registry == "tax" && b.Manifest.Dataset == "wages").Manifest;
        var held = demo.Store.Batches.Register(manifest with { AsOf = new DateOnly(2026, 10, 19), Sha256 = new string('a', 64) }, "tax/held.csv");
        demo.Store.Batches.Refuse(held.Id, "unlike the deliveries before it: nulls: x", [], drift: "空值：扣缴义务人 0.3 % → 41 %");
        (string, string)[] fields = [("batch", $"{held.Id}"), ("why", "税务局 10 月 20 日电话核实")];
        foreach (var other in new[] { Role.Auditor, Role.Administrator })
        {
            using var looking = await demo.As(other);
            Assert.DoesNotContain("handler=Accept", await looking.Text("/registries/tax"), StringComparison.Ordinal);
            using var forbidden = await looking.Post("/registries/tax?handler=Accept", fields);
            Assert.AreEqual(HttpStatusCode.Forbidden, forbidden.StatusCode);
        }

        using var ofACounty = await demo.AsNew("county-sup", Role.Supervisor, new DataMatching.Identity.District(440103));
        using var refused = await ofACounty.Post("/registries/tax?handler=Accept", fields);
        Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.IsEmpty(demo.Store.Drift.Overrides());

        using var surfer = await demo.As("operator");
        Assert.Contains("handler=Accept", await surfer.Text("/registries/tax"), StringComparison.Ordinal);
        using var wordless = await surfer.Post("/registries/tax?handler=Accept", ("batch", $"{held.Id}"), ("why", "  "));
        Assert.Contains("放行须有依据", await wordless.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var elsewhere = await surfer.Post("/registries/vehicle?handler=Accept", fields);
        Assert.AreEqual(HttpStatusCode.NotFound, elsewhere.StatusCode);
        (await surfer.Post("/registries/tax?handler=Accept", fields)).Dispose();
        var taken = demo.Store.Drift.Overrides().Single();
        Assert.AreEqual((held.Id, "税务局 10 月 20 日电话核实", "空值：扣缴义务人 0.3 % → 41 %"), (taken.Batch, taken.Why, taken.Explained));
        Assert.Contains("（operator）", taken.Who, StringComparison.Ordinal);
        using var again = await surfer.Post("/registries/tax?handler=Accept", fields);
        Assert.Contains("was accepted already by", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.HasCount(1, demo.Store.Drift.Overrides());
    }

    [TestMethod]
    [DataRow(Role.Grassroots)]
    [DataRow(Role.County)]
    [DataRow(Role.City)]
    [DataRow(Role.Operator)]
    [DataRow(Role.Administrator)]
    public async Task The_others_may_not_look(Role role)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(role);
        using var answer = await surfer.Get("/trail");
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("href=\"/trail\"", await surfer.Text("/"), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_supervisor_with_a_district_sees_what_was_done_there_and_no_export()
    {
        using var demo = new WebDemo();
        var elsewhere = demo.Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null), null, 500).First(c => c.District != demo.Add.District);
        var admin = demo.Account("city").Id;
        foreach (var listing in new[] { demo.Add, elsewhere })
        {
            demo.Store.Disclosures.AddView(admin, listing.Case, null);
            demo.Store.Disclosures.Add(admin, listing.Case, null, listing.Household + "/1", DataMatching.Storage.Disclosed.IdNumber, Purpose);
        }

        demo.Store.Exports.Add(admin, "csv", "/worklist?everything", 7);
        using var scoped = await demo.AsNew("scoped", Role.Supervisor, demo.Add.District);
        var page = await Text(scoped);
        Assert.AreEqual(2, page.Split($"{WebDemo.SheetOf(demo.Add)}\"").Length - 1, "shown and opened");
        Assert.DoesNotContain(elsewhere.Household, page, StringComparison.Ordinal);
        Assert.DoesNotContain("/worklist?everything", page, StringComparison.Ordinal);
        using var supervisor = await demo.As(Role.Supervisor);
        var whole = await Text(supervisor);
        Assert.AreEqual(2, whole.Split($"{WebDemo.SheetOf(elsewhere)}\"").Length - 1);
        Assert.Contains("/worklist?everything", whole, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Older_ones_stand_on_further_pages()
    {
        using var demo = new WebDemo();
        for (var i = 0; i < 51; i++) demo.Store.Disclosures.AddView(demo.Account("city").Id, demo.Add.Case, null);
        using var auditor = await demo.As(Role.Auditor);
        var oldest = demo.Store.Disclosures.Views(null, null, null, null, 99)[49].Id;
        Assert.Contains($"href=\"/trail?viewed={oldest}\"", await Text(auditor), StringComparison.Ordinal);
        Assert.AreEqual(1, Section(WebUtility.HtmlDecode(await auditor.Text($"/trail?viewed={oldest}")), "viewed").Split("data-label=\"谁\"").Length - 1);
    }

    private static async Task<string> Text(Surfer surfer) => WebUtility.HtmlDecode(await surfer.Text("/trail"));

    private static string Section(string page, string title)
    {
        var at = page.IndexOf($"<h2 id=\"{title}\"", StringComparison.Ordinal);
        return page[at..page.IndexOf("</section>", at, StringComparison.Ordinal)];
    }
}
