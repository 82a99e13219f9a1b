using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Matching.Checking;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Tests.Web;

/// <summary>The blind check: two side by side, and what was said of them.</summary>
[TestClass]
public sealed partial class MatchesPageTests
{
    private const string Header = "不动产单元号,权利人,证件号码,建筑面积,规划用途,共有份额,取得方式,登记日期,权属状态,出生日期,性别\n";

    [TestMethod]
    public async Task Two_are_shown_without_what_the_program_thinks_and_the_answer_is_taken()
    {
        using var demo = new WebDemo();
        var one = Deliver(demo);
        using var reviewer = await demo.AsNew("blind", Role.County, one.District);
        var page = await reviewer.Text("/matches");
        var (name, born) = (one.Principal.Name.Written, one.Principal.Id!.Value.Birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var shown in new[] { name, born, "是不是同一个人" }) Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Principal.IdAsWritten, page, StringComparison.Ordinal);
        foreach (var told in new[] { "概率", "较可能", "存疑", "%", "确认" }) Assert.DoesNotContain(told, Body().Match(page).Value, StringComparison.Ordinal, "what the program thinks");
        var seen = demo.Store.Matches.All(null, null, 9);
        Assert.AreEqual((one.Principal.Person, (MatchAnswer?)null), (seen.Single().Person, seen.Single().Answer), "that it was shown is on record");

        using (var answered = await reviewer.Post("/matches", ("pair", PairOf(page)), ("answer", "1")))
        {
            Assert.AreEqual(HttpStatusCode.Redirect, answered.StatusCode);
            var next = await reviewer.Text(answered.Headers.Location!.OriginalString);
            Assert.Contains("已记录：同一个人", next, StringComparison.Ordinal);
            Assert.AreNotEqual(PairOf(page), PairOf(next), "the next pair");
            Assert.Contains("<b>1</b> / 2", next, StringComparison.Ordinal);
            using var last = await reviewer.Post("/matches", ("pair", PairOf(next)), ("answer", "3"));
            Assert.Contains("全部核对完了", await reviewer.Text("/matches"), StringComparison.Ordinal);
        }

        var again = await reviewer.Text("/matches?pair=" + PairOf(page));
        Assert.Contains("已有答案：同一个人", again, StringComparison.Ordinal);
        using (var stale = await reviewer.Post("/matches", ("pair", PairOf(page)), ("answer", "2"), ("known", "0")))
        {
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
            Assert.Contains("已有答案：同一个人", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal, "somebody answered meanwhile: it is shown again");
        }

