using System.Globalization;
using System.Text.RegularExpressions;
using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>One demo of 800 households for all tests of a run: judged in two quarters, with an account of each role, served by the program itself.</summary>
[TestClass]
public static partial class DemoSite
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("datamatching-browser-").FullName;
    private static Served? _served;
    private static IPlaywright? _playwright;

    internal static IBrowser Browser { get; private set; } = null!;

    internal static string Address => _served!.Address;

    /// <summary>What the demo printed: accounts and passwords.</summary>
    internal static string Said { get; private set; } = "";

    /// <summary>The demo's clock: after the quarter's cutoff, in a year that the calendar knows.</summary>
    internal static readonly DateOnly Today = new(2026, 10, 21);

    /// <summary>The demo as it was before anybody worked on it; copied for whoever needs a site of his own.</summary>
    internal static string Untouched => Path.Combine(Folder, "untouched");

    private static string Root => Path.Combine(Folder, "demo");

    [AssemblyInitialize]
    public static async Task Begin(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Chromium.Path is null) return;
        var pictures = Visit.Pictures;
        if (Directory.Exists(pictures)) Directory.Delete(pictures, true);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)Visit.Patience.TotalMilliseconds);
        Browser = await Chromium.Launch(_playwright);
        using (var made = await Served.Start("demo", "--site", Root, "--households", "800", "--quiet", "--serve", "--date", Day(Today))) Said = made.Said;
        WithoutNights();
        Copy(Root, Untouched);
        _served = await Served.Start("serve", "--site", Root, "--date", Day(Today));
    }

    /// <summary>A clock that jumps would have the schedule make up for missed nights, in the middle of a test.</summary>
    private static void WithoutNights()
    {
        File.WriteAllText(Path.Combine(Root, "config", "schedule.json"), """{ "night": null, "quarter": null }""");
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [AssemblyCleanup]
    public static async Task End()
    {
        if (Browser is not null) await Browser.CloseAsync();
        _playwright?.Dispose();
        _served?.Dispose();
        Directory.Delete(Folder, true);
    }

    /// <summary>The sign-in name and password that the demo told for a role.</summary>
    internal static (string Name, string Password) Told(Role role)
    {
        var row = AccountRow().Matches(Said).Single(m => m.Groups["role"].Value == role.ToString());
        return (row.Groups["name"].Value, row.Groups["password"].Value);
    }

    /// <summary>Households of one of the quarter's lists (<c>add</c>, <c>exit</c>, <c>re-examine</c>), or of none of them (<c>keep</c>).</summary>
    internal static IReadOnlyList<string> Listed(string list)
    {
        if (list != "keep") return [.. Rows(list).Select(r => r[1])];
        var flagged = new[] { "add", "exit", "re-examine" }.SelectMany(Listed).ToHashSet(StringComparer.Ordinal);
        return [.. Rows(Path.Combine(Root, "union", "households.csv"), 0).Select(r => r[0]).Where(k => !flagged.Contains(k))];
    }

    /// <summary>Households of a list in the district of the demo's grassroots reviewer; of exits only those out of poverty.</summary>
    internal static IReadOnlyList<string> Here(string list)
    {
        var district = AccountRow().Matches(Said).Single(m => m.Groups["role"].Value == nameof(Role.Grassroots)).Groups["district"].Value;
        return [.. Rows(list).Where(r => r[2] == district && r[8] is "" or "脱困").Select(r => r[1])];
    }

    private static IEnumerable<string[]> Rows(string list) => Rows(Path.Combine(Root, "lists", "2026Q3", list + ".csv"), 1);

    /// <summary>Rows with a household's number after so many columns; lines within a quoted field have none.</summary>
    private static IEnumerable<string[]> Rows(string file, int column) =>
        from line in File.ReadLines(file).Skip(1) let fields = line.Split(',') where fields.Length > column && HouseholdNumber().IsMatch(fields[column]) select fields;

    [GeneratedRegex("^[A-Z]{2}[0-9]{8}$", RegexOptions.None, 1000)]
    private static partial Regex HouseholdNumber();

    [GeneratedRegex(@"^ +(?<name>[a-z]+) +(?<password>[0-9A-Z]{4}(-[0-9A-Z]{4}){3}) +(?<role>[A-Za-z]+) +(?<district>[0-9]{6}|everywhere)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex AccountRow();
}
