using System.Text;
using Dapper;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Storage;

/// <summary>What a worklist is read by first: one index, whose other columns the rest of the filter is held against.</summary>
internal enum Lead { Place, Province, City, District, Flag, Step, State, Assignee, Due, Flip, Opened, Rule, Registry }

/// <summary>The statement of a worklist: the scope always, each part of the filter, and what leads.</summary>
internal sealed class CaseQuery
{
    private readonly Lead _lead;
    private readonly bool _byFlag;
    private readonly StringBuilder _where = new();
    private readonly Dialect _dialect;

    public CaseQuery(Dialect dialect, CaseFilter filter, CasePlace? behind, Lead lead)
    {
        _dialect = dialect;
        _lead = lead;
        var side = lead is Lead.Rule or Lead.Registry;
        // The side tables hold quarter, place, districts, flag and state themselves: what they rule out is not looked up.
        var head = side ? "s" : "c";
        _byFlag = side && filter is { Flag: not null, State: not null };
        // Only both together leave the index in the order of worklists: one alone is not to tempt the database to take it and sort.
        var told = side && !_byFlag ? "+s" : head;
        Add("quarter", head + ".quarter = @quarter", filter.Quarter.ToString());
        if (filter.Scope is { } scope) Add("scope", $"{head}.{Within.Column(scope)} = @scope", scope.Code);
        if (filter.Below is { } below) Add("below", $"{head}.{Within.Column(below)} = @below", below.Code);
        if (behind is { } place) Add("place", head + ".place > @place", CaseRow.Place(place.Priority, place.Household));
        if (filter.LeastPriority is { } least) Add("least", head + ".place < @least", CaseRow.Place(least - 1, ""));
        if (filter.Flag is { } flag) Add("flag", told + ".flag = @flag", (int)flag);
        if (filter.Listed) Add("unlisted", told + ".flag <> @unlisted", (int)Assessment.Flag.Keep);
        if (filter.Assignee is { } assignee) Add("assignee", "c.assignee = @assignee", assignee);
        if (filter.Unassigned) _where.Append(" AND c.assignee IS NULL");
        if (filter.Step is { } step) Add("step", "c.step = @step", step);
        if (filter.State is { } state) Add("state", told + ".state = @state", (int)state);
        if (filter.DueBy is { } due) Add("due", "c.due <= @due", Iso.Of(due));
        if (filter.LeastFlip is { } little) Add("leastFlip", "c.flip_fen >= @leastFlip", little.Fen);
        if (filter.MostFlip is { } most) Add("mostFlip", "c.flip_fen <= @mostFlip", most.Fen);
        if (filter.OpenedBy is { } opened) Add("opened", "c.opened <= @opened", Iso.Of(opened));
        if (filter.Rule is { } rule) Side("rule", rule, Lead.Rule);
        if (filter.Registry is { } registry) Side("registry", registry, Lead.Registry);
    }

    public DynamicParameters Parameters { get; } = new();

    public string Page()
    {
        // Sorted here without the wide columns, which are only read of the rows shown.
        var head = _lead is Lead.Rule or Lead.Registry ? "s" : "c";
        return CaseRow.Columns + $"FROM (SELECT c.id AS id, {head}.place AS place {From()} ORDER BY {head}.place {_dialect.FirstCount}) p "
            + "CROSS JOIN review_case c WHERE c.id = p.id ORDER BY p.place";
    }

    /// <summary>Counts up to @Count.</summary>
    public string Count() => _lead is Lead.Rule or Lead.Registry && !_where.ToString().Contains(" c.", StringComparison.Ordinal)
        ? $"SELECT COUNT(*) FROM (SELECT s.review_case {Side()} WHERE 1 = 1{_where} {_dialect.AnyCount}) n"
        : $"SELECT COUNT(*) FROM (SELECT c.id {From()} {_dialect.AnyCount}) n";

    private string From() => _lead switch
    {
        Lead.Rule or Lead.Registry => $"{Side()} CROSS JOIN review_case c WHERE c.id = s.review_case" + _where,
        _ => $"FROM review_case c{_dialect.By(Index(_lead))} WHERE 1 = 1" + _where,
    };

    private string Side() => (_lead == Lead.Rule ? "FROM case_rule s" : "FROM case_registry s") + (_byFlag ? _dialect.By(_lead == Lead.Rule ? "case_rule_by_flag" : "case_registry_by_flag") : "");

    private void Side(string name, string value, Lead lead) => Add(name,
        _lead == lead ? $"s.\"{name}\" = @{name}" : $"EXISTS (SELECT 1 FROM case_{name} x WHERE x.quarter = c.quarter AND x.\"{name}\" = @{name} AND x.place = c.place)", value);

    private void Add(string name, string condition, object value)
    {
        _where.Append(" AND ").Append(condition);
        Parameters.Add("@" + name, value);
    }

    private static string Index(Lead lead) => lead switch
    {
        Lead.Province => "review_case_by_province",
        Lead.City => "review_case_by_city",
        Lead.District => "review_case_by_district",
        Lead.Flag => "review_case_by_flag",
        Lead.Step => "review_case_by_step",
        Lead.State => "review_case_by_state",
        Lead.Assignee => "review_case_by_assignee",
        Lead.Due => "review_case_by_due",
        Lead.Flip => "review_case_by_flip",
        Lead.Opened => "review_case_by_opened",
        _ => "review_case_by_place",
    };

    /// <summary>The narrower of scope and the district below it, as what leads.</summary>
    public static Lead Area(CaseFilter filter)
    {
        var widest = Math.Max(Depth(filter.Scope), Depth(filter.Below));
        return widest switch { 3 => Lead.District, 2 => Lead.City, 1 => Lead.Province, _ => Lead.Place };

        static int Depth(District? d) => d is not { } whole ? 0 : whole.Code % 10000 == 0 ? 1 : whole.Code % 100 == 0 ? 2 : 3;
    }
}
