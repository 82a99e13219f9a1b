using System.Text;

namespace DataMatching.EndToEnd;

/// <summary>What a thief with the site's database, logs and lists would find of the people in it.</summary>
[TestClass]
public sealed class PrivacyTests
{
    [TestMethod]
    public void No_full_id_number_or_name_is_written_outside_the_delivered_files()
    {
        using var folder = new TemporaryFolder();
        var site = folder.At("site");
        QuarterTests.Prepare(site);
        var output = Datamatching.Succeed("--site", site, "night", "--date", "2026-09-30");
        output += Datamatching.Succeed("--site", site, "quarter", "run", "2026Q3", "--date", "2026-10-20");
        output += Datamatching.Succeed("--site", site, "status");

        var members = File.ReadLines(Path.Combine(site, "union", "members.csv"), Encoding.UTF8).Skip(1).Select(l => l.Split(',')).ToList();
        var ids = members.Select(m => m[3].Trim('"')).Where(id => id.Length == 18 && id.All(char.IsAsciiLetterOrDigit)).ToHashSet(StringComparer.Ordinal);
        var names = members.Select(m => m[2].Trim('"')).Where(n => n.Length >= 3).ToHashSet(StringComparer.Ordinal);
        Assert.IsGreaterThan(100, ids.Count);

        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(site, "data"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(site, "lists"), "*", SearchOption.AllDirectories)))
        {
            var text = Encoding.UTF8.GetString(File.ReadAllBytes(file));
            found.AddRange(Personal(text, ids, names).Select(_ => Path.GetRelativePath(site, file)));
        }

        found.AddRange(Personal(output, ids, names).Select(_ => "the program's output"));
        Assert.IsEmpty(found, "Personal data in: " + string.Join(", ", found.Distinct(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> Personal(string text, HashSet<string> ids, HashSet<string> names)
    {
        foreach (var id in ids)
        {
            if (text.Contains(id, StringComparison.Ordinal)) yield return id;
        }

        foreach (var name in names)
        {
            if (text.Contains(name, StringComparison.Ordinal)) yield return name;
        }
    }
}
