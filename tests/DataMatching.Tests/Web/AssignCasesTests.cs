using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Web.Worklists;

namespace DataMatching.Tests.Web;

/// <summary>Many cases at once go to somebody who can do what comes next, each by the rules of doing; what stays is told with its reason.</summary>
[TestClass]
public sealed class AssignCasesTests
{
    [TestMethod]
    public void A_county_gives_cases_to_a_colleague_and_each_tells_of_it()
    {
        using var site = Opened();
        var result = site.Assigning(site.County).Give([site.Find("A").Case, site.Find("B").Case, site.Find("A").Case], site.Grassroots);
        Assert.AreEqual((2, 0, 0), (result.Changed, result.Had, result.Refused.Count));
        Assert.AreEqual(site.Grassroots.Id, site.Find("A").Assignee);
        var noted = site.Store.Cases.Events(site.Find("B").Case, null)[^1];
        Assert.AreEqual(("assigned", site.County.Id), (noted.Kind, noted.By!.Value));
        Assert.AreEqual(site.Grassroots.Id, ((Assigned)CaseEventJson.Read(noted.Json)).To);
        var again = site.Assigning(site.County).Give([site.Find("A").Case], site.Grassroots);
        Assert.AreEqual((0, 1, 0), (again.Changed, again.Had, again.Refused.Count));
        Assert.HasCount(2, site.Store.Cases.Events(site.Find("A").Case, null));
    }

    [TestMethod]
    public void Who_works_elsewhere_on_another_level_or_on_no_case_gets_none()
    {
        using var site = Opened();
        var a = site.Find("A").Case;
        Assert.AreEqual("outside-his-scope", Why(site.Assigning(site.City).Give([a], site.Elsewhere)));
        Assert.AreEqual("not-his-turn", Why(site.Assigning(site.City).Give([a], site.County)));
        Assert.AreEqual("no-such-colleague", Why(site.Assigning(site.City).Give([a], site.Supervisor)));
        site.Store.Accounts.Change(site.Colleague with { Enabled = false }, [9]);
        Assert.AreEqual("no-such-colleague", Why(site.Assigning(site.City).Give([a], site.Store.Accounts.Find(site.Colleague.Id))));
        Assert.IsNull(site.Find("A").Assignee);
        Assert.HasCount(1, site.Store.Cases.Events(a, null));
    }

    [TestMethod]
    public void Grassroots_take_cases_and_give_their_own_back_only()
    {
        using var site = Opened();
        var (a, b) = (site.Find("A").Case, site.Find("B").Case);
        Assert.AreEqual("wrong-role", Why(site.Assigning(site.Grassroots).Give([a], site.Colleague)));
        Assert.AreEqual(2, site.Assigning(site.Grassroots).Give([a, b], site.Grassroots).Changed);
        Assert.AreEqual("wrong-role", Why(site.Assigning(site.Colleague).Give([a], null)));
        Assert.AreEqual(1, site.Assigning(site.Grassroots).Give([a], null).Changed);
        Assert.IsNull(site.Find("A").Assignee);
        Assert.AreEqual(site.Grassroots.Id, site.Find("B").Assignee);
    }

    [TestMethod]
    public void Cases_of_other_districts_are_as_if_they_were_not_there_and_the_others_go_on()
    {
        using var site = Opened();
        var result = site.Assigning(site.County).Give([site.Find("A").Case, site.Find("C").Case, 4711], site.Grassroots);
        Assert.AreEqual(1, result.Changed);
        Assert.AreEqual("not-found,not-found", string.Join(',', result.Refused.Select(r => r.Why.Code)));
        Assert.IsTrue(result.Refused.All(r => r.Household.Length == 0), "nothing of the other district is told");
        Assert.IsNull(site.Find("C").Assignee);
    }

    [TestMethod]
    public void Kin_of_the_household_gets_no_case_of_it_and_a_supervisor_assigns_none()
    {
        using var site = Opened();
        var found = site.Find("A");
        var kin = new RelativeDeclared(2, site.Site.Clock.GetLocalNow(), site.Grassroots.Id, site.Grassroots.Id, "表兄");
        site.Store.Cases.Append(found.Case, null, 1, [new DataMatching.Storage.NewEvent(CaseEventJson.Kind(kin), CaseEventJson.Write(kin), kin.At, kin.By)], found);
        var result = site.Assigning(site.County).Give([found.Case, site.Find("B").Case], site.Grassroots);
        Assert.AreEqual((1, "assignee-relative", "A"), (result.Changed, Why(result), result.Refused[0].Household));
        Assert.AreEqual("wrong-role", Why(site.Assigning(site.Supervisor).Give([site.Find("C").Case], site.Elsewhere)));
        Assert.ThrowsExactly<ArgumentException>(() => site.Assigning(site.County).Give([.. Enumerable.Range(1, AssignCases.Most + 1).Select(n => (long)n)], null));
    }

    private static WorklistSite Opened()
    {
        var site = new WorklistSite();
        site.Open(site.Case("A"), site.Case("B", flag: Flag.Exit), site.Case("C", 440105));
        return site;
    }

    private static string Why(AssignResult result) => result.Refused.Single().Why.Code;
}
