using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace DataMatching.App;

/// <summary>One account of each role for looking at the pages of a demo. Passwords are random and told once; the site keeps only their hashes.</summary>
internal static class DemoAccounts
{
    private const int Groups = 4, GroupLength = 4;
    private static readonly District Tianhe = new(440106);

    private static readonly (string Name, string Display, Role Role, Func<District, District?> Scope)[] People =
    [
        ("grassroots", "演示基层", Role.Grassroots, place => place),
        ("county", "演示县级", Role.County, place => place),
        ("city", "演示市级", Role.City, place => place.City),
        ("supervisor", "演示督导", Role.Supervisor, _ => null),
        ("auditor", "演示审计", Role.Auditor, _ => null),
        ("operator", "演示运维", Role.Operator, _ => null),
        ("admin", "演示管理员", Role.Administrator, _ => null),
    ];

    /// <summary>Makes them in a site that has no accounts yet.</summary>
    /// <param name="site">The demo.</param>
    /// <param name="quarter">The quarter whose cases the reviewers are to find.</param>
    public static IReadOnlyList<(Account Account, string Password)> Make(Site site, Quarter quarter)
    {
        var place = Place(site, quarter);
        var passwords = new Passwords(site.Store, new PasswordHasher<Account>(), site.Clock);
        return
        [
            .. People.Select(p =>
            {
                var account = site.Store.Accounts.Create(p.Name, p.Display, p.Role, p.Scope(place), Stamps.New());
                var password = Dictatable.Make(Groups, GroupLength);
                passwords.Set(account, password);
                return (account, password);
            }),
        ];
    }

    /// <summary>The county with cases of the most lists, of these the one with the most cases: there is something to do for everybody.</summary>
    private static District Place(Site site, Quarter quarter)
    {
        var counties = from tally in site.Store.Cases.Tally(quarter, null)
                       where tally.District != tally.District.City
                       group tally by tally.District into county
                       orderby county.Select(t => t.Flag).Distinct().Count() descending, county.Sum(t => t.Cases) descending, county.Key.Code
                       select county.Key;
        return counties.DefaultIfEmpty(Tianhe).First();
    }
}
