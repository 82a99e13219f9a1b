using System.Globalization;
using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Storage;
using DataMatching.Tests.Jobs;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Tests.Web;

/// <summary>What the pages of registries and of the quarantine tell, held against the sample's own files: rows, as-of dates, volumes, agreements, reasons.</summary>
[TestClass]
public sealed class DeliveryPagesTests
{
    private const string Header = "姓名,证件号码,扣缴义务人,统一社会信用代码,税款所属期,收入额\n";

    [TestMethod]
    public async Task Each_dataset_shows_its_last_delivery_as_it_was_delivered()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As("operator");
        var rows = QuarterDesk.Table(await surfer.Text("/registries"), "all-title").Skip(1).ToList();
        var manifests = Directory.EnumerateFiles(Path.Combine(demo.Site.Folder.Drop), "*.manifest.json", SearchOption.AllDirectories)
            .Select(f => (File: f, Json: System.Text.Json.JsonDocument.Parse(File.ReadAllText(f)).RootElement)).ToList();
        var today = new DateOnly(2026, 10, 21);
        foreach (var dataset in manifests.GroupBy(m => (Registry: Text(m.Json, "registry"), Dataset: Text(m.Json, "dataset"))))
        {
            // Of several districts with that day any one is shown.
            var newest = dataset.GroupBy(m => Text(m.Json, "asOf"), StringComparer.Ordinal).MaxBy(g => g.Key, StringComparer.Ordinal)!;
            var row = rows.Single(r => r[0] == ListWords.OfRegistry(dataset.Key.Registry).Chinese && r[1].Split(' ')[0] == ListWords.OfDataset(dataset.Key.Registry, dataset.Key.Dataset).Chinese);
            Assert.AreEqual(newest.Key, row[2], $"{dataset.Key}: as of");
            Assert.Contains(QuarterDesk.Number(row[3]), newest.Select(m => m.Json.GetProperty("rows").GetInt32()).ToList(), $"{dataset.Key}: rows");
            var until = DateOnly.Parse(row[2], CultureInfo.InvariantCulture).AddDays(QuarterDesk.Number(row[6]));
            Assert.Contains(until < today ? "过期" : until.DayNumber - today.DayNumber <= 7 ? "天后转为未知" : "有效至 " + ListWords.Of(until), row[7], StringComparison.Ordinal, $"{dataset.Key}: freshness");
        }

