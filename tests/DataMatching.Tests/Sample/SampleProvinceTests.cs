using System.Security.Cryptography;
using DataMatching.Sample;
using DataMatching.Sample.Stories;

namespace DataMatching.Tests.Sample;

[TestClass]
public sealed class SampleProvinceTests
{
    private static WrittenProvince _site = null!;

    [ClassInitialize]
    public static void Write(TestContext context) => _site = new WrittenProvince(20_000);

    [ClassCleanup]
    public static void Delete() => _site.Dispose();

    [TestMethod]
    public void SameOptionsGiveTheSameBytes()
    {
        using var once = new WrittenProvince(600, seed: 3);
        using var again = new WrittenProvince(600, seed: 3);
        using var other = new WrittenProvince(600, seed: 4);
        CollectionAssert.AreEqual(Hashes(once), Hashes(again));
        CollectionAssert.AreNotEqual(Hashes(once), Hashes(other));
    }

    [TestMethod]
    public void EveryVariantAppearsByItsShare()
    {
        var counts = _site.Summary.Stories.ToDictionary(story => story.Story, story => story.Households, StringComparer.Ordinal);
        foreach (var story in StoryBook.Households)
        {
            foreach (var variant in story.Variants.Where(variant => variant.Share > 0))
            {
                var expected = variant.Share * 2L * (story.Id == "filed-twice" || variant.Name == "shared-number" ? 2 : 1);
                var found = counts.GetValueOrDefault(story.Id + "/" + variant.Name);
                Assert.IsTrue(Math.Abs(found - expected) <= Math.Max(3, expected / 100), $"{story.Id}/{variant.Name}: {found} of {expected}");
            }
        }

        foreach (var variant in StoryBook.Roll.SelectMany(story => story.Variants.Where(v => v.Share > 0), (story, v) => story.Id + "/" + v.Name))
        {
            Assert.IsTrue(counts.ContainsKey(variant), variant);
        }
    }

    [TestMethod]
    public void TruthNamesEveryHouseholdOnceAndNobodyUnknown()
    {
        var truth = _site.Rows("truth.csv").Select(row => row[0]).ToArray();
        Assert.AreEqual(truth.Length, truth.Distinct(StringComparer.Ordinal).Count());
        var households = _site.Rows("union/households.csv").Select(row => row[0]).ToArray();
        Assert.AreEqual(20_000, households.Length);
        CollectionAssert.AreEqual(households, truth.Where(key => key.StartsWith("KN", StringComparison.Ordinal)).ToArray());
        var roll = _site.Rows("union/roll.csv").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Assert.IsTrue(truth.Where(key => key.StartsWith("HY", StringComparison.Ordinal)).All(roll.Contains));
    }

    [TestMethod]
    public void NoUnfiledWorkerIsAnActivePersonUnderAnotherNameNorAClosedOne()
    {
        var members = _site.Rows("union/members.csv").ToLookup(row => row[3], StringComparer.Ordinal);
        var closed = _site.Rows("union/households.csv").Where(row => row[2] == "已退出").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var worker in _site.Rows("union/roll.csv"))
        {
            Assert.IsTrue(members[worker[2]].All(member => member[2] == worker[1] && !closed.Contains(member[0])), worker[0]);
        }
    }

    [TestMethod]
    public void NumbersAreUniqueButWhereAStorySharesThem()
    {
        var shared = _site.Rows("union/members.csv").Where(row => row[3].Length > 0).GroupBy(row => row[3], StringComparer.Ordinal).Where(same => same.Count() > 1).SelectMany(same => same.Select(row => row[0]));
        var stories = _site.Rows("truth.csv").ToDictionary(row => row[0], row => row[3], StringComparer.Ordinal);
        CollectionAssert.AreEquivalent(
            stories.Where(story => story.Value.StartsWith("filed-twice/", StringComparison.Ordinal) || story.Value == "other-name/shared-number").Select(story => story.Key).ToArray(),
            shared.ToArray());
    }

    [TestMethod]
    public void ManifestsPromiseWhatTheFilesHold()
    {
        var broken = new List<string>();
        foreach (var (relative, manifest) in _site.Deliveries())
        {
            var bytes = File.ReadAllBytes(Path.Combine(_site.Folder, relative));
            Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(bytes)), manifest.GetProperty("sha256").GetString(), relative);
            if (manifest.GetProperty("rows").GetInt64() != bytes.LongCount(b => b == '\n') - 1) broken.Add(relative);
        }

        CollectionAssert.AreEqual(new[] { "drop/property/units-445300-2026Q3.csv" }, broken);
        Assert.IsFalse(File.Exists(Path.Combine(_site.Folder, "drop/property/units-441500-2026Q3.csv")));
        Assert.IsFalse(File.Exists(Path.Combine(_site.Folder, "drop/tax/wages-440000-draft.csv.manifest.json")));
    }

    [TestMethod]
    public void OneDeliveryComesTwice()
    {
        var twice = _site.Deliveries().GroupBy(d => d.Manifest.GetRawText(), StringComparer.Ordinal).Where(same => same.Count() > 1).ToArray();
        Assert.HasCount(1, twice);
        CollectionAssert.AreEqual(
            new[] { "drop/vehicle/vehicles-500000-2026Q3-again.csv", "drop/vehicle/vehicles-500000-2026Q3.csv" }, twice[0].Select(d => d.Relative).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void ThirdQuarterRepeatsAprilToJune()
    {
        Assert.IsTrue(Amounts("2026Q2", "2026-05").SetEquals(Amounts("2026Q3", "2026-05")));
        Assert.IsEmpty(Amounts("2026Q3", "2026-03"));
        Assert.IsNotEmpty(Amounts("2026Q3", "2026-09"));
    }

    [TestMethod]
    public void DirtStaysRareAndNeverChangesTheNumberOfColumnsOfOurRows()
    {
        foreach (var relative in _site.Deliveries().Select(d => d.Relative))
        {
            var lines = _site.Lines(relative);
            var columns = lines[0].Split(',').Length;
            var bad = lines.Skip(1).Count(line => line.Contains("无名氏", StringComparison.Ordinal) || line.Contains('"', StringComparison.Ordinal));
            Assert.IsLessThanOrEqualTo((lines.Length - 1) / 1_000.0, bad, relative);
            Assert.IsTrue(lines.Where(line => line.Split(',').Length != columns).All(line => line.Contains("无", StringComparison.Ordinal)), relative);
        }
    }

    [TestMethod]
    public void StrangersOutnumberOurs()
    {
        Assert.AreEqual(2.0, (double)_site.Summary.Strangers / _site.Summary.People, 0.1);
        using var alone = new WrittenProvince(200, with: options => options with { StrangersPerRow = 0 });
        Assert.AreEqual(0, alone.Summary.Strangers);
    }

    [TestMethod]
    public void WrongOptionsAreAllNamedAtOnce()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => SampleProvince.Write(new SampleOptions("", 0, 1) { StrangersPerRow = 9, GarbageEvery = 5 }));
        foreach (var word in new[] { "Folder", "Households", "StrangersPerRow", "GarbageEvery" }) StringAssert.Contains(error.Message, word, StringComparison.Ordinal);
    }

    private static HashSet<string> Amounts(string quarter, string month) =>
        [.. _site.Rows($"drop/tax/wages-500000-{quarter}.csv").Where(row => row.Length == 6 && row[4] == month && row[3].Length == 18).Select(row => row[3] + row[5])];

    private static string[] Hashes(WrittenProvince site) =>
        [.. Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(site.Folder, path) + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))];
}
