using System.Text.RegularExpressions;
using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>One demo of 400 households for all tests of a run: judged in two quarters, with an account of each role, served by the program itself.</summary>
[TestClass]
public static partial class DemoSite
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("datamatching-browser-").FullName;
    private static Served? _served;
    private static IPlaywright? _playwright;

    internal static IBrowser Browser { get; private set; } = null!;

    internal static string Address => _served!.Address;

    internal static string Said => _served!.Said;

    [AssemblyInitialize]
    public static async Task Begin(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Chromium.Path is null) return;
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.Launch(_playwright);
        _served = await Served.Start("demo", "--site", Path.Combine(Folder, "demo"), "--households", "400", "--quiet", "--serve");
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
        if (list != "keep") return Keys(Path.Combine(Folder, "demo", "lists", "2026Q3", list + ".csv"), 1);
        var flagged = new[] { "add", "exit", "re-examine" }.SelectMany(Listed).ToHashSet(StringComparer.Ordinal);
        return [.. Keys(Path.Combine(Folder, "demo", "union", "households.csv"), 0).Where(k => !flagged.Contains(k))];
    }

    /// <summary>The households' numbers at the beginning of rows, after so many columns; lines within a quoted field have none.</summary>
    private static string[] Keys(string file, int column) =>
        [.. from line in File.ReadLines(file).Skip(1) let fields = line.Split(',') where fields.Length > column && HouseholdNumber().IsMatch(fields[column]) select fields[column]];

    [GeneratedRegex("^KN[0-9]{8}$", RegexOptions.None, 1000)]
    private static partial Regex HouseholdNumber();

    [GeneratedRegex(@"^ +(?<name>[a-z]+) +(?<password>[0-9A-Z]{4}(-[0-9A-Z]{4}){3}) +(?<role>[A-Za-z]+) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex AccountRow();
}