        Assert.HasCount(rows.Count, manifests.GroupBy(m => (Text(m.Json, "registry"), Text(m.Json, "dataset"))).ToList(), "every dataset has come");
    }

    [TestMethod]
    public async Task Whom_an_agency_was_asked_about_is_counted_with_what_came_of_it_and_nobody_is_named()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As("operator");
        Assert.DoesNotContain("asked-title", await surfer.Text("/registries/tax"), StringComparison.Ordinal, "nobody was asked");
        var import = demo.Store.Union.Latest()!.Id;
        var (scope, day, settings) = (new District(440000), new DateOnly(2026, 10, 20), demo.Site.Configuration.Registry("tax")!);
        var gate = Gate.Clear(demo.Store.Union.Read(import).Where(h => h.District.IsWithin(scope)), "tax", settings.Agreement, settings.Covers, day, new Month(2026, 4));
        var landing = demo.Store.Landings.Open(
            new LandingOf("tax", "wages", scope, "http", day, new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, settings.Sharing.Number, settings.Sharing.Purpose, new MatchPass(import, day)), gate);
        demo.Store.Landings.Commit(landing.Id, 7, 100, "7", [.. gate.Cleared.Take(3).Select(c => (c.Person, PersonAnswer.Found)), (gate.Cleared[3].Person, PersonAnswer.NoRecord)]);
        demo.Store.Landings.Failed(landing.Id, "the line broke");
        var page = await surfer.Text("/registries/tax");
        var row = QuarterDesk.Table(page, "asked-title").Skip(1).Single();
        Assert.AreEqual("2026-10-20 http", row[0]);
        Assert.Contains("进行中", row[2], StringComparison.Ordinal);
        Assert.Contains("the line broke", row[2], StringComparison.Ordinal);
        Assert.Contains($"{ListWords.Of(gate.Cleared.Count)} 尚未答复 {ListWords.Of(gate.Cleared.Count - 4)}；有记录 3；无记录 1", row[4], StringComparison.Ordinal);
        Assert.AreEqual(gate.Refused.Values.Sum(), QuarterDesk.Number(row[5].Split(' ')[0]));
        Assert.Contains($"没有授权 {ListWords.Of(gate.Refused[GateRefusal.NoAuthorisation])}", row[5], StringComparison.Ordinal);
        Assert.DoesNotContain(gate.Cleared[0].Person.Split('/')[0], page, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_agreement_and_a_dataset_that_run_out_are_told_on_the_day()
    {
        using var demo = new WebDemo();
        var settings = demo.Site.Configuration.Registry("tax")!;
        var end = settings.Agreement.End!.Value;
        foreach (var (day, said) in new[] { (end.AddDays(-61), " 到期"), (end.AddDays(-60), $"▲ {ListWords.Of(end)} 到期"), (end, $"▲ {ListWords.Of(end)} 到期"), (end.AddDays(1), $"✕ {ListWords.Of(end)} 已到期") })
        {
            demo.Clock.Now = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
            using var surfer = await demo.As("operator");
            Assert.Contains(said, QuarterDesk.Plain(await surfer.Text("/registries/tax")), StringComparison.Ordinal, $"{day}");
        }
    }

    [TestMethod]
    public async Task Rows_set_aside_are_counted_by_reason_and_a_later_delivery_stands_against_the_one_before()
    {
        using var site = new NightSite();
        var good = string.Concat(Enumerable.Repeat("甲,44010119000101001X,乙,丙,2026-07,1.00\n", 400));
        site.Deliver("tax", "wages", "more.csv", "2026-10-05", Header + good + "甲,乙\n甲,乙\n" + $"{DataMatching.Tests.App.QuarantineTests.Own(site)},乙,,2026-07,一千元\n");
        File.AppendAllText(site.Line.At("site", "union", "incomes.csv"), "KN00000003,1,工资,2026-04,2026-09,很多,申报,,,\n");
        site.Night("2026-10-06");
        using var demo = new WebDemo(prepare: folder =>
        {
            Directory.Delete(folder, true);
            Copy(site.Line.Site, folder);
            Accounts(folder);
        });
        using var surfer = await demo.As("operator");
        var reasons = QuarterDesk.Table(await surfer.Text("/quarantine"), "reasons-title").Skip(1).ToList();
        var batch = demo.Store.Batches.All().Single(b => b.File == "tax/more.csv");
        var own = demo.Store.Batches.Quarantine(batch.Id, int.MaxValue).GroupBy(r => (r.Column, r.Reason)).ToDictionary(g => g.Key, g => g.Select(r => (r.Line, r.ByteOffset)).Distinct().Count());
        var shown = reasons.Where(r => r[1].StartsWith("tax/more.csv", StringComparison.Ordinal)).ToList();
        CollectionAssert.AreEqual(own.Values.OrderDescending().ToArray(), shown.Select(r => QuarterDesk.Number(r[4])).ToArray());
        Assert.AreEqual(3, own.Values.Sum(), "two torn rows and a bad amount");
        Assert.Contains("本行有 2 个字段，表头有 6 个", shown[0][3], StringComparison.Ordinal);
        var union = reasons.Single(r => r[1].StartsWith("union/incomes.csv", StringComparison.Ordinal));
        Assert.AreEqual("1", union[4]);
        var rows = QuarterDesk.Table(await surfer.Text("/quarantine?registry=union"), "rows").Skip(1).ToList();
        Assert.AreEqual(site.Lines("union", "incomes.csv").Length, QuarterDesk.Number(rows.Single()[0]), "the last line of the file");

        var wages = QuarterDesk.Table(await surfer.Text("/registries/tax"), "d-wages").Skip(1).ToList();
        var before = demo.Store.Batches.All().Where(b => b.Manifest is { Registry: "tax", Dataset: "wages" } && b.File != "tax/more.csv").OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id).ToList();
        Assert.AreEqual("403", wages[0][3].Split(' ')[0]);
        Assert.AreEqual("3", wages[0][7]);
        Assert.HasCount(1 + before.Select(b => (b.Manifest.AsOf, b.Manifest.Sha256)).Distinct().Count(), wages);
        var last = before.LastOrDefault(b => b.Manifest.Scope == batch.Manifest.Scope && b.Manifest.Mode == batch.Manifest.Mode && b.State == DataMatching.Batches.BatchState.Accepted);
        Assert.AreEqual(last is null ? "—" : FormattableString.Invariant($"{100m * 403 / last.Counts.Rows:0} %"), wages[0][4]);
    }

    [TestMethod]
    public async Task The_quarantine_reads_as_often_for_many_deliveries_as_for_few()
    {
        async Task<long> Cost(int deliveries)
        {
            using var site = new NightSite();
            for (var i = 0; i < deliveries; i++) site.Deliver("tax", "wages", $"n{i}.csv", $"2026-10-0{i + 1}", Header + $"甲,44010119000101001X,乙,丙,2026-07,{i}.00\n甲,乙\n", "increment");
            site.Night("2026-10-09");
            using var demo = new WebDemo(prepare: folder =>
            {
                Directory.Delete(folder, true);
                Copy(site.Line.Site, folder);
                Accounts(folder);
            });
            using var surfer = await demo.As("operator");
            await surfer.Text("/quarantine");
            var before = demo.Store.Reads;
            Assert.Contains($"tax/n{deliveries - 1}.csv", await surfer.Text("/quarantine"), StringComparison.Ordinal);
            return demo.Store.Reads - before;
        }

        Assert.AreEqual(await Cost(1), await Cost(6));
    }

    [TestMethod]
    public void The_figures_of_the_last_nights_are_read_at_once()
    {
        using var site = new NightSite();
        long Cost() => site.Look(s =>
        {
            var before = s.Store.Reads;
            Assert.IsNotEmpty(DataMatching.Web.Operations.NightFigures.Last(s.Store, 30));
            return s.Store.Reads - before;
        });
        site.Night("2026-10-01");
        var one = Cost();
        site.Night("2026-10-02");
        site.Night("2026-10-03");
        Assert.AreEqual(one, Cost());
        Assert.HasCount(3, site.Look(s => DataMatching.Web.Operations.NightFigures.Last(s.Store, 30)));
    }

    private static void Accounts(string folder)
    {
        using var opened = Guard.Open(SiteFolder.At(folder), new DataMatching.Tests.App.CommandLine.SettableClock { Now = new DateTimeOffset(2026, 10, 21, 1, 0, 0, TimeSpan.Zero) });
        var passwords = new DataMatching.Web.Accounts.Passwords(opened.Store, new Microsoft.AspNetCore.Identity.PasswordHasher<DataMatching.Review.Account>(), TimeProvider.System);
        passwords.Set(opened.Store.Accounts.Create("operator", "演示 operator", DataMatching.Review.Role.Operator, null, DataMatching.Web.Accounts.Stamps.New()), WebTemplate.Password);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Text(System.Text.Json.JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
