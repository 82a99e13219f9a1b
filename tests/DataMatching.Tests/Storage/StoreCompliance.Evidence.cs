using DataMatching.Storage;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void Evidence_is_numbered_over_all_cases_in_the_order_of_recording()
    {
        using var store = Open();
        Assert.AreEqual(0, store.Cases.LastEvidence());
        var who = R.Somebody(store);
        R.Open(store, R.Opening("A"), R.Opening("B"));
        var (a, b) = (Case("A"), Case("B"));
        store.Cases.Append(b, null, 1, [R.Event("income-verified", who, json: "{\"n\":1}"), R.Event("rejudged", json: "{}")], R.Listing("B"));
        store.Cases.Append(a, null, 1, [R.Event("noted", who), R.Event("outcome-coded", who, json: "{\"n\":2}")], R.Listing("A"));
        store.Cases.Append(b, null, 3, [R.Event("outcome-coded", who, json: "{\"n\":3}")], R.Listing("B"));

        Assert.AreEqual(3, store.Cases.LastEvidence());
        Assert.AreEqual("1 B 2, 2 A 3, 3 B 4", Shown(store.Cases.Evidence(3)));
        Assert.AreEqual("1 B 2, 2 A 3", Shown(store.Cases.Evidence(2)), "what a run pinned never grows");
        Assert.AreEqual("1 B 2, 3 B 4", Shown(store.Cases.EvidenceOf("B")));
        Assert.AreEqual(("{\"n\":1}", (long?)who), (store.Cases.EvidenceOf("B")[0].Event.Json, store.Cases.EvidenceOf("B")[0].Event.By));
        CollectionAssert.AreEqual(new[] { "A", "B" }, store.Cases.HouseholdsWithEvidence(0, 3).ToArray());
        CollectionAssert.AreEqual(new[] { "B" }, store.Cases.HouseholdsWithEvidence(2, 3).ToArray());
        Assert.IsEmpty(store.Cases.HouseholdsWithEvidence(3, 3));

        long Case(string household) => store.Cases.FindByHousehold(R.Q3, household, null)!.Listing.Case;
        static string Shown(IEnumerable<StoredEvidence> evidence) => string.Join(", ", evidence.Select(e => $"{e.Id} {e.Household} {e.Event.Sequence}"));
    }
}
