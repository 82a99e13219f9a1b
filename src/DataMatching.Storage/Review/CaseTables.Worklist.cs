using System.Data.Common;
using Dapper;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Storage;

public sealed partial class CaseTables
{
    /// <summary>What is rarer than this leads, and is sorted; a page of what is not is soon full in the order of worklists.</summary>
    internal int Few { get; set; } = 2_000;

    /// <summary>The next cases of a worklist, the highest priority first, then by household.</summary>
    /// <param name="filter">Scope and what the list is narrowed to.</param>
    /// <param name="behind">The place of the last case shown; null for the first page.</param>
    /// <param name="size">1 to 1,000.</param>
    public IReadOnlyList<CaseListing> Page(CaseFilter filter, CasePlace? behind, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 1_000);
        return _store.Read(connection =>
        {
            var query = new CaseQuery(_store.Dialect, filter, behind, LeadOf(connection, filter));
            query.Parameters.Add("@Count", size);
            return connection.Query<CaseRow>(query.Page(), query.Parameters).Select(r => r.ToListing()).ToList();
        });
    }

    /// <summary>How many cases a worklist has: exact when narrowed by district, flag, state and step at most, otherwise exact up to <paramref name="bound"/>.</summary>
    public CaseCount Count(CaseFilter filter, int bound = 1_000) => _store.Read(connection =>
    {
        if (filter is { Rule: null, Registry: null, LeastPriority: null, Assignee: null, Unassigned: false, DueBy: null, LeastFlip: null, MostFlip: null, OpenedBy: null })
        {
            return new CaseCount(connection.ExecuteScalar<int>(
                "SELECT COALESCE(SUM(cases), 0) FROM case_tally t WHERE quarter = @Quarter" + Within.Scope("t", filter.Scope)
                + (filter.Below is { } below ? $" AND {Within.Column(below)} = @Below" : "")
                + (filter.Listed ? " AND flag <> @Keep" : "") + (filter.Flag is null ? "" : " AND flag = @Flag") + (filter.State is null ? "" : " AND state = @State") + (filter.Step is null ? "" : " AND step = @Step"),
                new { Quarter = filter.Quarter.ToString(), Scope = filter.Scope?.Code, Below = filter.Below?.Code, Flag = (int?)filter.Flag, Keep = (int)Flag.Keep, State = (int?)filter.State, filter.Step }), true);
        }

        var query = new CaseQuery(_store.Dialect, filter, null, LeadOf(connection, filter));
        query.Parameters.Add("@Count", bound + 1);
        var found = connection.ExecuteScalar<int>(query.Count(), query.Parameters);
        return found > bound ? new CaseCount(bound, false) : new CaseCount(found, true);
    });

    /// <summary>How the cases of a quarter stand, by district, flag, state and step; what has none is absent.</summary>
    public IReadOnlyList<CaseTally> Tally(Quarter quarter, District? scope) => _store.Read(c => c.Query<(int District, int Flag, int State, string Step, int Cases)>(
        "SELECT district, flag, state, step, SUM(cases) FROM case_tally t WHERE quarter = @Quarter" + Within.Scope("t", scope)
        + " GROUP BY district, flag, state, step HAVING SUM(cases) > 0 ORDER BY district, flag, state, step",
        new { Quarter = quarter.ToString(), Scope = scope?.Code })
        .Select(t => new CaseTally(new District(t.District), (Flag)t.Flag, (CaseState)t.State, t.Step, t.Cases)).ToList());

    /// <summary>The same summed over the scope, or over a district <paramref name="below"/> it: a row for each flag, state and step, however many districts there are.</summary>
    public IReadOnlyList<CaseSum> Sums(Quarter quarter, District? scope, District? below = null) => _store.Read(c => c.Query<(int Flag, int State, string Step, int Cases)>(
        "SELECT flag, state, step, SUM(cases) FROM case_tally t WHERE quarter = @Quarter" + Within.Scope("t", scope) + (below is { } part ? $" AND {Within.Column(part)} = @Below" : "")
        + " GROUP BY flag, state, step HAVING SUM(cases) > 0 ORDER BY flag, state, step",
        new { Quarter = quarter.ToString(), Scope = scope?.Code, Below = below?.Code }).Select(t => new CaseSum((Flag)t.Flag, (CaseState)t.State, t.Step, t.Cases)).ToList());

    /// <summary>The districts of the scope that have cases, by code.</summary>
    public IReadOnlyList<District> DistrictsOf(Quarter quarter, District? scope) => _store.Read(c => c.Query<int>(
        "SELECT district FROM case_tally t WHERE quarter = @Quarter" + Within.Scope("t", scope) + " GROUP BY district HAVING SUM(cases) > 0 ORDER BY district",
        new { Quarter = quarter.ToString(), Scope = scope?.Code }).Select(d => new District(d)).ToList());

    /// <summary>The rules that any case of the quarter has, by id; whatever their scope.</summary>
    public IReadOnlyList<string> RulesOf(Quarter quarter) => Each("rule", quarter);

    /// <summary>The registries that any case of the quarter rests on, by id.</summary>
    public IReadOnlyList<string> RegistriesOf(Quarter quarter) => Each("registry", quarter);

    /// <summary>From one to the next by the index: the cases between are not read.</summary>
    private List<string> Each(string what, Quarter quarter) => _store.Read(connection =>
    {
        var found = new List<string>();
        while (connection.ExecuteScalar<string?>(
            $"SELECT MIN(\"{what}\") FROM case_{what} WHERE quarter = @Quarter AND \"{what}\" > @Last", new { Quarter = quarter.ToString(), Last = found.Count > 0 ? found[^1] : "" }) is { } next) found.Add(next);
        return found;
    });

    /// <summary>Cases by step (empty: closed), by step id.</summary>
    public IReadOnlyDictionary<string, int> CountByStep(Quarter quarter, District? scope) => Sum(quarter, scope, t => t.Step, StringComparer.Ordinal);

    /// <summary>Cases by county, by code.</summary>
    public IReadOnlyDictionary<District, int> CountByDistrict(Quarter quarter, District? scope) => Sum(quarter, scope, t => t.District, Comparer<District>.Default);

    public IReadOnlyDictionary<Flag, int> CountByFlag(Quarter quarter, District? scope) => Sum(quarter, scope, t => t.Flag, Comparer<Flag>.Default);

    /// <summary>Cases whose step was to be done before the day and is not, by district and step.</summary>
    public IReadOnlyList<LateCases> Late(Quarter quarter, District? scope, DateOnly day) => _store.Read(c => c.Query<(int District, string Step, int Cases)>(
        "SELECT district, step, SUM(cases) FROM case_due_tally t WHERE quarter = @Quarter AND due < @Day" + Within.Scope("t", scope)
        + " GROUP BY district, step HAVING SUM(cases) > 0 ORDER BY district, step",
        new { Quarter = quarter.ToString(), Day = Iso.Of(day), Scope = scope?.Code })
        .Select(r => new LateCases(new District(r.District), r.Step, r.Cases)).ToList());

    private SortedDictionary<TKey, int> Sum<TKey>(Quarter quarter, District? scope, Func<CaseTally, TKey> by, IComparer<TKey> order) where TKey : notnull
    {
        var sums = new SortedDictionary<TKey, int>(order);
        foreach (var tally in Tally(quarter, scope)) sums[by(tally)] = sums.GetValueOrDefault(by(tally)) + tally.Cases;
        return sums;
    }

    /// <summary>By what a worklist is read: somebody's own cases, a county, something rare, and only then the wider ones.</summary>
    internal Lead LeadOf(DbConnection connection, CaseFilter filter)
    {
        if (filter.Assignee is not null) return Lead.Assignee;
        var area = CaseQuery.Area(filter);
        if (area == Lead.District) return area;
        var whole = new CaseFilter(filter.Quarter, null);
        if (filter.Rule is not null && IsRare(whole with { Rule = filter.Rule, Flag = filter.Flag, State = filter.State }, Lead.Rule)) return Lead.Rule;
        if (filter.Registry is not null && IsRare(whole with { Registry = filter.Registry, Flag = filter.Flag, State = filter.State }, Lead.Registry)) return Lead.Registry;
        if (filter.DueBy is not null && IsRare(whole with { DueBy = filter.DueBy }, Lead.Due)) return Lead.Due;
        if ((filter.LeastFlip ?? filter.MostFlip) is not null && IsRare(whole with { LeastFlip = filter.LeastFlip, MostFlip = filter.MostFlip }, Lead.Flip)) return Lead.Flip;
        if (filter.OpenedBy is not null && IsRare(whole with { OpenedBy = filter.OpenedBy }, Lead.Opened)) return Lead.Opened;
        if (filter.Unassigned && IsRare(whole with { Unassigned = true }, Lead.Assignee)) return Lead.Assignee;
        if (filter.Step is not null && IsRare(whole with { Step = filter.Step }, Lead.Step)) return Lead.Step;
        if (filter.State is not null && IsRare(whole with { State = filter.State }, Lead.State)) return Lead.State;
        return filter switch
        {
            { Rule: not null } => Lead.Rule,
            { Registry: not null } => Lead.Registry,
            _ when area == Lead.City => area,
            { Flag: not null, Step: not null } => Lead.Step,
            { Flag: not null } => Lead.Flag,
            { State: not null } => Lead.State,
            // The index of steps is in the order of worklists only together with the flag.
            _ => area,
        };

        bool IsRare(CaseFilter only, Lead lead)
        {
            if (Few == 0) return false;
            var query = new CaseQuery(_store.Dialect, only, null, lead);
            query.Parameters.Add("@Count", Few);
            return connection.ExecuteScalar<int>(query.Count(), query.Parameters) < Few;
        }
    }
}
