using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Web.Worklists;

/// <summary>What the filters offer: only what occurs in the quarter, and colleagues with whom the account shares a district.</summary>
/// <param name="Districts">Cities and counties below the account's own that have cases, by code; a city stands before its counties.</param>
/// <param name="Steps">Ids of the steps at which cases of the list stand, with how many, by id.</param>
public sealed record WorklistChoices(
    IReadOnlyList<District> Districts, IReadOnlyList<(string Step, int Cases)> Steps, IReadOnlyList<string> Rules, IReadOnlyList<string> Registries, IReadOnlyList<Account> Colleagues)
{
    /// <param name="store">The database.</param>
    /// <param name="quarter">The quarter.</param>
    /// <param name="tab">The list whose steps are offered.</param>
    /// <param name="who">Whose district it is all within.</param>
    /// <param name="whole">The cases of that district by list, state and step, when they are known already.</param>
    public static WorklistChoices Of(Store store, Quarter quarter, WorklistTab tab, Account who, IReadOnlyList<CaseSum>? whole = null)
    {
        var sums = whole ?? store.Cases.Sums(quarter, who.Scope);
        Flag? flag = tab switch { WorklistTab.Add => Flag.Add, WorklistTab.Exit => Flag.Exit, WorklistTab.ReExamine => Flag.ReExamine, _ => null };
        var districts = store.Cases.DistrictsOf(quarter, who.Scope).SelectMany(d => new[] { d.City, d }).Where(d => d != who.Scope && d != who.Scope?.Province && d.Code % 10000 != 0).Distinct().Order();
        var steps = sums.Where(t => t.Step.Length > 0 && (flag is null || t.Flag == flag)).GroupBy(t => t.Step, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Sum(t => t.Cases)));
        return new WorklistChoices([.. districts], [.. steps], store.Cases.RulesOf(quarter), store.Cases.RegistriesOf(quarter), ColleaguesOf(store, who));
    }

    /// <summary>Enabled accounts that work on cases of a district that is the account's too, himself left out; by sign-in name.</summary>
    public static IReadOnlyList<Account> ColleaguesOf(Store store, Account who) =>
        [.. store.Accounts.All().Where(a => a.Enabled && a.Id != who.Id && AssignCases.Works(a) && (a.Scope is not { } theirs || who.Covers(theirs) || (who.Scope is { } own && a.Covers(own))))];
}
