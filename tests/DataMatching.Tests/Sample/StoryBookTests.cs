using System.Globalization;
using System.Text;
using DataMatching.Sample;
using DataMatching.Sample.Places;
using DataMatching.Sample.Stories;

namespace DataMatching.Tests.Sample;

[TestClass]
public sealed class StoryBookTests
{
    private static IEnumerable<Cast> All => StoryBook.Households.Concat(StoryBook.Roll).SelectMany(story => story.Variants, (story, variant) => new Cast(story, variant));

    [TestMethod]
    public void ThereAreAtLeastThirtyStoriesWithNearMisses()
    {
        Assert.IsGreaterThanOrEqualTo(30, StoryBook.Households.Count + StoryBook.Roll.Count);
        Assert.IsGreaterThanOrEqualTo(30, All.Count(cast => cast.Variant.NearMiss));
        Assert.AreEqual(All.Count(), All.Select(cast => cast.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [TestMethod]
    public void EveryExpectedReasonIsARuleOfTheContract()
    {
        var rules = File.ReadAllText(Path.Combine(Root(), "docs", "rules.md"));
        foreach (var cast in All)
        {
            var expected = cast.Variant.Expected;
            foreach (var reason in expected.Reasons) StringAssert.Contains(rules, "| `" + reason + "` |", StringComparison.Ordinal);
            CollectionAssert.AreEqual(expected.Reasons.Order(StringComparer.Ordinal).ToArray(), expected.Reasons, cast.Name);
            Assert.AreEqual(expected.Flag == "Keep", expected.Reasons.Length == 0, cast.Name);
        }
    }

    [TestMethod]
    public void MostHouseholdsAreOrdinary()
    {
        var played = StoryBook.Households.Where(story => story != Baseline.Story).SelectMany(story => story.Variants).Sum(variant => variant.Share);
        Assert.IsTrue(played is > 1_500 and < 4_500, played.ToString(CultureInfo.InvariantCulture));
        Assert.IsTrue(StoryBook.Roll.SelectMany(story => story.Variants).Sum(variant => variant.Share) < 500);
    }

    [TestMethod]
    public void TheTwoCitiesWithoutPropertyDataHoldAboutOneAndAHalfPerCent()
    {
        var share = StoryBook.Households.SelectMany(story => story.Variants).Where(v => v.Where is { } where && (where(Atlas.Late) || where(Atlas.Half)) && !where(Atlas.Cities[0]) && !where(Atlas.Cities[^1])).Sum(v => v.Share);
        Assert.AreEqual(150, share);
        Assert.AreEqual(0, Atlas.Late.Weight + Atlas.Half.Weight);
    }

    [TestMethod]
    public void StoriesAboutTheJulyRaiseNeedCitiesThatRaise()
    {
        Assert.IsTrue(Atlas.Cities.Any(city => city.RaisesInJuly) && Atlas.Cities.Any(city => !city.RaisesInJuly));
        foreach (var city in Atlas.Cities) Assert.IsGreaterThan(50_000, city.Standard(Year2026.WindowFirst));
    }

    [TestMethod]
    public void OneYuanAboveIsOneYuanAboveInEveryMonthOfEveryCity()
    {
        var variant = IncomeStories.SixMonths.Variants.Single(v => v.Name == "one-yuan-above");
        foreach (var city in Atlas.Cities)
        {
            var scene = new Scene(new Dice(1, 9, city.Code), city, 0, variant.Expected);
            variant.Plan(scene);
            var wages = scene.Rows.OfType<DataMatching.Sample.Rows.WageRow>().ToArray();
            Assert.HasCount(9, wages);
            foreach (var wage in wages) Assert.AreEqual((city.Standard(wage.Month) * 3) + 100, wage.Fen);
        }
    }

    /// <summary>The table of docs/sample.md is the book's own. <c>UPDATE_GOLDEN=1</c> rewrites it, then fails.</summary>
    [TestMethod]
    public void TheDocumentListsTheBook()
    {
        const string mark = "<!-- the table below is written by StoryBookTests -->\n";
        var path = Path.Combine(Root(), "docs", "sample.md");
        var text = File.ReadAllText(path);
        var before = text[..(text.IndexOf(mark, StringComparison.Ordinal) + mark.Length)];
        var expected = before + Table();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(path, expected);
        Assert.AreEqual(expected, text, "docs/sample.md is not what the story book says; run once with UPDATE_GOLDEN=1.");
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| story / variant | of 10,000 | near miss | what is planted | expected |\n| --- | ---: | :-: | --- | --- |\n");
        foreach (var story in StoryBook.Households.Concat(StoryBook.Roll))
        {
            table.Append(CultureInfo.InvariantCulture, $"| **{story.Id}** {story.Title} | | | | |\n");
            foreach (var v in story.Variants)
            {
                var share = v.Share == 0 ? "the rest" : v.Share.ToString(CultureInfo.InvariantCulture);
                var reasons = v.Expected.Reasons.Length == 0 ? "" : ": " + string.Join(", ", v.Expected.Reasons.Select(reason => "`" + reason + "`"));
                table.Append(CultureInfo.InvariantCulture, $"| {v.Name} | {share} | {(v.NearMiss ? "yes" : "")} | {v.Plants} | {v.Expected.Flag}{reasons} |\n");
            }
        }

        return table.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DataMatching.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository; expected DataMatching.sln above them.");
    }
}
