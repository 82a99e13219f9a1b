using System.Text.Json;

namespace DataMatching.Tests.Jobs;

/// <summary>The business date is the key of a night: nothing new, nothing changed; something new, and its list is whole.</summary>
[TestClass]
public sealed class RepeatedNightTests
{
    private const string First = "2026-09-30", Second = "2026-10-01";

    [TestMethod]
    public void With_nothing_new_nobody_is_judged_and_every_byte_stays()
    {
        using var site = new NightSite();
        foreach (var date in new[] { First, Second })
        {
            var once = site.Night(date);
            var files = site.Files(date);
            Assert.IsFalse(once.GetProperty("unchanged").GetBoolean());
            for (var i = 0; i < 2; i++)
            {
                var again = site.Night(date);
                Assert.IsTrue(again.GetProperty("unchanged").GetBoolean());
                Assert.AreEqual(0, again.GetProperty("reassessed").GetInt32());
                Assert.AreEqual(once.GetProperty("text").GetString(), again.GetProperty("text").GetString());
                Assert.AreEqual(once.GetProperty("exceptions").GetInt64(), again.GetProperty("exceptions").GetInt64());
                CollectionAssert.AreEqual(files, site.Files(date));
            }
        }

        Assert.Contains("This night was done already", site.Run("night", "--date", Second), StringComparison.Ordinal);
        Assert.AreEqual("accepted", Dataset(site.Summary(First), "wages").GetProperty("delivery").GetString());
    }

    [TestMethod]
    public void What_came_since_is_taken_in_and_the_list_is_that_of_one_night()
    {
        using var twice = new NightSite();
        using var once = new NightSite();
        foreach (var site in new[] { twice, once }) site.Night(First);
        var (a, b) = (Spouse(twice, 0), Spouse(twice, 1));
        twice.Deliver("civil-affairs", "deaths", "a.csv", Second, Death(a), "increment");
        once.Deliver("civil-affairs", "deaths", "a.csv", Second, Death(a), "increment");
        once.Deliver("civil-affairs", "deaths", "b.csv", Second, Death(b), "increment");
        twice.Night(Second);
        Assert.HasCount(1, Deaths(twice));
        twice.Deliver("civil-affairs", "deaths", "b.csv", Second, Death(b), "increment");
        var outcome = twice.Night(Second);
        once.Night(Second);

        Assert.IsFalse(outcome.GetProperty("unchanged").GetBoolean());
        Assert.AreEqual(1, outcome.GetProperty("match").GetProperty("batches").GetArrayLength());
        CollectionAssert.AreEqual(new[] { a[0], b[0] }, Deaths(twice));
        CollectionAssert.AreEqual(once.Lines("lists", "nights", Second, "night-exceptions.csv"), twice.Lines("lists", "nights", Second, "night-exceptions.csv"));
        var deaths = Dataset(twice.Summary(Second), "deaths");
        Assert.AreEqual(("accepted", 2L), (deaths.GetProperty("delivery").GetString(), deaths.GetProperty("rows").GetInt64()), "the first run's delivery is told too");
        Assert.IsTrue(twice.Night(Second).GetProperty("unchanged").GetBoolean());
    }

    [TestMethod]
    public void A_night_whose_files_are_gone_writes_them_anew()
    {
        using var site = new NightSite();
        site.Night(First);
        site.Night(Second);
        var list = site.Lines("lists", "nights", First, "night-exceptions.csv");
        Directory.Delete(site.Line.At("site", "lists", "nights", First), true);
        Assert.IsFalse(site.Night(First).GetProperty("unchanged").GetBoolean());
        CollectionAssert.AreEqual(list, site.Lines("lists", "nights", First, "night-exceptions.csv"));
        Assert.AreEqual("accepted", Dataset(site.Summary(First), "wages").GetProperty("delivery").GetString());
    }

    [TestMethod]
    public void What_was_matched_by_hand_on_the_day_is_told_by_the_night()
    {
        using var site = new NightSite();
        site.Run("import");
        site.Run("pull", "--date", First);
        Assert.AreEqual(1, site.Line.Run("match", "--date", First).Code, "the sample has one delivery to refuse");
        site.Night(First);
        Assert.AreEqual("accepted", Dataset(site.Summary(First), "wages").GetProperty("delivery").GetString());
        Assert.AreEqual(1, Dataset(site.Summary(First), "units").GetProperty("refused").GetInt32());
        Assert.Contains("行数与清单不符", site.Text(First), StringComparison.Ordinal);
    }

    internal static JsonElement Dataset(JsonElement summary, string dataset) => summary.GetProperty("datasets").EnumerateArray().Single(d => d.GetProperty("dataset").GetString() == dataset);

    /// <summary>A spouse in an active file of Guangdong: household, name, number.</summary>
    private static string[] Spouse(NightSite site, int which)
    {
        var active = site.Lines("union", "households.csv").Select(l => l.Split(',')).Where(h => h[2] == "在档" && h[1].StartsWith("44", StringComparison.Ordinal)).Select(h => h[0]).ToHashSet(StringComparer.Ordinal);
        var spouses = site.Lines("union", "members.csv").Select(l => l.Split(',')).Where(m => active.Contains(m[0]) && m[4] == "配偶" && m[5] == "是" && m[3].Length == 18).ToList();
        return [.. spouses[10 + which][..1], spouses[10 + which][2], spouses[10 + which][3]];
    }

    private static string Death(string[] person) => $"姓名,证件号码,死亡日期,火化日期\n{person[1]},{person[2]},2026-09-20,2026-09-23\n";

    private static string[] Deaths(NightSite site) =>
        [.. site.Lines("lists", "nights", Second, "night-exceptions.csv").Select(l => l.Split(',')).Where(r => r[0].TrimStart('\uFEFF') == "死亡").Select(r => r[1])];
}
