using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Tests.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>A night that was stopped goes on whatever came since; and whoever a day, a term or somebody else's file changes is judged again.</summary>
[TestClass]
public sealed class ResumedNightTests
{
    private const string First = "2026-10-20", Second = "2026-10-21", Third = "2026-10-22";

    [TestMethod]
    public void What_a_stopped_night_had_judged_in_other_shards_is_in_nobodys_way_and_does_not_stay()
    {
        using var site = new NightSite();
        site.Night(First);
        using (var writing = Guard.Open(SiteFolder.At(site.Line.Site), site.Line.Clock))
        {
            var verdicts = writing.Store.Runs.Verdicts(writing.Store.Runs.Newest("night/" + First)!.Id).ToList();
            // Judged of an import that had a household more at its head: from there on every shard was another.
            writing.Store.SaveVerdicts(writing.Store.Runs.StartOrResume("night/" + Second, "{}").Id, "000007", [verdicts[0] with { Household = "A-GONE" }, .. verdicts[..20]]);
        }

        var path = site.Line.At("site", "config", "registries", "vehicle.json");
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(path), "\"maxAgeDays\": *[0-9]+", "\"maxAgeDays\": 399", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        var night = site.Night(Second);
        var judged = site.Look(s => s.Store.Runs.Verdicts(s.Store.Runs.Newest("night/" + Second)!.Id).Select(v => v.Household).ToList());
        Assert.AreEqual(night.GetProperty("reassessed").GetInt32(), judged.Count);
        Assert.IsGreaterThan(100, judged.Count, "the terms of a registry changed: everybody is judged again");
        Assert.DoesNotContain("A-GONE", judged);
    }

    [TestMethod]
    public void The_night_after_a_correction_expired_judges_its_household_again()
    {
        using var site = new NightSite();
        site.Night(First);
        site.Run("quarter", "run", "2026Q3", "--date", First);
        var exit = site.Look(s => s.Store.Cases.Page(new CaseFilter(Quarter.Parse("2026Q3"), null, Flag: Flag.Exit), null, 1).Single());
        using (var writing = Guard.Open(SiteFolder.At(site.Line.Site), site.Line.Clock))
        {
            var account = writing.Store.Accounts.Create("u1", "审核员", Role.Grassroots, null, [1, 2, 3]);
            var at = writing.Clock.GetLocalNow();
            var happened = new OutcomeCoded(2, at, account.Id, exit.Rules[0], Outcome.FalseMatch, "同名", new Correction(
                exit.Household + "/1", RegistryId.Vehicle, "vehicles", new string('b', 64), "不是本人", new Attachment(new string('a', 64), "证明.jpg"), new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 21)));
            writing.Store.Cases.Append(exit.Case, null, 1, [new NewEvent(CaseEventJson.Kind(happened), CaseEventJson.Write(happened), at, account.Id)], exit);
        }

        string[] Judged(string day)
        {
            site.Night(day);
            return site.Look(s => s.Store.Runs.Verdicts(s.Store.Runs.Newest("night/" + day)!.Id).Select(v => v.Household).ToArray());
        }

        Assert.Contains(exit.Household, Judged(Second), "something was proved");
        Assert.Contains(exit.Household, Judged(Third), "it expired on the day before");
        Assert.DoesNotContain(exit.Household, Judged("2026-10-23"));
    }

    [TestMethod]
    public void Who_shares_a_number_with_a_changed_household_is_judged_again_with_it()
    {
        using var site = new NightSite();
        site.Night(First);
        var lines = site.Lines("union", "members.csv");
        var head = lines[0].TrimStart('\uFEFF').Split(',');
        var number = Array.IndexOf(head, "证件号码");
        var bearer = lines[1].Split(',');
        var second = lines.Skip(1).First(l => l.Split(',')[0] != bearer[0]).Split(',');
        site.Edit("members.csv", line =>
        {
            var cells = line.Split(',');
            if (cells[0] != second[0] || cells[number] != second[number]) return line;
            cells[number] = bearer[number];
            return string.Join(',', cells);
        });
        site.Night(Second);
        var judged = site.Look(s => s.Store.Runs.Verdicts(s.Store.Runs.Newest("night/" + Second)!.Id).Select(v => v.Household).ToList());
        Assert.Contains(second[0], judged);
        Assert.Contains(bearer[0], judged, "his number newly stands in another file");
    }
}
