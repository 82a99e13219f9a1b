using System.Net;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>What lies outside a reviewer's district does not exist for him.</summary>
[TestClass]
public sealed class ScopeTests
{
    private static readonly string[] Elsewhere = ["elsewhere.grassroots", "elsewhere.county", "elsewhere.city"];

    [TestMethod]
    public async Task The_sheet_its_files_and_its_steps_are_not_found_from_elsewhere()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        var file = demo.Store.Attachments.Of(demo.Add.Case, null).Single();
        using var own = await demo.As(Role.Grassroots);
        using (var mine = await own.Get($"{entry.Sheet}?handler=File&id={file.Id}")) Assert.AreEqual(HttpStatusCode.OK, mine.StatusCode);
        var before = demo.Done(demo.Add);
        foreach (var name in Elsewhere)
        {
            using var surfer = await demo.As(name);
            foreach (var path in new[] { entry.Sheet, $"{entry.Sheet}?handler=File&id={file.Id}", $"{entry.Sheet}?asOf=2026-10-20" })
            {
                using var answer = await surfer.Get(path);
                Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, $"{name} {path}");
                Assert.DoesNotContain(demo.Add.Household, (await answer.Content.ReadAsStringAsync()).Replace(Uri.EscapeDataString(path), "", StringComparison.Ordinal), StringComparison.Ordinal);
            }

            using var posted = await surfer.Post(entry.Sheet, entry.Visit());
            Assert.AreEqual(HttpStatusCode.NotFound, posted.StatusCode, name);
            using var shown = await surfer.Post(entry.Sheet + "?handler=Show", ("person", demo.Add.Household + "/1"), ("purpose", "核对身份"));
            Assert.AreEqual(HttpStatusCode.NotFound, shown.StatusCode, name);
        }

        Assert.AreEqual(before, demo.Done(demo.Add));
        Assert.IsEmpty(demo.Store.Disclosures.All(null, demo.Add.Case, null, null, 50).Where(d => d.Purpose.Length > 0).ToList(), "a number was shown");
    }

    [TestMethod]
    public async Task A_file_of_one_case_is_not_given_out_under_the_address_of_another()
    {
        using var demo = new WebDemo();
        using var entry = await new Entry(demo).Until("visit");
        var file = demo.Store.Attachments.Of(demo.Add.Case, null).Single();
        using var supervisor = await demo.As(Role.Supervisor);
        var other = WebTemplate.Somewhere(demo.Store, DataMatching.Assessment.Flag.Exit);
        using var answer = await supervisor.Get($"{WebDemo.SheetOf(other)}?handler=File&id={file.Id}");
        Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [TestMethod]
    public async Task No_list_of_elsewhere_names_a_household_of_here()
    {
        using var demo = new WebDemo();
        foreach (var name in Elsewhere)
        {
            using var surfer = await demo.As(name);
            var scope = demo.Account(name).Scope;
            var theirs = demo.Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null), null, 500).Where(c => scope is not { } s || !c.District.IsWithin(s)).Select(c => c.Household).ToList();
            Assert.IsNotEmpty(theirs);
            foreach (var (path, text) in await Pages.Reachable(demo, surfer))
                foreach (var household in theirs)
                    Assert.DoesNotContain(household, text, StringComparison.Ordinal, $"{name} {path}");
        }
    }
}
