using System.Text;
using DataMatching.Assessment;
using DataMatching.Jobs;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Web.Quarters;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataMatching.Tests.Web;

/// <summary>A quarter with cases in every state: what its page, its adjustment files and its closing say is what was decided, and nothing else.</summary>
[TestClass]
public sealed class QuarterFiguresTests
{
    private sealed record Work(List<(CaseListing Case, Decision Decision)> Decided, CaseListing Objected, CaseListing Applied);

    [TestMethod]
    public void Progress_late_and_balance_count_what_was_done()
    {
        using var demo = new WebDemo();
        var all = demo.Cases();
        var work = Do(demo);
        demo.Clock.Now = demo.Clock.Now.AddDays(40);
        var view = View(demo, null);

        foreach (var flag in new[] { Flag.Add, Flag.Exit, Flag.ReExamine })
        {
            var heat = view.Heat.Single(h => h.Flag == flag);
            var listed = all.Where(c => c.Flag == flag).ToList();
            Assert.AreEqual(work.Decided.Count(d => d.Case.Flag == flag), heat.Closed, $"{flag} closed");
            Assert.AreEqual(listed.Count - heat.Closed, heat.Undecided, $"{flag} undecided");
            foreach (var row in heat.Rows)
                Assert.AreEqual(listed.Count(c => c.District.City == row.District), row.Undecided + row.Closed, $"{flag} {row.District}");
        }

        var add = view.Heat.Single(h => h.Flag == Flag.Add);
        Assert.AreEqual((1, 1), (add.At("visit"), add.At(Case.ObjectionStep)), "one has gone on to the visit, to one somebody objects");
        Assert.AreEqual(all.Count(c => c.Flag == Flag.Add) - 2 - add.Closed, add.At("apply"));
        Assert.AreEqual(add.At("apply") + add.At("visit"), view.OpenOf(Flag.Add));
        Assert.AreEqual(view.OpenOf(Flag.Add) + 1, view.UndecidedOf(Flag.Add));
        Assert.AreEqual(1, view.Objected);

        var now = all.Select(demo.Again).ToList();
        Assert.AreEqual(now.Count(c => c.State != CaseState.Closed && c.Due < new DateOnly(2026, 11, 30)), view.Late.Sum(l => l.Cases), "every step of these days is late by now");
        var late = view.Late.Single(l => l.Step == "visit" && l.District == work.Applied.District.City && now.Any(c => c.Step == "visit"));
        Assert.AreEqual(Role.Grassroots, late.Whose);
        Assert.AreEqual((Role?)Role.County, view.Late.Single(l => l.Step == Case.ObjectionStep).Whose);

        var whole = view.Sums!.Whole;
        var active = demo.Store.Runs.ActiveFiles(demo.Store.Quarters.Find(WebTemplate.Q3)!.Run!.Value);
        Assert.IsEmpty(view.Sums.Faults);
        Assert.AreEqual((active.Count, 2, 2, active.Count), (whole.Opening, whole.Added, whole.Exited, whole.Closing), "opening + in − out = closing");
        Assert.AreEqual((2, 2, all.Count - work.Decided.Count), (whole.Kept, whole.Corrected, whole.Undecided));
        foreach (var (place, sum) in view.Places)
        {
            int Here(Decision d) => work.Decided.Count(w => w.Decision == d && w.Case.District.City == place);
            var opening = active.Values.Count(d => d.City == place);
            Assert.AreEqual((opening, opening + Here(Decision.Added) - Here(Decision.Exited)), (sum.Opening, sum.Closing), $"{place}");
        }

        var county = View(demo, demo.Add.District);
        Assert.IsTrue(county.Places.Single().District == demo.Add.District && county.Late.All(l => l.District == demo.Add.District));
        Assert.AreEqual(all.Count(c => c.District == demo.Add.District), county.Sums!.Whole.Cases);
        foreach (var reason in view.Reasons) Assert.AreEqual(all.Count(c => c.Rules.Contains(reason.Rule)), reason.Now, reason.Rule);
    }

