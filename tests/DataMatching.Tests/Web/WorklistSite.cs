using System.Globalization;
using System.Security.Claims;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Tests.Review;
using DataMatching.Tests.Time;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Cases;
using DataMatching.Web.Hosting;
using DataMatching.Web.Worklists;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Tests.Web;

/// <summary>A database with accounts of each level and cases as a quarter's run opens them, and what the worklist's pages do with it.</summary>
internal sealed class WorklistSite : IDisposable
{
    public static readonly Quarter Q3 = new(2026, 3);
    public static readonly DateOnly Today = new(2026, 10, 21);
    private static readonly byte[] Stamp = [1, 2, 3];

    private readonly string _folder = Directory.CreateTempSubdirectory("datamatching-worklist-").FullName;

    public WorklistSite()
    {
        Store = Store.Open(Database, KeyRing.Create(Path.Combine(_folder, "keys")), new Noon());
        Site = new SiteForWeb("测试", Store, new Noon(), Path.Combine(_folder, "web"), [], null!, null!, Desk.Plans, WorkingCalendarTests.Shipped);
        Grassroots = Make("grass", Role.Grassroots, 440106);
        Colleague = Make("colleague", Role.Grassroots, 440106);
        Elsewhere = Make("elsewhere", Role.Grassroots, 440105);
        County = Make("county", Role.County, 440106);
        City = Make("city", Role.City, 440100);
        Supervisor = Make("supervisor", Role.Supervisor, null);
    }

    public string Database => Path.Combine(_folder, "datamatching.db");
    public Store Store { get; }
    public SiteForWeb Site { get; }
    public Account Grassroots { get; }
    public Account Colleague { get; }
    public Account Elsewhere { get; }
    public Account County { get; }
    public Account City { get; }
    public Account Supervisor { get; }

    public SignedIn As(Account account) => new(new Accessor(account.Id), Store);

    public AssignCases Assigning(Account account) => new(Store, As(account), new CaseDesk(Store, As(account), Site, null!), Site);

    /// <summary>Opens the case of each household, as judged on a day in October.</summary>
    public void Open(params CaseOpening[] openings) => Store.Cases.Open(Q3, openings, CaseEventJson.Write(new Unflagged(2, At(1), 0, 1)), At(1));

    public CaseListing Find(string household) => Store.Cases.FindByHousehold(Q3, household, null)!.Listing;

    public CaseOpening Case(string household, int district = 440106, Flag flag = Flag.ReExamine, int priority = 50, int day = 12, long? flip = null, string rule = "vehicle-beyond-limits", params CasePerson[] people)
    {
        var opened = new Opened(1, At(day), 0, Q3, household, new District(district), flag, flag == Flag.Exit ? ExitKind.Ineligible : null, 1, priority, [rule]);
        var listing = new CaseListing(
            0, Q3, household, opened.District, flag, opened.ExitKind, priority, "王**", 3, opened.Rules, ["vehicle"], flip is { } yuan ? Money.Yuan(yuan) : null, "车辆 · 小型轿车", CaseState.Open, "", null, null, null, opened.Recorded);
        return new CaseOpening(
            CaseListings.Again(listing, DataMatching.Review.Case.Fold(0, [opened], Desk.Plans), Site.Calendar), CaseEventJson.Write(opened), () => CaseEventJson.Write(new Rejudged(2, At(day), 0, flag, opened.ExitKind, 1, priority, opened.Rules)), "b",
            people.Length > 0 ? people : [new CasePerson(null, PersonName.TryCreate("王" + household)!)]);
    }

    /// <summary>All pages of a filter, of an odd size.</summary>
    public List<CaseListing> Pages(CaseFilter filter)
    {
        var all = new List<CaseListing>();
        CasePlace? behind = null;
        while (Store.Cases.Page(filter, behind, 7) is { Count: > 0 } page)
        {
            all.AddRange(page);
            behind = new CasePlace(page[^1].Priority, page[^1].Household);
        }

        return all;
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_folder, true);
    }

    private static DateTimeOffset At(int day) => new(2026, 10, day, 9, 0, 0, TimeSpan.Zero);

    private Account Make(string name, Role role, int? scope) => Store.Accounts.Create(name, "用户" + name, role, scope is { } code ? new District(code) : null, Stamp);

    private sealed class Noon : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
        public override DateTimeOffset GetUtcNow() => new(Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
    }

    private sealed class Accessor(long account) : IHttpContextAccessor
    {
        public HttpContext? HttpContext { get; set; } = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.ToString(CultureInfo.InvariantCulture))], "test")),
        };
    }
}
