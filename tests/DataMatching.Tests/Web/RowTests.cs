using System.Net;
using DataMatching.App;
using DataMatching.Evidence;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Screens.Sheet;

namespace DataMatching.Tests.Web;

/// <summary>The row of a record is opened for those who may see its household, and for nobody else.</summary>
[TestClass]
public sealed class RowTests
{
    [TestMethod]
    public async Task A_record_s_row_is_shown_masked_here_and_is_not_there_from_elsewhere()
    {
        using var demo = new WebDemo();
        var (listing, fact) = Records(demo).First(r => r.Listing.District == demo.Add.District && r.Fact.Grade == MatchGrade.Certain);
        var address = Address(listing, fact);
        foreach (var name in new[] { "grassroots", "county", "city", "supervisor", "auditor" })
        {
            using var own = await demo.As(name);
            var page = await own.Text(address);
            Assert.Contains("class=\"waterfall\"", page, StringComparison.Ordinal, name);
            var member = demo.Store.Union.Find(demo.Store.Union.Latest()!.Id, listing.Household)!.Members.Single(m => m.Person == fact.Person);
            Assert.DoesNotContain(member.Id!.Value.Reveal(), page, StringComparison.Ordinal, name);
        }

        foreach (var name in new[] { "elsewhere.grassroots", "elsewhere.county", "elsewhere.city" })
        {
            using var surfer = await demo.As(name);
            using var answer = await surfer.Get(address);
            Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, name);
        }
    }

    [TestMethod]
    public async Task A_record_is_opened_only_as_it_stands_and_on_its_own_household_s_sheet()
    {
        using var demo = new WebDemo();
        var records = Records(demo).Where(r => r.Fact.Grade == MatchGrade.Certain).DistinctBy(r => r.Listing.Household).Take(2).ToList();
        var (listing, fact) = records[0];
        using var supervisor = await demo.As(Role.Supervisor);
        var address = Address(listing, fact);
        using (var right = await supervisor.Get(address)) Assert.AreEqual(HttpStatusCode.OK, right.StatusCode);
        var key = FactKey.Of(fact);
        string[] wrong =
        [
            .. new[]
            {
                key with { At = key.At + 1 }, key with { At = -1 }, key with { Batch = key.Batch + 100 }, key with { Batch = 0 }, key with { Row = new string('0', 64) }, key with { Dataset = "../x" },
                key with { Person = listing.Household + "/99" },
            }.Select(k => k.Address(listing.Quarter.ToString())),
            address.Replace($"/{listing.Household}?", $"/{records[1].Listing.Household}?", StringComparison.Ordinal),
            address.Replace("at=", "at=x", StringComparison.Ordinal),
            WebDemo.SheetOf(listing) + "?handler=Row",
        ];
        foreach (var path in wrong)
        {
            using var answer = await supervisor.Get(path);
            Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, path);
        }
    }

    private static string Address(CaseListing listing, Fact fact) => FactKey.Of(fact).Address(listing.Quarter.ToString());

    /// <summary>Records of deliveries, of households that have a case.</summary>
    private static IEnumerable<(CaseListing Listing, Fact Fact)> Records(WebDemo demo)
    {
        var inputs = new HouseholdInputsOfSite(demo.Site);
        return from listing in demo.Store.Cases.Page(new CaseFilter(demo.Add.Quarter, null), null, 200).OrderBy(c => c.Household, StringComparer.Ordinal)
               from fact in inputs.Of(listing.Quarter, listing.Household)!.Facts
               where fact.Source.Batch != 0
               select (listing, fact);
    }
}
