using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>A quarter run again, by another configuration, half-way, after a household moved or with other steps: what was pinned is what was judged, and cases keep what they had.</summary>
[TestClass]
public sealed class RunAgainTests
{
    private const string Night = "2026-10-20", Run = "2026-10-21";
    private static readonly Quarter Q3 = Quarter.Parse("2026Q3");

    [TestMethod]
    [DataRow("policies", "national.json", "the policies (config/policies)")]
    [DataRow("standards", "standards.csv", "the standards (config/standards)")]
    [DataRow("registries", "vehicle.json", "the agreements or ages of datasets (config/registries)")]
    public void With_another_configuration_it_is_refused_until_it_is_pinned_anew(string folder, string file, string told)
    {
        using var site = Flagged();
        var (pins, household) = site.Look(s => (s.Store.Quarters.Find(Q3)!.Pins, s.Store.Cases.Page(new CaseFilter(Q3, null), null, 1)[0].Household));
        bool Changed() => site.Look(s => new HouseholdInputsOfSite(s).Of(Q3, household)!.ConfigurationChanged);
        Assert.IsFalse(Changed());
        Assert.IsFalse(site.Look(s => ReplayQuarter.Run(s, Q3, new Progress<StepProgress>(), CancellationToken.None)).ConfigurationChanged);

        var path = site.Line.At("site", "config", folder, file);
        var text = File.ReadAllText(path);
        var other = folder == "registries" ? System.Text.RegularExpressions.Regex.Replace(text, "\"maxAgeDays\": *[0-9]+", "\"maxAgeDays\": 399", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) : text + "\n";
        Assert.AreNotEqual(text, other);
        File.WriteAllText(path, other);
        var refused = site.Line.Run("quarter", "run", "2026Q3", "--date", Run);
        Assert.AreEqual(1, refused.Code);
        Assert.Contains(told, refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--repin", refused.Errors, StringComparison.Ordinal);
        Assert.AreEqual(pins, site.Look(s => s.Store.Quarters.Find(Q3)!.Pins));
        Assert.IsTrue(Changed());
        Assert.IsTrue(site.Look(s => ReplayQuarter.Run(s, Q3, new Progress<StepProgress>(), CancellationToken.None)).ConfigurationChanged);

        site.Run("quarter", "run", "2026Q3", "--date", Run, "--repin");
        Assert.AreNotEqual(pins, site.Look(s => s.Store.Quarters.Find(Q3)!.Pins));
        Assert.IsFalse(Changed());
        site.Run("quarter", "run", "2026Q3", "--date", Run);
    }

    [TestMethod]
    public void A_run_that_broke_off_after_judging_is_not_closed_and_the_same_command_goes_on_with_it()
    {
        using var site = Flagged();
        site.Line.Clock.Now = new DateTimeOffset(2026, 10, 22, 1, 0, 0, TimeSpan.Zero);
        site.Run("quarter", "run", "2026Q3", "--repin");
        // Where the new lists are prepared lies something that is no folder.
        File.WriteAllText(site.Line.At("site", "lists", "2026Q3.new"), "");
        Assert.AreEqual(1, site.Line.Run("quarter", "run", "2026Q3", "--repin").Code);
        var refused = site.Line.Run("quarter", "close", "2026Q3", "--carry-over", "下季度继续办理");
        Assert.AreEqual(1, refused.Code);
        Assert.Contains("has not come to its end", refused.Errors, StringComparison.Ordinal);
        File.Delete(site.Line.At("site", "lists", "2026Q3.new"));
        site.Run("quarter", "run", "2026Q3");
        Assert.Contains("is closed", site.Run("quarter", "close", "2026Q3", "--carry-over", "下季度继续办理"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_household_that_moved_takes_its_untouched_case_with_it()
    {
        using var site = Flagged();
        var before = site.Look(s => s.Store.Cases.Page(new CaseFilter(Q3, null, Flag: Flag.Exit), null, 1)[0]);
        var other = site.Look(s => s.Store.Cases.Page(new CaseFilter(Q3, null), null, 500)).First(c => c.District != before.District && c.District.City == before.District.City).District;
        var column = Array.IndexOf(site.Lines("union", "households.csv")[0].TrimStart('\uFEFF').Split(','), "行政区划代码");
        site.Edit("households.csv", line =>
        {
            if (!line.Contains(before.Household, StringComparison.Ordinal)) return line;
            var cells = line.Split(',');
            cells[column] = other.ToString();
            return string.Join(',', cells);
        });
        site.Run("import");
        site.Run("quarter", "run", "2026Q3", "--date", Run, "--repin");
        var (stored, folded) = site.Look(s => (s.Store.Cases.Find(before.Case, null)!, Case.Fold(before.Case, [.. s.Store.Cases.Events(before.Case, null).Select(e => e.ToEvent())], s.Configuration.Steps)));
        Assert.AreEqual(other, stored.Listing.District);
        Assert.AreEqual(other, folded.District, "who finds it on his worklist may work on it");
    }

    [TestMethod]
    public void Steps_of_cases_that_are_there_are_not_changed_but_only_followed_by_others()
    {
        using var site = Flagged();
        var path = site.Line.At("site", "config", "steps.json");
        var shipped = File.ReadAllText(path);
        File.WriteAllText(path, shipped.Replace("\"Home visit\"", "\"Visit at home\"", StringComparison.Ordinal));
        site.Night("2026-10-22");

        var changed = new System.Text.RegularExpressions.Regex("\"runsWorkingDays\": 10", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Replace(shipped, "\"runsWorkingDays\": 11", 1);
        Assert.AreNotEqual(shipped, changed);
        File.WriteAllText(path, changed);
        var refused = site.Line.Run("night", "--date", "2026-10-23");
        Assert.AreEqual(1, refused.Code);
        Assert.Contains("config/steps.json gives other steps to cases that are there: Exit", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("a \"from\" later than", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("gives other steps", site.Line.Run("doctor").Output, StringComparison.Ordinal);

        // The old plan as it was, and the new one from a later day; a backdated one would take the cases over.
        File.WriteAllText(path, Followed(shipped, "2027-01-01"));
        site.Night("2026-10-23");
        File.WriteAllText(path, Followed(shipped, "2026-01-01"));
        Assert.AreEqual(1, site.Line.Run("night", "--date", "2026-10-24").Code);
    }

    /// <summary>With the plan of re-examinations once more, other in its days, from another day.</summary>
    private static string Followed(string shipped, string from)
    {
        var file = System.Text.Json.Nodes.JsonNode.Parse(shipped)!;
        var plans = file["plans"]!.AsArray();
        var plan = plans.First(p => (string?)p!["flag"] == "ReExamine")!.DeepClone();
        plan["from"] = from;
        plan["objectionWorkingDays"] = 7;
        plans.Add(plan);
        return file.ToJsonString();
    }

    private static NightSite Flagged()
    {
        var site = new NightSite();
        site.Night(Night);
        site.Run("quarter", "run", "2026Q3", "--date", Run);
        return site;
    }
}
