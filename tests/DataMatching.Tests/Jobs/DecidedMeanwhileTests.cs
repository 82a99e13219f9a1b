using DataMatching.Batches;
using DataMatching.Jobs;

namespace DataMatching.Tests.Jobs;

/// <summary>A node that was taken for dead wakes up with a delivery in hand that another one has read since.</summary>
[TestClass]
public sealed class DecidedMeanwhileTests
{
    [TestMethod]
    public void A_delivery_that_another_node_decided_is_told_as_that_one_left_it()
    {
        using var night = new NightSite();
        night.Deliver("tax", "wages", "wages-half.csv", "2026-09-30", "姓名,证件号码\n", bend: m => m.Replace("\"rows\":0", "\"rows\":5", StringComparison.Ordinal));
        night.Night("2026-09-30");
        night.Look(site =>
        {
            var batches = site.Store.Batches.All();
            foreach (var decided in new[] { batches.First(b => b.Counts.Matched > 0), batches.First(b => b.State == BatchState.Refused) })
            {
                var pass = batches.First(b => b.Pass is not null).Pass!;
                var told = MatchOne.Run(site, decided with { State = BatchState.Pending }, again: false, () => site.People.Of(pass.Import), pass, CancellationToken.None);
                Assert.AreEqual((decided.State == BatchState.Accepted ? "accepted" : "refused", decided.Counts.Matched, decided.Refusal), (told.State, told.Matched, told.Refusal));
                Assert.AreEqual((decided.State, decided.Counts), (site.Store.Batches.Find(decided.Id)!.State, site.Store.Batches.Find(decided.Id)!.Counts));
            }

            return 0;
        });
    }
}
