using System.Net;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>Posts that no page offers: refused with a sentence, and nothing is recorded.</summary>
[TestClass]
public sealed class ForgedStepTests
{
    public static IEnumerable<object[]> BeforeTheVisit =>
    [
        ["visit missing: evidence", "下一环节是", "Kind=evidence-seen&Text=x"],
        ["visit missing: discussion", "下一环节是", "Kind=discussed&On=2026-10-21&Present=甲、乙&Text=x"],
        ["visit missing: signature", "下一环节是", "Kind=signed&Text=x&Chair=某主席"],
        ["close at once", "下一环节是", "Kind=closed&Decision=Added&Text=x"],
        ["close as exited", "不能作此决定", "Kind=closed&Decision=Exited&Text=x"],
        ["no effect of an entry", "下一环节是", "Kind=took-effect&On=2026-10-21"],
        ["no such kind", "没有这种操作", "Kind=opened"],
        ["the program's own kind", "没有这种操作", "Kind=rejudged"],
        ["no kind", "没有这种操作", "Kind="],
        ["one visitor", "必填的文字", "Kind=visited&On=2026-10-21&Second=&Causes=Persist&Findings=x&Said=x"],
        ["the same visitor twice", "两名不同的人员", "Kind=visited&On=2026-10-21&Second=演示 grassroots&Causes=Persist&Findings=x&Said=x"],
        ["the same visitor twice, spelt otherwise", "两名不同的人员", "Kind=visited&On=2026-10-21&Second=  演示 grassroots &Causes=Persist&Findings=x&Said=x"],
        ["no finding about the causes", "请选择一项", "Kind=visited&On=2026-10-21&Second=李同&Findings=x&Said=x"],
        ["a finding that does not exist", "无法识别", "Kind=visited&On=2026-10-21&Second=李同&Causes=7&Findings=x&Said=x"],
        ["a visit of tomorrow", "不能晚于今天", "Kind=visited&On=2026-10-22&Second=李同&Causes=Persist&Findings=x&Said=x"],
        ["a visit before the quarter", "早于本季度", "Kind=visited&On=2026-06-30&Second=李同&Causes=Persist&Findings=x&Said=x"],
        ["no day", "请填写日期", "Kind=visited&Second=李同&Causes=Persist&Findings=x&Said=x"],
        ["a day that is none", "无法识别", "Kind=visited&On=2026-02-30&Second=李同&Causes=Persist&Findings=x&Said=x"],
        ["a negative amount", "不小于 0", "Kind=visited&On=2026-10-21&Second=李同&Causes=Persist&Findings=x&Said=x&Rent=-1"],
        ["an amount beyond all", "0 至 10 亿元", "Kind=visited&On=2026-10-21&Second=李同&Causes=Persist&Findings=x&Said=x&Rent=99999999999"],
        ["an amount that is none", "不小于 0", "Kind=visited&On=2026-10-21&Second=李同&Causes=Persist&Findings=x&Said=x&Rent=1e9"],
        ["return to a step not done", "没有该环节", "Kind=returned&ReturnTo=notice&Text=x"],
        ["answer an objection that is none", "角色不能办理", "Kind=objection-answered&Objection=1&Text=x&ReturnTo=-"],
    ];

