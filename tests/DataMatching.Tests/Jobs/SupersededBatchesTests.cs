using System.Globalization;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>What is taken for superseded speaks on no day that may still be judged.</summary>
[TestClass]
public sealed class SupersededBatchesTests
{
    private static readonly DatasetTerms[] Terms = [new("tax", "wages", true, 60), new("vehicle", "vehicles", false, 60)];
    private static readonly DateOnly Since = new(2026, 9, 30);

    [TestMethod]
    public void Without_them_the_same_deliveries_speak_on_every_day_from_then_on()
    {
        var random = new Random(20261122);
        var found = 0;
        for (var round = 0; round < 300; round++)
        {
            var all = Enumerable.Range(1, 40).Select(id => Some(random, id)).ToList();
            var over = new SupersededBatches(Terms, Since).Of(all).Select(b => b.Id).ToHashSet();
            found += over.Count;
            var left = all.Select(b => over.Contains(b.Id) ? b with { RemovedAt = DateTimeOffset.UnixEpoch } : b).ToList();
            for (var i = 0; i < 12; i++)
            {
                var day = Since.AddDays(random.Next(0, 400));
                var quarter = Quarter.Of(day);
                foreach (var (period, cutoff) in new[] { (JudgedPeriod.OfNight(day), day), (JudgedPeriod.Of(quarter), quarter.LastDay.AddDays(random.Next(0, 21))), (JudgedPeriod.Of(Quarter.Of(Since)), Since.AddDays(random.Next(0, 21))) })
                    Assert.AreEqual(Speaking(all, period, cutoff), Speaking(left, period, cutoff), $"round {round}, {period.Day:yyyy-MM-dd}, {cutoff:yyyy-MM-dd}");
            }
        }

        Assert.IsGreaterThan(1000, found);
    }

    [TestMethod]
    public void Neither_pending_nor_unknown_datasets_nor_the_newest_are_among_them()
    {
        Batch[] all =
        [
            Of(1, "vehicle", "vehicles", "2026-01-31"), Of(2, "vehicle", "vehicles", "2026-09-30"), Of(3, "vehicle", "vehicles", "2026-10-01"), Of(4, "vehicle", "vehicles", "2026-01-01") with { State = BatchState.Pending },
            Of(5, "property", "units", "2026-01-31"), Of(6, "property", "units", "2026-09-30"), Of(7, "vehicle", "vehicles", "2026-02-28") with { State = BatchState.Refused },
            Of(8, "tax", "wages", "2025-12-31", "2025-07", "2025-12"), Of(9, "tax", "wages", "2026-06-30", "2026-01", "2026-06"),
        ];
        CollectionAssert.AreEqual(new long[] { 1, 7, 8 }, new SupersededBatches(Terms, Since).Of(all).Select(b => b.Id).ToArray());
    }

    [TestMethod]
    public void What_was_removed_is_unknown_and_no_older_one_speaks_in_its_place()
    {
        Batch[] all = [Of(1, "vehicle", "vehicles", "2026-09-01"), Of(2, "vehicle", "vehicles", "2026-09-30") with { RemovedAt = DateTimeOffset.UnixEpoch }];
        var month = Month.Parse("2026-09");
        Assert.IsNull(new BatchesInForce(all, Terms, Since, Since).For("vehicle", "vehicles", new District(440106), month));
        Assert.AreEqual(1, new BatchesInForce(all, Terms, Since.AddDays(-1), Since).For("vehicle", "vehicles", new District(440106), month)!.Full.Id, "at a cutoff before it");
    }

    private static string Speaking(IReadOnlyList<Batch> all, JudgedPeriod period, DateOnly cutoff) =>
        string.Join(' ', new BatchesInForce(all, Terms, cutoff, period.Day).Speaking(period.First, period.Last).Select(b => b.Id));

    private static Batch Some(Random random, int id)
    {
        var (dataset, last) = (random.Next(2), new Month(2025, 10).Plus(random.Next(0, 20)));
        var asOf = last.LastDay.AddDays(random.Next(-20, 30));
        var state = random.Next(8) switch { 0 => BatchState.Refused, 1 => BatchState.Pending, _ => BatchState.Accepted };
        var batch = Of(id, Terms[dataset].Registry, Terms[dataset].Dataset, asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.Plus(-random.Next(0, 7)).ToString(), last.ToString(), random.Next(3) == 0 ? 440106 : 440000, random.Next(4) == 0 ? DeliveryMode.Increment : DeliveryMode.Full);
        return batch with { State = state };
    }

    private static Batch Of(long id, string registry, string dataset, string asOf, string first = "2026-01", string last = "2026-12", int scope = 440000, DeliveryMode mode = DeliveryMode.Full) => new(
        id, new Manifest(registry, dataset, new District(scope), DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture), Month.Parse(first), Month.Parse(last), mode, ExtractEncoding.Utf8, 1, id.ToString("D64", CultureInfo.InvariantCulture), null),
        "f.csv", BatchState.Accepted, null, BatchCounts.None, DateTimeOffset.UnixEpoch);
}
