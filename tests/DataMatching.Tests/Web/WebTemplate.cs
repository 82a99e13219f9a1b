using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Tests.Jobs;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace DataMatching.Tests.Web;

/// <summary>
/// One judged quarter of 200 households with its cases and an account of each role, made once and copied for every test that serves pages. One principal's name in it is an
/// attack, as the union's own file might bring it.
/// </summary>
[TestClass]
public static class WebTemplate
{
    public const string Password = "five quiet green herons", HostileName = "<script>alert(1)</script>";
    internal static readonly Quarter Q3 = Quarter.Parse("2026Q3");
    private static readonly Lock Door = new();
    private static NightSite? _made;

    /// <summary>Every account: its name, its role, and where it sees; <c>elsewhere.</c> ones have the same roles in another county of the same city and in another city.</summary>
    internal static readonly (string Name, Role Role)[] People =
    [
        ("grassroots", Role.Grassroots), ("colleague", Role.Grassroots), ("county", Role.County), ("city", Role.City), ("supervisor", Role.Supervisor), ("auditor", Role.Auditor),
        ("operator", Role.Operator), ("admin", Role.Administrator), ("elsewhere.grassroots", Role.Grassroots), ("elsewhere.county", Role.County), ("elsewhere.city", Role.City),
    ];

    /// <summary>Copies the site into a folder.</summary>
    internal static void CopyTo(string folder)
    {
        lock (Door) _made ??= Make();
        foreach (var file in Directory.EnumerateFiles(_made.Line.Site, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(_made.Line.Site, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [AssemblyCleanup]
    public static void Remove() => _made?.Dispose();

    private static NightSite Make()
    {
        var site = new NightSite();
        site.Edit("members.csv", Hostile(site.Lines("union", "members.csv").First(l => l.Split(',')[4] == "本人" && l.Split(',')[9].Length == 0)));
        site.Night("2026-10-20");
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-21");
        using var opened = DataMatching.App.Guard.Open(SiteFolder.At(site.Line.Site), site.Line.Clock);
        var place = Somewhere(opened.Store, Flag.Add).District;
        var passwords = new Passwords(opened.Store, new PasswordHasher<Account>(), site.Line.Clock);
        foreach (var (name, role) in People)
        {
            var scope = ScopeOf(name.StartsWith("elsewhere", StringComparison.Ordinal) ? new District(place.Code == 440305 ? 440402 : 440305) : place, role);
            passwords.Set(opened.Store.Accounts.Create(name, "演示 " + name, role, scope, Stamps.New()), Password);
        }

        return site;
    }

    /// <summary>A case of a list in the district that most tests work in: one of an Add.</summary>
    internal static CaseListing Somewhere(Store store, Flag flag, District? within = null) =>
        store.Cases.Page(new CaseFilter(Q3, within) { Flag = flag, State = CaseState.Open }, null, 200).OrderBy(c => c.Household, StringComparer.Ordinal).First();

    private static District? ScopeOf(District place, Role role) => role switch
    {
        Role.Grassroots or Role.County => place,
        Role.City => new District(place.Code / 100 * 100),
        _ => null,
    };

    private static Func<string, string> Hostile(string victim) => row =>
    {
        if (row != victim) return row;
        var fields = row.Split(',');
        fields[2] = HostileName;
        return string.Join(',', fields);
    };
}