    [TestMethod]
    public async Task Nothing_forged_is_recorded_before_the_visit()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        using var surfer = await demo.As(Role.Grassroots);
        var before = demo.Done(demo.Add);
        foreach (var row in BeforeTheVisit)
        {
            var (status, fault) = await entry.Try(surfer, Fields((string)row[2]), ("x.jpg", Entry.Photo));
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status, (string)row[0]);
            Assert.Contains((string)row[1], fault, StringComparison.Ordinal, (string)row[0]);
            Assert.AreEqual(before, demo.Done(demo.Add), $"{row[0]}: something was recorded");
        }
    }

    [TestMethod]
    public async Task Fields_that_say_who_or_when_are_not_listened_to()
    {
        using var demo = new WebDemo();
        using var entry = new Entry(demo);
        using var surfer = await demo.As(Role.Grassroots);
        var county = demo.Account("county");
        var (status, fault) = await entry.Try(surfer, Fields($"Kind=noted&Text=看过&By={county.Id}&Account={county.Id}&At=2020-01-01&Sequence=99&Level=City&Case=1&quarter=2026Q2&household=KN00000001"));
        Assert.AreEqual(HttpStatusCode.Redirect, status, fault);
        var last = entry.Case.Events[^1];
        Assert.AreEqual(demo.Account("grassroots").Id, last.By);
        Assert.AreEqual(demo.Clock.Now, last.At);
        Assert.AreEqual(demo.Add.Case, entry.Case.Number);
    }

    [TestMethod]
    [DataRow("county")]
    [DataRow("city")]
    [DataRow("supervisor")]
    [DataRow("auditor")]
    public async Task Another_role_does_not_do_the_step(string name)
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        using var surfer = await demo.As(name);
        var before = demo.Done(demo.Add);
        var (status, fault) = await entry.Try(surfer, entry.Visit());
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("您的角色不能办理此事", fault, StringComparison.Ordinal);
        Assert.AreEqual(before, demo.Done(demo.Add));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("99")]
    public async Task Nobody_records_on_a_page_that_is_older_than_the_case(string seen)
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        using var surfer = await demo.As(Role.Grassroots);
        var before = demo.Done(demo.Add);
        var (status, fault) = await entry.Try(surfer, [.. entry.Visit(), ("Seen", seen)]);
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("有了新的进展", fault, StringComparison.Ordinal);
        Assert.AreEqual(before, demo.Done(demo.Add));
        Assert.AreEqual(HttpStatusCode.Redirect, (await entry.Try(surfer, [("Kind", "noted"), ("Text", "看过"), ("Seen", seen)])).Status, "a note may always be added");
    }

    [TestMethod]
    public async Task Who_declared_kinship_does_nothing_more()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        using var surfer = await demo.As(Role.Grassroots);
        Assert.AreEqual(HttpStatusCode.Redirect, (await entry.Try(surfer, [("Kind", "relative-declared"), ("Text", "表亲")])).Status);
        var before = demo.Done(demo.Add);
        var (status, fault) = await entry.Try(surfer, entry.Visit());
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("须回避", fault, StringComparison.Ordinal);
        using var colleague = await demo.As("colleague");
        (status, fault) = await entry.Try(colleague, entry.Visit(second: "演示 grassroots"));
        Assert.AreEqual(before, demo.Done(demo.Add), $"a visit with the relative was taken: {status} {fault}");
        Assert.AreEqual(HttpStatusCode.Redirect, (await entry.Try(colleague, entry.Visit())).Status);
    }

    [TestMethod]
    public async Task Nobody_signs_two_levels_not_even_after_a_promotion()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("sign-county");
        var signer = demo.Account("grassroots");
        demo.Store.Accounts.Change(signer with { Role = Role.County }, DataMatching.Web.Accounts.Stamps.New());
        using var promoted = await demo.As("grassroots");
        var before = demo.Done(demo.Add);
        var (status, fault) = await entry.Try(promoted, [("Kind", "signed"), ("Text", "同意")]);
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("同一人不得签署两级", fault, StringComparison.Ordinal);
        Assert.AreEqual(before, demo.Done(demo.Add));
    }

    [TestMethod]
    public async Task A_whole_entry_through_the_pages_ends_as_added_and_a_second_close_is_refused()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("");
        Assert.AreEqual(Decision.Added, entry.Case.Decision);
        var before = demo.Done(demo.Add);
        var (status, fault) = await entry.Try(await entry.By(Role.City), [("Kind", "closed"), ("Decision", "Added"), ("Text", "x")]);
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("已办结", fault, StringComparison.Ordinal);
        Assert.AreEqual(before, demo.Done(demo.Add));
    }

    private static IEnumerable<(string Name, string Value)> Fields(string query) => query.Split('&').Select(pair => (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]));
}