    [TestMethod]
    public async Task The_page_and_both_files_tell_of_the_decided_cases_and_of_no_other()
    {
        using var demo = new WebDemo();
        var work = Do(demo);
        foreach (var (name, scope) in new[] { ("supervisor", null), ("city", demo.Account("city").Scope) })
        {
            using var surfer = await demo.As(name);
            var expected = work.Decided.Where(d => scope is null || d.Case.District.IsWithin(scope.Value)).OrderBy(d => d.Case.District).ThenBy(d => d.Case.Household, StringComparer.Ordinal)
                .Select(d => $"{d.Case.Household} {Word(d.Decision)}").ToArray();
            using var csv = await surfer.Post("/quarter/2026Q3?handler=Adjustments", ("format", "csv"));
            var lines = Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync()).TrimStart('\uFEFF').TrimEnd().Split("\r\n").Select(l => l.Split(',')).ToList();
            var (file, decision) = (Array.IndexOf(lines[0], "档案号"), Array.IndexOf(lines[0], "决定"));
            CollectionAssert.AreEqual(expected, lines.Skip(1).Select(l => $"{l[file]} {l[decision]}").ToArray(), name);

            using var xlsx = await surfer.Post("/quarter/2026Q3?handler=Adjustments", ("format", "xlsx"));
            using var document = SpreadsheetDocument.Open(new MemoryStream(await xlsx.Content.ReadAsByteArrayAsync()), isEditable: false);
            var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Skip(1).ToList();
            string At(Row row, int column) => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single(c => c.CellReference!.Value!.TrimEnd("0123456789".ToCharArray()) == ((char)('A' + column)).ToString()).InnerText;
            CollectionAssert.AreEqual(expected, rows.Select(r => $"{At(r, file)} {At(r, decision)}").ToArray(), name);

            var whole = QuarterDesk.Table(await surfer.Text("/quarter/2026Q3"), "sums")[^1];
            CollectionAssert.AreEqual(
                new[] { Decision.Added, Decision.Exited, Decision.Kept, Decision.Corrected }.Select(d => expected.Count(e => e.EndsWith(Word(d), StringComparison.Ordinal))).ToArray(),
                new[] { whole[2], whole[3], whole[5], whole[6] }.Select(QuarterDesk.Number).ToArray(), name);
            Assert.AreEqual(QuarterDesk.Number(whole[1]) + QuarterDesk.Number(whole[2]) - QuarterDesk.Number(whole[3]), QuarterDesk.Number(whole[4]), name);
        }

        Assert.HasCount(4, demo.Store.Adjustments.Of(WebTemplate.Q3, 10));
    }

    [TestMethod]
    public void When_all_are_decided_it_closes_with_these_sums()
    {
        using var demo = new WebDemo();
        foreach (var one in demo.Cases()) demo.Decide(one, one.Flag switch { Flag.Add => Decision.Added, Flag.Exit => Decision.Exited, _ => Decision.Kept });
        var missing = CloseQuarter.Missing(demo.Site, WebTemplate.Q3, carryOver: false).Select(m => m.Code).ToArray();
        CollectionAssert.AreEqual(new[] { "too-early" }, missing, "nothing but that the template's run began before the cutoff");
        var sums = View(demo, null).Sums!;
        demo.Store.Quarters.Close(new DataMatching.Storage.QuarterClosing(WebTemplate.Q3, sums.Districts, 0, null, null));
        var kept = BalanceSum.Of(demo.Store.Quarters.Closing(WebTemplate.Q3, null)!.Districts);
        Assert.AreEqual(sums.Whole, kept);
        Assert.AreEqual((demo.Cases(Flag.Add).Count, demo.Cases(Flag.Exit).Count, 0), (kept.Added, kept.Exited, kept.Undecided));
    }

    /// <summary>Of each list: one decided as it says and one corrected or kept; one objected to; one applied for.</summary>
    private static Work Do(WebDemo demo)
    {
        var decided = new List<(CaseListing, Decision)>();
        void Decide(CaseListing of, Decision decision)
        {
            demo.Decide(of, decision);
            decided.Add((of, decision));
        }

        var (adds, exits, others) = (demo.Cases(Flag.Add), demo.Cases(Flag.Exit), demo.Cases(Flag.ReExamine));
        foreach (var one in adds.Take(2)) Decide(one, Decision.Added);
        foreach (var one in exits.Take(2)) Decide(one, Decision.Exited);
        Decide(exits[2], Decision.Corrected);
        Decide(exits[3], Decision.Kept);
        Decide(others[0], Decision.Kept);
        Decide(others[1], Decision.Corrected);
        demo.Object(adds[2]);
        demo.Record(adds[3], (n, at) => new Applied(n, at, demo.Account("grassroots").Id, DateOnly.FromDateTime(at.DateTime), DataMatching.Tests.Review.Desk.Paper));
        return new Work(decided, adds[2], adds[3]);
    }

    private static QuarterView View(WebDemo demo, DataMatching.Identity.District? scope) =>
        new(demo.Store, DataMatching.App.Commands.ServeCommand.ForWeb(demo.Site), new DataMatching.App.QuarterWorkOfSite(demo.Site, CancellationToken.None), WebTemplate.Q3, scope);

    private static string Word(Decision decision) => decision switch { Decision.Added => "纳入", Decision.Exited => "退出", Decision.Kept => "维持", _ => "更正" };
}
