using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace DataMatching.App;

/// <summary>One account of each role for looking at the pages of a demo. Passwords are random and told once; the site keeps only their hashes.</summary>
internal static class DemoAccounts
{
    private const int Groups = 4, GroupLength = 4;
    private static readonly District Tianhe = new(440106), Guangzhou = new(440100);

    private static readonly (string Name, string Display, Role Role, District? Scope)[] People =
    [
        ("grassroots", "演示基层", Role.Grassroots, Tianhe),
        ("county", "演示县级", Role.County, Tianhe),
        ("city", "演示市级", Role.City, Guangzhou),
        ("supervisor", "演示督导", Role.Supervisor, null),
        ("auditor", "演示审计", Role.Auditor, null),
        ("operator", "演示运维", Role.Operator, null),
        ("admin", "演示管理员", Role.Administrator, null),
    ];

    /// <summary>Makes them in a site that has no accounts yet.</summary>
    public static IReadOnlyList<(Account Account, string Password)> Make(Site site)
    {
        var passwords = new Passwords(site.Store, new PasswordHasher<Account>(), site.Clock);
        return
        [
            .. People.Select(p =>
            {
                var account = site.Store.Accounts.Create(p.Name, p.Display, p.Role, p.Scope, Stamps.New());
                var password = Dictatable.Make(Groups, GroupLength);
                passwords.Set(account, password);
                return (account, password);
            }),
        ];
    }
}
