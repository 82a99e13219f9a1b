using System.Text;
using DataMatching.Batches;
using DataMatching.Tests.Architecture;
using DataMatching.Tests.Extracts;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>The breaker from the drop folder to the auditors' page: what trips, what is said, and what somebody's word for it changes.</summary>
[TestClass]
public sealed class DriftTests
{
    private const string Registry = "social-security", Dataset = "contributions", Blank = "空值：单位名称 ";

    [TestMethod]
    public void A_broken_export_is_held_back_with_its_explanation_and_taken_on_somebodys_word()
    {
        using var site = new NightSite();
        Deliver(site, "a.csv", "2026-10-01");
        site.Night("2026-10-01");
        Deliver(site, "b.csv", "2026-10-02", row => row[MonthlyExtract.Employer] = row[MonthlyExtract.Insurance] == "失业" ? row[MonthlyExtract.Employer] : "");
        site.Night("2026-10-02");

        // The rest of the night went on, nothing of it is stored, the earlier one remains in force.
        var refused = Batch(site, "b.csv");
        Assert.AreEqual((BatchState.Refused, BatchState.Accepted), (refused.State, Batch(site, "a.csv").State));
        Assert.StartsWith(Blank, refused.Drift!, StringComparison.Ordinal);
        Assert.AreEqual((0L, (BatchProfile?)null), (refused.Counts.Facts, site.Look(s => s.Store.Drift.Profile(refused.Id))));
        Assert.AreEqual("2026-10-01", site.Line.Run("status", "--date", "2026-10-02", "--json").Json.GetProperty("registries").EnumerateArray().Single(r => r.GetProperty("scope").GetString()?.StartsWith("445100", StringComparison.Ordinal) == true).GetProperty("asOf").GetString());
        var text = site.Text("2026-10-02");
        Assert.Contains("与以往批次相差太大", text, StringComparison.Ordinal);
        Assert.Contains(Blank, text, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"'datamatching accept {refused.Id} --who NAME --why TEXT'"), text, StringComparison.Ordinal);
        Assert.Contains(Blank, site.Summary("2026-10-02").GetProperty("refusals").EnumerateArray().Single(r => r.GetProperty("file").GetString() == Registry + "/b.csv").GetProperty("words").GetString()!, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"  batch {refused.Id}: {Blank}"), site.Run("status"), StringComparison.Ordinal);

        // A night repeated says the same and registers nothing.
        var files = site.Files("2026-10-02");
        site.Night("2026-10-02");
        CollectionAssert.AreEqual(files, site.Files("2026-10-02"));
        Assert.AreEqual(refused, Batch(site, "b.csv") with { Header = refused.Header });

        var id = FormattableString.Invariant($"{refused.Id}");
        Assert.AreEqual((1, true), Told(site, "is empty", "accept", id, "--who", " ", "--why", "x"));
        Assert.AreEqual((1, true), Told(site, "is empty", "accept", id, "--who", "张三", "--why", ""));
        Assert.AreEqual((1, true), Told(site, "no batch 9999", "accept", "9999", "--who", "张三", "--why", "x"));
        Assert.AreEqual((1, true), Told(site, "was not refused for", "accept", FormattableString.Invariant($"{Batch(site, "a.csv").Id}"), "--who", "张三", "--why", "x"));
        Assert.AreEqual(2, site.Line.Run("accept", id, "--who", "张三").Code);
        Assert.HasCount(0, site.Look(s => s.Store.Drift.Overrides()));

        Assert.Contains("is taken on the word of 张三", site.Run("accept", id, "--who", "张三", "--why", "社保局说明：单位名称改由另一张表提供"), StringComparison.Ordinal);
        Assert.AreEqual((1, true), Told(site, "accepted already by 张三", "accept", id, "--who", "李四", "--why", "y"));
        Assert.AreEqual(BatchState.Pending, Batch(site, "b.csv").State);
        site.Night("2026-10-03");
        Assert.AreEqual(BatchState.Accepted, Batch(site, "b.csv").State);
        Assert.DoesNotContain("社保局说明", Encoding.UTF8.GetString(File.ReadAllBytes(site.Line.At("site", "data", "datamatching.db"))), StringComparison.Ordinal);
        var status = site.Run("status");
        Assert.Contains(FormattableString.Invariant($"batch {refused.Id}, {Registry}/b.csv: by 张三: 社保局说明"), status, StringComparison.Ordinal);
        Assert.Contains("(corrected since)", status, StringComparison.Ordinal);

        // From then on it is history: the same again is nothing new.
        Deliver(site, "c.csv", "2026-10-04", row => row[MonthlyExtract.Employer] = row[MonthlyExtract.Insurance] == "失业" ? row[MonthlyExtract.Employer] : "", seed: 8);
        site.Night("2026-10-04");
        Assert.AreEqual(BatchState.Accepted, Batch(site, "c.csv").State, Batch(site, "c.csv").Refusal);
    }

    [TestMethod]
    public void Somebodys_word_is_for_drift_alone_all_other_checks_stay_on()
    {
        using var site = new NightSite();
        Deliver(site, "a.csv", "2026-10-01");
        site.Night("2026-10-01");
        Deliver(site, "b.csv", "2026-10-02", people: 100);
        site.Night("2026-10-02");
        var refused = Batch(site, "b.csv");
        Assert.Contains("行数：1,800，上一批 21,600，少 92 %", refused.Drift!, StringComparison.Ordinal);
        site.Run("accept", FormattableString.Invariant($"{refused.Id}"), "--who", "张三", "--why", "x");
        File.AppendAllText(site.Line.At("site", "drop", Registry, "b.csv"), "\n");
        site.Night("2026-10-03");
        var again = Batch(site, "b.csv");
        Assert.AreEqual((BatchState.Refused, (string?)null), (again.State, again.Drift));
        Assert.Contains("SHA-256", again.Refusal!, StringComparison.Ordinal);
        Assert.AreEqual((1, true), Told(site, "was not refused for", "accept", FormattableString.Invariant($"{again.Id}"), "--who", "张三", "--why", "x"));
    }

    [TestMethod]
    public void Increments_are_held_against_increments_and_a_delivery_read_again_against_nothing()
    {
        using var site = new NightSite();
        Deliver(site, "a.csv", "2026-10-01");
        Deliver(site, "i1.csv", "2026-10-02", people: 30, mode: "increment");
        Deliver(site, "i2.csv", "2026-10-03", people: 40, mode: "increment");
        Deliver(site, "i3.csv", "2026-10-04", people: 900, mode: "increment");
        Deliver(site, "f.csv", "2026-10-05");
        site.Night("2026-10-05");
        foreach (var file in new[] { "a.csv", "i1.csv", "i2.csv", "f.csv" }) Assert.AreEqual(BatchState.Accepted, Batch(site, file).State, file);
        Assert.Contains("行数：16,200，前 2 批 540 至 720，多 2,150 %", Batch(site, "i3.csv").Drift!, StringComparison.Ordinal);

        // A limit that is tightened later does not throw out what was accepted: it is read again because an authorisation changed.
        var config = site.Line.At("site", "config", "registries", Registry + ".json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(config), null, new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        json["datasets"]![Dataset]!["drift"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "volumePercent": [100, 100] }""");
        File.WriteAllText(config, json.ToJsonString());
        site.Edit("authorisations.csv", row => row.StartsWith("KN00000001,", StringComparison.Ordinal) ? string.Join(',', row.Split(',').Select((f, i) => i == 4 ? "2028-12-30" : f)) : row);
        site.Night("2026-10-06");
        Assert.IsEmpty(site.Look(s => s.Store.Batches.All().Where(b => b.State == BatchState.Refused && b.Pass?.On == new DateOnly(2026, 10, 6)).ToList()));
    }

    [TestMethod]
    public void The_sample_provinces_nights_trip_nothing()
    {
        using var site = new NightSite();
        site.Night("2026-06-30");
        site.Night("2026-09-30");
        site.Night("2026-10-01");
        var batches = site.Look(s => s.Store.Batches.All());
        LayoutTests.AssertNone(batches.Where(b => b.Drift is not null).Select(b => $"{b.File}: {b.Refusal}"), "a delivery of the sample that was held back");
        Assert.IsGreaterThan(20, batches.Count(b => b.State == BatchState.Accepted));
    }

    private static void Deliver(NightSite site, string name, string asOf, Action<string[]>? change = null, int people = 1200, int seed = 7, string mode = "full")
    {
        var extract = new MonthlyExtract(seed, new Month(2026, 9), people);
        if (change is not null) extract.Change(change);
        site.Deliver(Registry, Dataset, name, asOf, extract.Csv, mode, m => m.Replace("\"scope\":\"440000\"", "\"scope\":\"445100\"", StringComparison.Ordinal));
    }

    private static Batch Batch(NightSite site, string file) => site.Look(s => s.Store.Batches.All()).Where(b => b.File == Registry + "/" + file).MaxBy(b => b.Id)!;

    private static (int Code, bool Said) Told(NightSite site, string expected, params string[] arguments)
    {
        var outcome = site.Line.Run(arguments);
        return (outcome.Code, outcome.Errors.Contains(expected, StringComparison.Ordinal));
    }
}
