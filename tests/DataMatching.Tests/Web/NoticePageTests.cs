using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Web;

/// <summary>What is printed to be hung up: name, members, amount and days, and nothing else of the household; and the list of what hangs now.</summary>
[TestClass]
public sealed class NoticePageTests
{
    [TestMethod]
    public async Task A_notice_says_name_members_and_amount_and_nothing_else_of_the_household()
    {
        using var demo = new WebDemo();
        foreach (var known in demo.Cases(Flag.Add).Concat(demo.Cases(Flag.Exit).Take(3)))
        {
            demo.Post(known, 1_234);
            var household = File(demo, known);
            using var surfer = await demo.As("supervisor");
            var page = await surfer.Text($"/notice/2026Q3/{known.Household}");
            var paper = Paper(page);
            Assert.Contains(household.Principal.Name.Written, paper, StringComparison.Ordinal);
            Assert.Contains($"家庭人口 {household.Members.Count(m => m.Counted)} 人", paper, StringComparison.Ordinal);
            if (known.Flag == Flag.Add) Assert.Contains("每月 1,234 元", paper.Replace(".00", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("2026-10-21 至 2026-10-29", paper, StringComparison.Ordinal);
            Assert.DoesNotContain(known.Household, paper, StringComparison.Ordinal, "the file's number");
            foreach (var rule in known.Rules) Assert.DoesNotContain(DataMatching.Words.RuleWords.Of(rule).Name.Chinese, paper, StringComparison.Ordinal);
            foreach (var person in household.Members)
            {
                if (person.Id is { } id) Assert.DoesNotContain(id.Reveal(), paper, StringComparison.Ordinal);
                if (person.Id is { } same) Assert.DoesNotContain(same.Reveal()[^6..], paper, StringComparison.Ordinal, "not even the end of it");
                if (person.Name.Written != household.Principal.Name.Written) Assert.DoesNotContain(person.Name.Written, paper, StringComparison.Ordinal, "only the worker is named");
            }

            // Between the heading's name of the county and the worker's name stands no place below the county.
            Assert.DoesNotContain("街道", paper, StringComparison.Ordinal);
            Assert.DoesNotContain("镇", paper.Replace(household.Principal.Name.Written, "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public async Task The_list_holds_what_hangs_today_in_the_district_and_nothing_that_has_ended_or_is_decided()
    {
        using var demo = new WebDemo();
        var here = demo.Cases().Where(c => c.Flag is Flag.Add or Flag.Exit).ToList();
        var (early, decided) = (here[0], here[1]);
        demo.Post(early, 300);
        demo.Clock.Now = demo.Clock.Now.AddDays(9);
        foreach (var one in here.Skip(1)) demo.Post(one, 300);
        demo.Decide(decided, Decision.Kept);
        foreach (var name in new[] { "supervisor", "city", "county" })
        {
            using var surfer = await demo.As(name);
            var account = demo.Account(name);
            var rows = QuarterDesk.Table(await surfer.Text("/notice/2026Q3"), "main").Skip(1).ToList();
            CollectionAssert.AreEquivalent(
                here.Skip(2).Where(c => account.Covers(c.District)).Select(c => QuarterDesk.Plain(System.Net.WebUtility.HtmlEncode(File(demo, c).Principal.Name.Written))).ToArray(), rows.Select(r => r[0]).ToArray(), name);
            Assert.IsTrue(rows.All(r => r[4] == "2026-10-30 至 2026-11-07"), name);
        }
    }

    private static Households.Household File(WebDemo demo, CaseListing known) =>
        demo.Store.Union.Find(DataMatching.Quarters.PinnedInputs.FromJson(demo.Store.Quarters.Find(WebTemplate.Q3)!.Pins!).Import, known.Household)!;

    private static string Paper(string page) => QuarterDesk.Plain(page[page.IndexOf("<article class=\"paper\"", StringComparison.Ordinal)..page.IndexOf("</article>", StringComparison.Ordinal)]);
}
