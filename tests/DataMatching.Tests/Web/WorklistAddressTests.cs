using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Time;
using DataMatching.Web.Worklists;

namespace DataMatching.Tests.Web;

/// <summary>The address is the filter: what is written is read again, and whatever stands in an address, a worklist inside the account's district comes out.</summary>
[TestClass]
public sealed class WorklistAddressTests
{
    private static readonly string[] Names = ["q", "t", "d", "rule", "registry", "p", "who", "step", "s", "due", "from", "to", "age", "after"];

    private static readonly string[] Hostile =
    [
        "", " ", "0", "-1", "101", "99999999999999999999", "440106' OR 1=1 --", "<script>alert(1)</script>", "me&d=110000", "2026Q5", "2026-02-30", "NaN", "1e3", "%00", "\0", "\uD800", "../../etc", "1.234,5", "٣", "５０",
        "javascript:alert(1)", "92.", ".KN1", "-5.KN1", "101.KN1", "92.\u0001", new string('a', 5_000), new string('9', 400), "王小明", "110101199003071233",
    ];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void What_is_written_is_read_again_and_written_the_same(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var query = Some(random);
            var text = WorklistAddress.Write(query);
            Assert.AreEqual(query, WorklistAddress.Parse(text), text);
            Assert.AreEqual(text, WorklistAddress.Write(WorklistAddress.Parse(text)));
            Assert.IsTrue(text.All(c => c is > ' ' and < (char)127), text);
        }
    }

    [TestMethod]
    public void The_worklist_as_it_opens_has_a_bare_address()
    {
        Assert.AreEqual("/worklist", WorklistAddress.Of(new WorklistQuery()));
        Assert.AreEqual("/worklist?t=re-examine&d=440100&who=me", WorklistAddress.Of(new WorklistQuery(Tab: WorklistTab.ReExamine, Below: new District(440100), Whose: Whose.Mine)));
    }

    [TestMethod]
    public void Hostile_values_are_left_out_by_name_and_never_widen_what_is_shown()
    {
        var account = new Account(7, "li", "李", Role.County, new District(440106), true);
        foreach (var name in Names)
        {
            foreach (var value in Hostile)
            {
                var query = WorklistAddress.Read([KeyValuePair.Create(name, value), KeyValuePair.Create("p", "40")], out var ignored);
                var taken = ignored.Count == 0;
                if (!taken) CollectionAssert.AreEqual(new[] { name }, ignored.ToArray(), $"{name}={value}");
                Assert.AreEqual(query, WorklistAddress.Parse(WorklistAddress.Write(query)), $"{name}={value}");
                Assert.DoesNotContain("王", Uri.UnescapeDataString(WorklistAddress.Write(query with { After = null })), StringComparison.Ordinal);
                foreach (var tab in Enum.GetValues<WorklistTab>())
                {
                    var filter = query.ToFilter(WorklistSite.Q3, tab, account, WorklistSite.Today);
                    Assert.AreEqual(account.Scope, filter.Scope, $"{name}={value}");
                    Assert.AreEqual(WorklistSite.Q3, filter.Quarter);
                }
            }
        }
    }

    [TestMethod]
    public void Of_a_name_twice_the_first_counts()
    {
        var query = WorklistAddress.Read([KeyValuePair.Create("who", "me"), KeyValuePair.Create("who", "nobody")], out var ignored);
        Assert.AreEqual(Whose.Mine, query.Whose);
        Assert.IsEmpty(ignored);
    }

    [TestMethod]
    public void A_list_is_what_its_tab_says_whatever_is_filtered()
    {
        var account = new Account(7, "li", "李", Role.City, new District(440100), true);
        CaseFilter Filter(WorklistTab tab, WorklistQuery query) => query.ToFilter(WorklistSite.Q3, tab, account, WorklistSite.Today);
        var narrow = new WorklistQuery(Rule: "member-died", Whose: Whose.Mine, Standing: Standing.Closed, DueBy: new DateOnly(2026, 12, 1), LeastAge: 30, LeastFlip: Money.Yuan(5));
        Assert.AreEqual(new CaseFilter(WorklistSite.Q3, account.Scope, Flag.Add, State: CaseState.Open), Filter(WorklistTab.Add, new WorklistQuery()));
        Assert.AreEqual((Flag.Exit, CaseState.Closed, 7L), (Filter(WorklistTab.Exit, narrow).Flag!.Value, Filter(WorklistTab.Exit, narrow).State!.Value, Filter(WorklistTab.Exit, narrow).Assignee!.Value));
        Assert.AreEqual(new DateOnly(2026, 9, 21), Filter(WorklistTab.Exit, narrow).OpenedBy);
        Assert.AreEqual("identity-conflict", Filter(WorklistTab.Doubt, narrow).Rule);
        Assert.AreEqual(CaseState.Objected, Filter(WorklistTab.Objection, narrow).State);
        Assert.AreEqual(new DateOnly(2026, 10, 25), Filter(WorklistTab.Due, narrow).DueBy);
        Assert.IsNull(Filter(WorklistTab.Due, narrow).Flag);
        Assert.IsTrue(DataMatching.Policy.AllRules.InOrder.Any(r => r.Id == WorklistQuery.DoubtRule), "the rule of doubtful matches exists");
    }

    [TestMethod]
    [DataRow("2026-10-19", "2026-10-25")]
    [DataRow("2026-10-24", "2026-10-25")]
    [DataRow("2026-10-25", "2026-10-25")]
    [DataRow("2026-12-31", "2027-01-03")]
    public void A_week_ends_on_Sunday(string day, string sunday) => Assert.AreEqual(DateOnly.Parse(sunday, null), WorklistQuery.Sunday(DateOnly.Parse(day, null)));

    private static WorklistQuery Some(Random random)
    {
        T? Maybe<T>(Func<T> make)
            where T : struct => random.Next(2) == 0 ? null : make();
        string? Word(params string[] words) => random.Next(2) == 0 ? null : words[random.Next(words.Length)];
        var whose = (Whose)random.Next(3);
        return new WorklistQuery(
            Maybe(() => new Quarter(random.Next(1900, 3000), random.Next(1, 5))), Maybe(() => (WorklistTab)random.Next(6)), Maybe(() => new District(random.Next(110000, 1_000_000))),
            Word("member-died", "x", "a-1"), Word("tax", "civil-affairs"), Maybe(() => random.Next(1, 101)), whose, whose == Whose.Anybody ? Maybe(() => random.NextInt64(1, long.MaxValue)) : null,
            Word("visit", "sign-county"), (Standing)random.Next(4), Maybe(() => new DateOnly(random.Next(1, 9999), random.Next(1, 13), random.Next(1, 29))),
            Maybe(() => new Money(random.NextInt64(0, 1_000_000_000_000))), Maybe(() => new Money(random.Next())), Maybe(() => random.Next(0, 36_501)),
            Maybe(() => new CasePlace(random.Next(0, 101), new[] { "KN00001027", "a.b", "档案/7 & x=1", "+%#?" }[random.Next(4)])));
    }
}
