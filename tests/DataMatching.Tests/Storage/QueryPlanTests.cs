using System.Text.RegularExpressions;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

/// <summary>What pages ask for again and again reads by an index, and never all cases of a quarter.</summary>
[TestClass]
public sealed class QueryPlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("datamatching-plan-").FullName;
    private readonly TracedDialect _dialect;
    private readonly Store _store;

    public QueryPlanTests()
    {
        _dialect = new TracedDialect(Path.Combine(_folder, "datamatching.db"));
        _store = Store.Open(_dialect, KeyRing.Create(Path.Combine(_folder, "keys")), TimeProvider.System);
    }

    [TestMethod]
    public void The_sheet_the_search_the_tally_and_the_quarters_page_look_up_and_scan_no_cases()
    {
        var who = R.Somebody(_store);
        var id = R.Open(_store, R.Opening("A"), R.Opening("B"));
        var listing = _store.Cases.Find(id, null)!.Listing;
        _store.Cases.Append(id, null, 1, [R.Event("closed", who)], listing with { State = CaseState.Closed, Decision = Decision.Exited, DecidedOn = new DateOnly(2026, 11, 3) });
        var run = _store.Runs.StartOrResume("quarter/2026Q3", "p").Id;
        _dialect.Statements.Clear();
        foreach (var scope in new District?[] { null, new District(440000), new District(440100), new District(440106) })
        {
            // Sheet and search.
            _store.Cases.Find(id, scope);
            _store.Cases.FindByHousehold(R.Q3, "A", scope);
            _store.Cases.OfHousehold("A", scope);
            _store.Cases.Events(id, scope);
            _store.Cases.Events(id, scope, R.At);
            _store.Cases.EvidenceOf("A");
            _store.Cases.Search(R.Q3, scope, Samples.IdA, 50);
            _store.Cases.Search(R.Q3, scope, Samples.Name(Samples.NameA), 50);
            // The tally and the quarter's page.
            _store.Cases.Count(new CaseFilter(R.Q3, scope));
            _store.Cases.Tally(R.Q3, scope);
            _store.Cases.Sums(R.Q3, scope);
            _store.Cases.Standing(R.Q3, scope);
            _store.Cases.Late(R.Q3, scope, new DateOnly(2026, 11, 1));
            _store.Cases.LateDecisions(R.Q3.Next, run, scope);
            _store.Cases.Decided(R.Q3, scope);
        }

        var asked = _dialect.Statements.Where(s => s.StartsWith("SELECT", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        Assert.IsGreaterThan(40, asked.Count);
        foreach (var statement in asked)
        {
            var plan = _dialect.Plan(statement);
            foreach (var table in new[] { "review_case", "case_event", "case_person", "case_decision", "case_evidence", "case_tally", "case_due_tally", "verdict" })
                Assert.DoesNotMatchRegex(new Regex($@"SCAN (TABLE )?{table}\b", RegexOptions.None, TimeSpan.FromSeconds(1)), plan, statement);
            Assert.IsFalse(WholeQuarter().IsMatch(plan), $"every case of the quarter is read: {statement}\n{plan}");
        }

        Assert.IsTrue(WholeQuarter().IsMatch(_dialect.Plan("SELECT COUNT(decision) FROM review_case c WHERE c.quarter = '2026Q3'")), "a test that cannot fail");
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, true);
    }

    /// <summary>A look-up by the quarter alone.</summary>
    private static Regex WholeQuarter() => new(@"review_case\b[^/]*\(quarter=\?\)", RegexOptions.None, TimeSpan.FromSeconds(1));
}