        using var colleague = await demo.AsNew("unseen", Role.City, one.District);
        using (var unseen = await colleague.Post("/matches", ("pair", PairOf(page)), ("answer", "3"), ("known", "1"))) Assert.AreEqual(HttpStatusCode.UnprocessableEntity, unseen.StatusCode, "it was never shown to him");
        using (var changed = await reviewer.Post("/matches", ("pair", PairOf(page)), ("answer", "2"), ("known", "1"))) Assert.AreEqual(HttpStatusCode.Redirect, changed.StatusCode);
        CollectionAssert.AreEquivalent(new[] { MatchAnswer.Other, MatchAnswer.Untold }, Answers(demo).ToArray());
    }

    [TestMethod]
    public async Task Whoever_is_of_another_district_or_role_neither_sees_nor_answers_a_pair()
    {
        using var demo = new WebDemo();
        var one = Deliver(demo);
        string pair;
        using (var reviewer = await demo.AsNew("blind", Role.Grassroots, one.District)) pair = PairOf(await reviewer.Text("/matches"));
        using var stranger = await demo.AsNew("stranger", Role.City, new District(one.District.Code == 440402 ? 440300 : 440400));
        foreach (var path in new[] { "/matches", "/matches?pair=" + pair, "/matches?last=" + pair }) Assert.DoesNotContain(one.Principal.Name.Written, await stranger.Text(path), StringComparison.Ordinal, path);
        foreach (var (said, answer) in new[] { (pair, "1"), ("", "1"), ("x", "2"), (pair, "0"), (pair, "9") })
        {
            using var refused = await stranger.Post("/matches", ("pair", said), ("answer", answer));
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, refused.StatusCode, $"{said} {answer}");
        }

        foreach (var role in new[] { Role.Supervisor, Role.Auditor })
        {
            using var looker = await demo.As(role);
            Assert.DoesNotContain(one.Principal.Name.Written, await looker.Text("/matches?pair=" + pair), StringComparison.Ordinal);
            using var refused = await looker.Post("/matches", ("pair", pair), ("answer", "1"));
            Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var admin = await demo.As(Role.Administrator);
        using var none = await admin.Get("/matches");
        Assert.AreNotEqual(HttpStatusCode.OK, none.StatusCode);
        Assert.IsEmpty(Answers(demo));
    }

    [TestMethod]
    public async Task Those_who_supervise_see_what_came_of_it_and_a_row_that_is_gone_is_passed_over()
    {
        using var demo = new WebDemo();
        var one = Deliver(demo);
        using var supervisor = await demo.As(Role.Supervisor);
        Assert.Contains("尚不能说", await supervisor.Text("/matches"), StringComparison.Ordinal);
        using var reviewer = await demo.AsNew("blind", Role.County, one.District);
        for (var i = 0; i < 2; i++)
        {
            var page = await reviewer.Text("/matches");
            var isHis = Body().Match(page).Value.Split(one.Principal.Id!.Value.Birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Length == 3;
            using var answered = await reviewer.Post("/matches", ("pair", PairOf(page)), ("answer", isHis ? "1" : "2"));
        }

        var result = Body().Match(await supervisor.Text("/matches")).Value;
        Assert.DoesNotContain("尚不能说", result, StringComparison.Ordinal);
        Assert.Contains("100 %（100 % 至 100 %）", result, StringComparison.Ordinal);
        using var auditor = await demo.As(Role.Auditor);
        Assert.Contains(one.Principal.Person, await auditor.Text("/trail"), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_row_whose_file_is_gone_is_passed_over()
    {
        using var demo = new WebDemo();
        var one = Deliver(demo);
        File.Delete(Path.Combine(demo.Site.Folder.Drop, "property", "old.csv"));
        using var reviewer = await demo.AsNew("blind", Role.County, one.District);
        var page = await reviewer.Text("/matches");
        Assert.Contains("打不开", page, StringComparison.Ordinal);
        Assert.Contains("<b>0</b> / 2", page, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Principal.Name.Written, page, StringComparison.Ordinal);
        Assert.IsEmpty(demo.Store.Matches.All(null, null, 9), "nobody was shown");
    }

    /// <summary>Agencies write numbers into any field.</summary>
    [TestMethod]
    public async Task No_long_number_is_shown_whatever_field_it_stands_in()
    {
        using var demo = new WebDemo();
        var one = Deliver(demo, name => name + "440106198005231234");
        using var reviewer = await demo.AsNew("blind", Role.County, one.District);
        var page = await reviewer.Text("/matches");
        Assert.DoesNotContain("198005231234", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Whoever_lives_in_another_district_now_is_shown_to_nobody_of_the_old_one()
    {
        using var demo = new WebDemo();
        var one = Deliver(demo);
        var sides = new PairRows(demo.Site);
        var pair = Check(demo).Pairs.First(p => p.Key.Person == one.Principal.Person);
        Assert.AreEqual(SourceRowState.Unchanged, sides.Of(pair).State);
        Assert.AreEqual(SourceRowState.Gone, sides.Of(pair with { District = new District(440402) }).State);
    }

    /// <summary>Where thresholds are others now, deliveries with rows without a number are read again, and the same rows are drawn: answers keep.</summary>
    [TestMethod]
    public void Other_thresholds_read_deliveries_again_and_answers_keep()
    {
        using var demo = new WebDemo(prepare: folder =>
        {
            var settings = Path.Combine(folder, "config", "site.json");
            File.WriteAllText(settings, File.ReadAllText(settings).TrimEnd().TrimEnd('}') + ", \"matching\": { \"probable\": 0.999999, \"doubtful\": 0.9 } }");
        });
        var before = Check(demo);
        Assert.IsNotEmpty(before.Pairs);
        demo.Store.Matches.Answer(demo.Account("county").Id, before.Pairs[0], MatchAnswer.Other);
        var day = new DateOnly(2026, 10, 20);
        var again = MatchExtracts.Run(demo.Site, day, new Progress<StepProgress>(), CancellationToken.None).Batches;
        Assert.IsNotEmpty(again);
        Assert.IsTrue(again.All(b => b is { Again: true, State: "accepted" }));
        Assert.IsTrue(again.Any(b => b.Registry == "property") && again.Count * 2 < demo.Store.Batches.All().Count, "of most no row was matched by thresholds");
        Assert.IsEmpty(MatchExtracts.Run(demo.Site, day, new Progress<StepProgress>(), CancellationToken.None).Batches, "once");
        var after = Check(demo);
        CollectionAssert.AreEqual(before.Pairs.Select(p => p.Key).ToArray(), after.Pairs.Select(p => p.Key).ToArray());
        Assert.AreNotEqual(before.Pairs[0].Batch, after.Pairs[0].Batch);
        Assert.AreEqual(MatchAnswer.Other, demo.Store.Matches.Answers([after.Pairs[0].Key]).Values.Single());
    }

    private static MatchCheck Check(WebDemo demo) => demo.Store.Matches.Check(demo.Site.Configuration.Terms);

    private static IEnumerable<MatchAnswer> Answers(WebDemo demo) => demo.Store.Matches.Answers(Check(demo).Pairs.Select(p => p.Key)).Values;

    /// <summary>A property delivery for the whole province with two rows that may be one worker's, and one like nobody; and the night after it.</summary>
    private static Household Deliver(WebDemo demo, Func<string, string>? written = null)
    {
        var import = demo.Store.Union.Latest()!.Id;
        var day = new DateOnly(2026, 10, 21);
        var one = demo.Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null), null, 500).Select(c => demo.Store.Union.Find(import, c.Household)!)
            .First(h => h.State == FileState.Active && h.District.Code / 10_000 == 44 && h.Principal.Id is not null && h.Principal.Id.Value.Birth.Month > 1 && h.Authorisations.Any(a => a.Person == h.Principal.Person && a.Allows("property", day)));
        var (name, born) = (one.Principal.Name.Written, one.Principal.Id!.Value.Birth);
        var sex = one.Principal.Id.Value.Sex == Sex.Male ? "男" : "女";
        string Row(int n, string owner, DateOnly birth) => FormattableString.Invariant($"449900GB0000000{n}F00000000001,{owner},,80,住宅,1/1,买卖,2003-05-01,现势,{birth:yyyy-MM-dd},{sex}\n");
        name = written?.Invoke(name) ?? name;
        var content = Header + Row(1, name, born) + Row(2, name, born.AddYears(-13).AddDays(41)) + Row(3, "诸葛孔明某某", new DateOnly(1911, 11, 11));
        var file = Path.Combine(demo.Site.Folder.Drop, "property", "old.csv");
        File.WriteAllText(file, content);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
        File.WriteAllText(file + ".manifest.json", $$"""{"registry":"property","dataset":"units","scope":"440000","asOf":"2026-10-20","from":"2026-04","to":"2026-09","mode":"full","encoding":"utf-8","rows":3,"sha256":"{{sha}}"}""");
        NightPipeline.Run(demo.Site, day, new Progress<StepProgress>(), CancellationToken.None);
        return one;
    }

    private static string PairOf(string page) => Pair().Match(page).Groups["name"].Value;

    [GeneratedRegex("name=\"pair\" value=\"(?<name>[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline, 1000)]
    private static partial Regex Body();
}
