using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Worklists;

namespace DataMatching.Tests.Web;

/// <summary>Counts on the tabs, what the filters offer, and searching: all within the account's district.</summary>
[TestClass]
public sealed class WorklistTests
{
    private static readonly ResidentId Id = ResidentId.FromBody(44010619800101123)!.Value;

    [TestMethod]
    public void Each_tab_counts_what_its_list_shows()
    {
        using var site = Many();
        foreach (var account in new[] { site.Grassroots, site.Elsewhere, site.City, site.Supervisor })
        {
            foreach (var query in new[] { new WorklistQuery(), new WorklistQuery(Whose: Whose.Nobodys), new WorklistQuery(Whose: Whose.Mine), new WorklistQuery(Below: new District(440105)), new WorklistQuery(Assignee: site.Grassroots.Id) })
            {
                foreach (var tab in WorklistCounts.Of(site.Store, query, WorklistSite.Q3, account, WorklistSite.Today))
                {
                    var shown = site.Pages(query.ToFilter(WorklistSite.Q3, tab.Tab, account, WorklistSite.Today));
                    Assert.AreEqual(shown.Count, tab.Cases.Number, $"{account.Name} {query} {tab.Tab}");
                    Assert.IsTrue(shown.All(c => account.Covers(c.District)));
                    if (tab.Tab == WorklistTab.Due) Assert.AreEqual(shown.Count(c => c.Due < WorklistSite.Today), tab.Late.Number, $"{account.Name} {query}");
                }
            }
        }
    }

    [TestMethod]
    public void Every_list_has_cases_in_the_sample_above()
    {
        using var site = Many();
        var counts = WorklistCounts.Of(site.Store, new WorklistQuery(), WorklistSite.Q3, site.Supervisor, WorklistSite.Today);
        Assert.IsTrue(counts.Where(t => t.Tab != WorklistTab.Objection).All(t => t.Cases.Number > 0), string.Join(", ", counts));
        Assert.IsGreaterThan(0, counts.Single(t => t.Tab == WorklistTab.Due).Late.Number);
    }

    [TestMethod]
    public void Filters_offer_what_occurs_and_colleagues_of_the_district()
    {
        using var site = Many();
        var city = WorklistChoices.Of(site.Store, WorklistSite.Q3, WorklistTab.ReExamine, site.City);
        CollectionAssert.AreEqual(new[] { 440105, 440106 }, city.Districts.Select(d => d.Code).ToArray());
        CollectionAssert.AreEqual(new[] { "identity-conflict", "vehicle-beyond-limits" }, city.Rules.ToArray());
        CollectionAssert.AreEqual(new[] { "vehicle" }, city.Registries.ToArray());
        CollectionAssert.AreEqual(new[] { "colleague", "county", "elsewhere", "grass" }, city.Colleagues.Select(a => a.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 440000 + 100, 440105, 440106, 450100, 450101 }, WorklistChoices.Of(site.Store, WorklistSite.Q3, WorklistTab.Add, site.Supervisor).Districts.Select(d => d.Code).ToArray());
        var county = WorklistChoices.Of(site.Store, WorklistSite.Q3, WorklistTab.ReExamine, site.County);
        CollectionAssert.AreEqual(new[] { "city", "colleague", "grass" }, county.Colleagues.Select(a => a.Name).ToArray());
        Assert.IsFalse(county.Districts.Any(d => !site.County.Covers(d) && d.Code % 100 != 0));
        Assert.AreEqual(site.Pages(new CaseFilter(WorklistSite.Q3, site.City.Scope, Flag.ReExamine)).Count, city.Steps.Sum(s => s.Cases));
    }

    [TestMethod]
    public void People_are_found_by_whole_name_ID_number_or_file_number_and_only_in_the_district()
    {
        using var site = new WorklistSite();
        var person = new CasePerson(Id, PersonName.TryCreate("欧阳修竹")!);
        site.Open(site.Case("KN1", people: person), site.Case("KN2", 440105, people: person), site.Case("KN3"));
        string Found(Account account, string text) => string.Join(' ', new SearchCases(site.Store, site.As(account)).For(WorklistSite.Q3, text)!.Found.Select(c => c.Household));
        var spaced = Id.Reveal().Insert(6, " ").ToLowerInvariant();
        Assert.AreEqual("KN1 KN2", Found(site.City, " 歐陽修竹 "));
        Assert.AreEqual("KN1", Found(site.County, "欧阳修竹"));
        Assert.AreEqual("KN1 KN2", Found(site.City, spaced));
        Assert.AreEqual("KN3", Found(site.County, "kn3"));
        Assert.AreEqual("", Found(site.County, "KN2"));
        Assert.AreEqual("", Found(site.City, "欧阳"));
    }

    [TestMethod]
    [DataRow("440106198001011231", IdFault.CheckDigit)]
    [DataRow("440106198013011237", IdFault.BirthDate)]
    [DataRow("990106198001011237", IdFault.Division)]
    [DataRow("4401061980010112", IdFault.Length)]
    [DataRow("44010619800101A23X", IdFault.Characters)]
    public void A_number_that_is_none_is_told_as_such(string text, IdFault fault)
    {
        using var site = new WorklistSite();
        var result = new SearchCases(site.Store, site.As(site.City)).For(WorklistSite.Q3, text)!;
        Assert.AreEqual(fault, result.Fault);
        Assert.IsEmpty(result.Found);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("   ")]
    [DataRow("··")]
    [DataRow("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五")]
    public void A_text_that_is_neither_name_nor_number_is_not_searched_for(string? text)
    {
        using var site = new WorklistSite();
        Assert.IsNull(new SearchCases(site.Store, site.As(site.City)).For(WorklistSite.Q3, text));
    }

    private static WorklistSite Many()
    {
        var site = new WorklistSite();
        int[] districts = [440105, 440106, 450101];
        var flags = new[] { Flag.Add, Flag.Exit, Flag.ReExamine };
        // Opened from 1 September on: some steps of working days are over by now, some end this week, some later.
        site.Open([.. Enumerable.Range(0, 60).Select(i => site.Case(
            "H" + i.ToString("D3", CultureInfo.InvariantCulture), districts[i % 3], flags[i / 3 % 3], (i * 7 % 100) + 1, 1 + (i % 20), rule: i % 5 == 0 ? WorklistQuery.DoubtRule : "vehicle-beyond-limits"))]);
        site.Assigning(site.Grassroots).Give([.. site.Pages(new CaseFilter(WorklistSite.Q3, site.Grassroots.Scope)).Take(6).Select(c => c.Case)], site.Grassroots);
        return site;
    }
}
