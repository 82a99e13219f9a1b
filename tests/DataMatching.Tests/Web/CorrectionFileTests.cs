using System.Net;
using System.Text;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Words;

namespace DataMatching.Tests.Web;

/// <summary>The records proved wrong, as a file for the agency: for supervisors, of their district, on record.</summary>
[TestClass]
public sealed class CorrectionFileTests
{
    private const string Rule = "income-above-standard-for-six-months";

    [TestMethod]
    public async Task A_supervisor_takes_what_was_proved_wrong_and_that_is_on_record()
    {
        using var demo = new WebDemo();
        var (listing, wage) = Prove(demo);
        using var supervisor = await demo.As(Role.Supervisor);
        Assert.Contains("handler=Corrections", await supervisor.Text($"/registries/{wage.Registry}"), StringComparison.Ordinal);
        var lines = await Take(supervisor, wage.Registry);
        Assert.HasCount(2, lines);
        foreach (var told in new[] { ListWords.OfRegistry(wage.Registry), wage.Source.File, wage.Source.RowHash, "不是本人", "证明.jpg" }) Assert.Contains(told, lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(listing.Household, lines[1], StringComparison.Ordinal, "the agency is not told who is in need");
        var export = demo.Store.Exports.All(null, null, 9).Single();
        Assert.AreEqual((demo.Account("supervisor").Id, "csv", $"/registries/{wage.Registry} corrections", 1L), (export.Account, export.Format, export.Filter, export.Rows));

        Assert.HasCount(1, await Take(supervisor, "vehicle"), "nothing of another agency");
        using var nowhere = await supervisor.Post("/registries/nowhere?handler=Corrections");
        Assert.AreEqual(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [TestMethod]
    public async Task A_supervisor_with_a_district_takes_what_was_proved_there()
    {
        using var demo = new WebDemo();
        var (listing, wage) = Prove(demo);
        using var there = await demo.AsNew("there", Role.Supervisor, listing.District);
        Assert.HasCount(2, await Take(there, wage.Registry));
        var other = demo.Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null), null, 500).First(c => c.District != listing.District).District;
        using var elsewhere = await demo.AsNew("elsewhere", Role.Supervisor, other);
        Assert.HasCount(1, await Take(elsewhere, wage.Registry));
        CollectionAssert.AreEqual(new[] { 0L, 1L }, demo.Store.Exports.All(null, null, 9).Select(e => e.Rows).ToArray());
    }

    [TestMethod]
    [DataRow(Role.Auditor)]
    [DataRow(Role.Operator)]
    [DataRow(Role.Administrator)]
    [DataRow(Role.City)]
    [DataRow(Role.Grassroots)]
    public async Task Nobody_else_takes_it(Role role)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(role);
        using var answer = await surfer.Post("/registries/tax?handler=Corrections");
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("handler=Corrections", await surfer.Text("/registries/tax"), StringComparison.Ordinal);
        Assert.IsEmpty(demo.Store.Exports.All(null, null, 9));
    }

    /// <summary>Somebody proves that a wage was another person's.</summary>
    private static (CaseListing Listing, Fact Wage) Prove(WebDemo demo)
    {
        var listing = demo.Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null, Rule: Rule), null, 1).Single();
        var verdict = VerdictJson.Read(demo.Store.Runs.Verdict(demo.Store.Quarters.Find(WebTemplate.Q3)!.Run!.Value, listing.Household, null)!.Json);
        var wage = verdict.Reasons.Single(r => r.Rule == Rule).Facts[0];
        var (at, by) = (demo.Clock.GetLocalNow(), demo.Account("grassroots").Id);
        var today = DateOnly.FromDateTime(at.DateTime);
        var coded = new OutcomeCoded(2, at, by, Rule, Outcome.FalseMatch, "同名", new Correction(
            wage.Person, wage.Registry, wage.Dataset, wage.Source.RowHash, "不是本人", new Attachment(new string('a', 64), "证明.jpg"), today, today.AddYears(1)));
        demo.Store.Cases.Append(listing.Case, null, 1, [new NewEvent(CaseEventJson.Kind(coded), CaseEventJson.Write(coded), at, by)], listing);
        return (listing, wage);
    }

    private static async Task<string[]> Take(Surfer surfer, string registry)
    {
        using var answer = await surfer.Post($"/registries/{registry}?handler=Corrections");
        Assert.AreEqual((HttpStatusCode.OK, "attachment", "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentType!.MediaType));
        Assert.AreEqual($"{registry}-corrections-2026-10-21.csv", answer.Content.Headers.ContentDisposition.FileNameStar);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
