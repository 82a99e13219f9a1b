using System.Security.Cryptography;

namespace DataMatching.EndToEnd;

/// <summary>The whole way from files to lists, run by the program as a process.</summary>
[TestClass]
public sealed class QuarterTests
{
    private const string Households = "600";

    [TestMethod]
    public void A_quarter_run_twice_gives_the_same_bytes_and_so_does_another_site()
    {
        using var folder = new TemporaryFolder();
        string[] sites = [folder.At("one"), folder.At("two")];
        foreach (var site in sites)
        {
            Prepare(site);
            Datamatching.Succeed("--site", site, "night", "--date", "2026-09-30");
            Datamatching.Succeed("--site", site, "quarter", "run", "2026Q3", "--date", "2026-10-20");
        }

        var first = Lists(sites[0]);
        CollectionAssert.AreEqual(first, Lists(sites[1]), "another site with the same files");
        Datamatching.Succeed("--site", sites[0], "quarter", "run", "2026Q3", "--date", "2026-10-20");
        CollectionAssert.AreEqual(first, Lists(sites[0]), "the same quarter again");
        CollectionAssert.IsSubsetOf(new[] { "add.csv", "exit.csv", "re-examine.csv", "add.xlsx", "exit.xlsx", "re-examine.xlsx", "report.html" },
            first.Select(l => l.Split(' ')[0]).ToArray());
    }

    /// <summary>Killed at seeded points of import, night and quarter; whatever was reached, going on ends with the lists of a run that nobody touched.</summary>
    [TestMethod]
    public void Killed_at_any_moment_the_next_start_goes_on_and_nothing_is_lost_or_doubled()
    {
        using var folder = new TemporaryFolder();
        var (calm, stormy) = (folder.At("calm"), folder.At("stormy"));
        Prepare(calm);
        Prepare(stormy);
        string[][] work = [["night", "--date", "2026-09-30"], ["quarter", "run", "2026Q3", "--date", "2026-10-20"]];
        foreach (var command in work) Datamatching.Succeed(["--site", calm, .. command]);

        var random = new Random(20260930);
        var kills = 0;
        foreach (var command in work)
        {
            for (var attempt = 0; attempt < 6; attempt++)
            {
                if (Datamatching.RunAndKill(TimeSpan.FromMilliseconds(random.Next(150, 2500)), ["--site", stormy, .. command])) kills++;
            }

            Datamatching.Succeed(["--site", stormy, .. command]);
        }

        Assert.IsGreaterThan(2, kills, "the program was too fast to be killed: lower the delays");
        CollectionAssert.AreEqual(Lists(calm), Lists(stormy));
    }

    internal static void Prepare(string site)
    {
        Datamatching.Succeed("sample", "--out", site, "--households", Households, "--seed", "11");
        Datamatching.Succeed("--site", site, "init");
    }

    /// <summary>Every file of the quarter's lists with its hash.</summary>
    internal static string[] Lists(string site) =>
        [.. Directory.EnumerateFiles(Path.Combine(site, "lists", "2026Q3")).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetFileName(f)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}")];
}
