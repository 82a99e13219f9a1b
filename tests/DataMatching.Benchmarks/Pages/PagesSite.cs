using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Identity;

namespace DataMatching.Benchmarks.Pages;

/// <summary>A reviewer of the benchmark, and whether his role may change cases.</summary>
internal sealed record Login(string Name, Account Account)
{
    public const string Password = "benchmark and nothing else";
    public bool Works => Account.Role is Role.Grassroots or Role.County or Role.City;
}

/// <summary>
/// Fills a sample site: every case of its quarter stands there again and again under other numbers and names until there are as many as wanted, so that districts, rules, steps and
/// priorities are spread as the program itself spreads them. Nearly a third of the copies are closed and one in a hundred is objected to. Copies have no household behind them: their
/// sheets cannot be opened.
/// </summary>
internal sealed class PagesSite(Site site, int cases)
{
    private const int Seed = 7, EachTakes = 200;
    public static readonly Quarter Quarter = new(2026, 3);
    private readonly DateTimeOffset _now = site.Clock.GetLocalNow();

    /// <summary>The cases that have a household and a verdict behind them.</summary>
    public List<CaseListing> Real { get; } = [];

    public void Fill()
    {
        var everything = new CaseFilter(Quarter, null);
        CasePlace? behind = null;
        while (site.Store.Cases.Page(everything, behind, 1_000) is { Count: > 0 } page)
        {
            Real.AddRange(page.Where(c => !c.Household.Contains('X', StringComparison.Ordinal)));
            behind = new CasePlace(page[^1].Priority, page[^1].Household);
            if (site.Store.Cases.Count(everything).Number == cases && Real.Count > 0 && page.Count < 1_000) break;
        }

        if (site.Store.Cases.Count(everything).Number < cases) site.Store.Cases.Open(Quarter, Known().Concat(Copies()), "{}", _now);
    }

    public List<Login> Logins(int count)
    {
        var passwords = new Passwords(site.Store, new PasswordHasher<Account>(), site.Clock);
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(Make)];

        Login Make(int n)
        {
            var name = "reviewer." + n.ToString("D2", CultureInfo.InvariantCulture);
            var place = Real[random.Next(Real.Count)].District;
            var (role, scope) = (n % 10) switch
            {
                < 4 => (Role.Grassroots, (District?)place),
                < 7 => (Role.County, place),
                < 9 => (Role.City, place.City),
                _ => (n % 20 < 10 ? Role.Supervisor : Role.Auditor, null),
            };
            if (site.Store.Accounts.Find(name) is { } known) return new Login(name, known);
            var account = site.Store.Accounts.Create(name, "审核" + n.ToString(CultureInfo.InvariantCulture), role, scope, Stamps.New());
            passwords.Set(account, Login.Password);
            var mine = site.Store.Cases.Page(new CaseFilter(Quarter, scope, State: CaseState.Open, Unassigned: true), null, EachTakes).Select(c => c.Case).ToList();
            var taken = new Assigned(2, _now, account.Id, account.Id);
            if (new Login(name, account).Works) site.Store.Cases.Assign(mine, scope, account.Id, new NewEvent(CaseEventJson.Kind(taken), CaseEventJson.Write(taken), _now, account.Id));
            return new Login(name, account);
        }
    }

    /// <summary>The quarter's own cases as they are: of the same basis they stay untouched.</summary>
    private IEnumerable<CaseOpening> Known()
    {
        var run = site.Store.Quarters.Find(Quarter)!.Run!.Value;
        foreach (var real in Real)
        {
            var verdict = site.Store.Runs.Verdict(run, real.Household, null)!;
            yield return new CaseOpening(real, "{}", () => "{}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(verdict.Json))), []);
        }
    }

    private IEnumerable<CaseOpening> Copies()
    {
        var random = new Random(Seed);
        for (var i = 0; i < cases - Real.Count; i++)
        {
            var real = Real[i % Real.Count];
            var household = string.Create(CultureInfo.InvariantCulture, $"{real.Household}X{i / Real.Count:D4}");
            var people = Enumerable.Range(0, real.Members).Select(_ => new CasePerson(WorklistCases.Number(random), WorklistCases.Name(random))).ToList();
            var copy = real with { Household = household, Shown = people.Count > 0 ? people[0].Name.ToString() : real.Shown, Assignee = null };
            copy = random.Next(100) switch
            {
                0 => copy with { State = CaseState.Objected, Step = Case.ObjectionStep, Turn = Role.County },
                < 30 => copy with { State = CaseState.Closed, Step = "", Turn = null, Due = null },
                _ => copy,
            };
            var opened = new Opened(1, _now, 0, Quarter, household, real.District, real.Flag, real.ExitKind, 1, real.Priority, real.Rules);
            yield return new CaseOpening(copy, CaseEventJson.Write(opened), () => "{}", "copy", people);
        }
    }
}
