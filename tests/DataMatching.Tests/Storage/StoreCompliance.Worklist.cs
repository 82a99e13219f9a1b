using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 40)]
    [DataRow(3, 100_000)]
    public void A_worklist_shows_every_case_of_its_filter_once_in_order_and_none_outside_the_scope_whatever_leads(int seed, int few)
    {
        using var store = Open();
        store.Cases.Few = few;
        long[] accounts = [R.Somebody(store), R.Somebody(store, "wang")];
        var all = Store(store, R.Random(seed, 300, accounts));
        var shown = 0;
        foreach (var filter in R.Filters(accounts))
        {
            var expected = R.Expected(all, filter);
            var paged = new List<CaseListing>();
            CasePlace? behind = null;
            while (store.Cases.Page(filter, behind, 7) is { Count: > 0 } page)
            {
                paged.AddRange(page);
                behind = new CasePlace(page[^1].Priority, page[^1].Household);
                Assert.IsLessThanOrEqualTo(300, paged.Count, "a page repeats");
            }

            CollectionAssert.AreEqual(expected.Select(Plain).ToArray(), paged.Select(Plain).ToArray(), filter.ToString());
            var count = store.Cases.Count(filter, 40);
            Assert.AreEqual(count.Exact ? expected.Count : 40, count.Number, filter.ToString());
            if (!count.Exact) Assert.IsGreaterThan(40, expected.Count, filter.ToString());
            shown += paged.Count;
        }

        Assert.IsGreaterThan(1_000, shown);
    }

    [TestMethod]
    public void The_tallies_are_the_counts_of_the_cases_after_every_change()
    {
        using var store = Open();
        long[] accounts = [R.Somebody(store), R.Somebody(store, "wang")];
        var all = Store(store, R.Random(4, 200, accounts));
        foreach (var scope in new District?[] { null, new(440000), new(440100), new(440101), new(990000) })
        {
            var within = all.Where(c => scope is not { } s || c.District.IsWithin(s)).ToList();
            CollectionAssert.AreEquivalent(within.GroupBy(c => c.Step).Select(g => (g.Key, g.Count())).ToArray(), store.Cases.CountByStep(R.Q3, scope).Select(p => (p.Key, p.Value)).ToArray());
            CollectionAssert.AreEquivalent(within.GroupBy(c => c.District).Select(g => (g.Key, g.Count())).ToArray(), store.Cases.CountByDistrict(R.Q3, scope).Select(p => (p.Key, p.Value)).ToArray());
            CollectionAssert.AreEquivalent(within.GroupBy(c => c.Flag).Select(g => (g.Key, g.Count())).ToArray(), store.Cases.CountByFlag(R.Q3, scope).Select(p => (p.Key, p.Value)).ToArray());
            CollectionAssert.AreEqual(within.Select(c => c.District).Distinct().Order().ToArray(), store.Cases.DistrictsOf(R.Q3, scope).ToArray());
            foreach (var below in new District?[] { null, new(440100), new(440102), new(990000) })
            {
                CollectionAssert.AreEquivalent(
                    within.Where(c => below is not { } b || c.District.IsWithin(b)).GroupBy(c => (c.Flag, c.State, c.Step)).Select(g => new CaseSum(g.Key.Flag, g.Key.State, g.Key.Step, g.Count())).ToArray(),
                    store.Cases.Sums(R.Q3, scope, below).ToArray());
            }

            var day = new DateOnly(2026, 10, 15);
            CollectionAssert.AreEquivalent(
                within.Where(c => c.Due < day && c.State != CaseState.Closed).GroupBy(c => (c.District, c.Step)).Select(g => new LateCases(g.Key.District, g.Key.Step, g.Count())).ToArray(),
                store.Cases.Late(R.Q3, scope, day).ToArray());
        }
    }

    [TestMethod]
    public void A_change_of_priority_district_rules_or_registries_moves_the_case_in_every_list()
    {
        using var store = Open();
        var id = R.Open(store, R.Opening("A", priority: 10), R.Opening("B", priority: 50));
        var before = store.Cases.Find(id, null)!;
        var after = before.Listing with { Priority = 90, District = new District(320101), Rules = ["person-deceased"], Registries = ["tax"] };
        store.Cases.Append(id, null, before.Sequence, [R.Event()], after);
        CaseFilter any = new(R.Q3, null);
        CollectionAssert.AreEqual(new[] { "A", "B" }, Households(store.Cases.Page(any, null, 10)));
        CollectionAssert.AreEqual(new[] { "B" }, Households(store.Cases.Page(any with { Rule = "vehicle-owned" }, null, 10)));
        CollectionAssert.AreEqual(new[] { "A" }, Households(store.Cases.Page(any with { Rule = "person-deceased", LeastPriority = 90 }, null, 10)));
        CollectionAssert.AreEqual(new[] { "A" }, Households(store.Cases.Page(any with { Registry = "tax", Scope = new District(320100) }, null, 10)));
        Assert.IsEmpty(store.Cases.Page(any with { Registry = "tax", Scope = new District(440106) }, null, 10));
        Assert.AreEqual(1, store.Cases.CountByDistrict(R.Q3, null)[new District(320101)]);
        CollectionAssert.AreEqual(new[] { "person-deceased", "vehicle-owned" }, store.Cases.RulesOf(R.Q3).ToArray());
        CollectionAssert.AreEqual(new[] { "tax", "vehicle" }, store.Cases.RegistriesOf(R.Q3).ToArray());
        Assert.IsEmpty(store.Cases.RulesOf(R.Q3.Next));
    }

    [TestMethod]
    public void People_are_found_by_their_ID_number_or_whole_name_within_the_scope_and_as_last_judged()
    {
        using var store = Open();
        var other = new CasePerson(Samples.IdFound, Samples.Name(Samples.NameFound));
        R.Open(store, R.Opening("A", priority: 10), R.Opening("B", 440305, 90), R.Opening("C") with { People = [other, other] });
        District city = new(440100);
        CollectionAssert.AreEqual(new[] { "B", "A" }, Households(store.Cases.Search(R.Q3, null, Samples.IdA, 10)));
        CollectionAssert.AreEqual(new[] { "B" }, Households(store.Cases.Search(R.Q3, null, Samples.IdA, 1)));
        CollectionAssert.AreEqual(new[] { "A" }, Households(store.Cases.Search(R.Q3, city, Samples.IdA, 10)));
        CollectionAssert.AreEqual(new[] { "A" }, Households(store.Cases.Search(R.Q3, city, Samples.Name("歐陽 修竹"), 10)));
        CollectionAssert.AreEqual(new[] { "C" }, Households(store.Cases.Search(R.Q3, null, Samples.Name(Samples.NameFound), 10)));
        Assert.IsEmpty(store.Cases.Search(R.Q3, null, Samples.Name("欧阳"), 10), "part of a name");
        Assert.IsEmpty(store.Cases.Search(R.Q3.Next, null, Samples.IdA, 10), "another quarter");
        store.Cases.Open(R.Q3, [R.Opening(R.Listing("A"), "b2") with { People = [other] }, R.Opening("B", 440305, 90), R.Opening("C") with { People = [other] }], "{}", R.At);
        CollectionAssert.AreEqual(new[] { "B" }, Households(store.Cases.Search(R.Q3, null, Samples.IdA, 10)));
    }

    [TestMethod]
    public void A_case_outside_the_scope_is_as_if_it_were_not_there()
    {
        using var store = Open();
        var who = R.Somebody(store);
        var id = R.Open(store, R.Opening("A", 440106));
        District elsewhere = new(440105);
        var listing = store.Cases.Find(id, new District(440100))!.Listing;
        Assert.IsNull(store.Cases.Find(id, elsewhere));
        Assert.IsNull(store.Cases.FindByHousehold(R.Q3, "A", elsewhere));
        Assert.IsEmpty(store.Cases.OfHousehold("A", elsewhere));
        Assert.HasCount(1, store.Cases.OfHousehold("A", new District(440106)));
        Assert.IsEmpty(store.Cases.Events(id, elsewhere));
        Assert.IsEmpty(store.Cases.Assign([id], elsewhere, who, R.Event("assigned")));
        Assert.ThrowsExactly<StoreException>(() => store.Cases.Append(id, elsewhere, 1, [R.Event()], listing));
        Assert.ThrowsExactly<StoreException>(() => store.Disclosures.Add(who, id, elsewhere, "A/1", Disclosed.IdNumber, "核对"));
        Assert.ThrowsExactly<StoreException>(() => store.Disclosures.AddView(who, id, elsewhere));
        Assert.ThrowsExactly<StoreException>(() => R.Attach(store, id, new byte[] { 1 }, "image/png", "a.png", who, elsewhere));
        Assert.AreEqual(1, store.Cases.Find(id, null)!.Sequence);
    }

    private static List<CaseListing> Store(Store store, List<CaseListing> listings)
    {
        store.Cases.Open(R.Q3, listings.Select(l => R.Opening(l)), "{}", R.At);
        var stored = store.Cases.Page(new CaseFilter(R.Q3, null), null, 1_000).ToDictionary(c => c.Household, c => c.Case);
        foreach (var group in listings.Where(l => l.Assignee is not null).GroupBy(l => l.Assignee))
            store.Cases.Assign(group.Select(l => stored[l.Household]).ToList(), null, group.Key, R.Event("assigned"));
        return listings.Select(l => l with { Case = stored[l.Household] }).ToList();
    }

    private static string[] Households(IEnumerable<CaseListing> cases) => cases.Select(c => c.Household).ToArray();

    private static string Plain(CaseListing c) => (c with { Rules = [], Registries = [] }) + string.Join(';', c.Rules) + "|" + string.Join(';', c.Registries);
}
