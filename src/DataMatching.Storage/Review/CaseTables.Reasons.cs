using Dapper;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>How many listed cases of two quarters have a rule, and how many households have it in both.</summary>
public sealed record RuleCount(string Rule, int Now, int Before, int Both);

public sealed partial class CaseTables
{
    // The index by flag holds all that is counted here: no case is opened for a number.
    private const string OfRules = "FROM case_rule r WHERE r.quarter = @Quarter AND r.flag <> @Keep";
    private const string WithRules = "FROM case_rule r JOIN review_case c ON c.id = r.review_case WHERE r.quarter = {0} AND r.flag <> @Keep";

    /// <summary>Each rule that a listed case of either quarter has, by id. Three statements, however many cases there are.</summary>
    public IReadOnlyList<RuleCount> Rules(Quarter quarter, Quarter before, District? scope) => _store.Read(connection =>
    {
        var (now, earlier) = (Count(quarter), Count(before));
        var both = now.Count == 0 || earlier.Count == 0 ? [] : connection.Query<(string Rule, int Cases)>(
            $"SELECT \"rule\", COUNT(*) FROM (SELECT r.\"rule\", c.household {Of("@Quarter")} INTERSECT SELECT r.\"rule\", c.household {Of("@Before")}) b GROUP BY \"rule\"", Both(quarter, before, scope))
            .ToDictionary(r => r.Rule, r => r.Cases, StringComparer.Ordinal);
        return now.Keys.Union(earlier.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(rule => new RuleCount(rule, now.GetValueOrDefault(rule), earlier.GetValueOrDefault(rule), both.GetValueOrDefault(rule))).ToList();

        Dictionary<string, int> Count(Quarter one) => connection.Query<(string Rule, int Cases)>(
            $"SELECT r.\"rule\", COUNT(*) {OfRules}{Within.Scope("r", scope)} GROUP BY r.\"rule\"", new { Quarter = one.ToString(), Keep = (int)Flag.Keep, Scope = scope?.Code })
            .ToDictionary(r => r.Rule, r => r.Cases, StringComparer.Ordinal);

        string Of(string one) => Rows(one, scope);
    });

    /// <summary>Households with a listed case of the rule in one quarter and none in the other, by file number; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<string> OnlyIn(Quarter quarter, Quarter other, string rule, District? scope, int limit) => _store.Read(c => c.Query<string>(
        $"SELECT household FROM (SELECT c.household {Rows("@Quarter", scope)} AND r.\"rule\" = @Rule EXCEPT SELECT c.household {Rows("@Before", scope)} AND r.\"rule\" = @Rule) o ORDER BY household "
        + _store.Dialect.FirstCount, Both(quarter, other, scope, rule, limit)).AsList());

    private static string Rows(string quarter, District? scope) => WithRules.Replace("{0}", quarter, StringComparison.Ordinal) + Within.Scope("r", scope);

    private static object Both(Quarter quarter, Quarter before, District? scope, string? rule = null, int limit = 0) =>
        new { Quarter = quarter.ToString(), Before = before.ToString(), Keep = (int)Flag.Keep, Scope = scope?.Code, Rule = rule, Count = limit };
}
