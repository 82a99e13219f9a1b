using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage;
using DataMatching.Tests.Landings;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void A_landing_keeps_whom_it_asked_about_and_goes_on_from_what_is_sure()
    {
        using var store = Open();
        var import = store.Union.Import("1", [Samples.Household("H1")], []).Id;
        var gate = Gate.Clear([GateTests.Of(GateTests.Adult, new Authorisation("H/1", ["*"], DateInterval.Always)), GateTests.Of(null, new Authorisation("H/1", ["*"], DateInterval.Always)) with { Members = [GateTests.Member("H/2", null)] }],
            RegistryId.Tax, DateInterval.Always, AgreementCovers.Authorised, new DateOnly(2026, 10, 1), new Month(2026, 5));
        var what = new LandingOf("tax", "wages", new District(440000), "http", new DateOnly(2026, 10, 1), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, "A-1", "核对", new MatchPass(import, new DateOnly(2026, 10, 1)));
        var landing = store.Landings.Open(what, gate);
        Assert.AreEqual((what, LandingState.Open, 0L, 0), (landing.Of, landing.State, landing.Rows, landing.Tries));
        Assert.AreEqual("H/1", store.Landings.People(landing.Id).Single(p => p.Sent).Person);
        Assert.AreEqual(landing.Id, store.Landings.Unfinished("tax", "wages", new District(440000))!.Id);
        Assert.IsNull(store.Landings.Unfinished("tax", "wages", new District(440100)));

        store.Landings.Commit(landing.Id, 3, 120, "page 2", [("H/1", PersonAnswer.Found), ("H/9", PersonAnswer.Found)]);
        store.Landings.Failed(landing.Id, "cut");
        var sure = store.Landings.Find(landing.Id)!;
        Assert.AreEqual((3L, 120L, "page 2", "cut", 1), (sure.Rows, sure.Bytes, sure.Place, sure.Failure, sure.Tries));
        Assert.AreEqual(PersonAnswer.Found, store.Landings.People(landing.Id, PersonAnswer.Found).Single().Answer);
        Assert.AreEqual((landing.Id, PersonAnswer.Found), store.Landings.Asked("H/1").Select(a => (a.Landing.Id, a.Person.Answer)).Single());

        store.Landings.MarkWhole(landing.Id, new string('a', 64), "tax/w.csv");
        store.Landings.End(landing.Id, LandingState.Landed, null);
        Assert.AreEqual(landing.Id, store.Landings.LastLanded("tax", "wages", new District(440000))!.Id);
        Assert.ThrowsExactly<StoreException>(() => store.Landings.Commit(landing.Id, 4, 130, "late", []));
        Assert.ThrowsExactly<StoreException>(() => store.Landings.MarkWhole(landing.Id, new string('b', 64), "x"));
        var batch = store.Batches.Register(new Manifest("tax", "wages", new District(440000), what.AsOf, what.First, what.Last, DeliveryMode.Full, ExtractEncoding.Utf8, 3, new string('a', 64), null), "tax/w.csv");
        Assert.AreEqual((landing.Id, what.Asked), (batch.Landing!.Value, batch.Asked));
        Assert.IsNull(store.Batches.Register(new Manifest("tax", "wages", new District(440000), what.AsOf, what.First, what.Last, DeliveryMode.Full, ExtractEncoding.Utf8, 3, new string('c', 64), null), "tax/x.csv").Asked, "dropped by the agency");
        Assert.Throws<System.Data.Common.DbException>(() => Meddle("DELETE FROM clearance"), "the gate's record is not deleted");
    }
}
