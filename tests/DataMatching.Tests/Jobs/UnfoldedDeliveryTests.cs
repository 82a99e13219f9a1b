using System.Security.Cryptography;
using System.Text;
using DataMatching.Evidence;
using DataMatching.Jobs;
using DataMatching.Tests.Files;
using DataMatching.Tests.Storage;

namespace DataMatching.Tests.Jobs;

/// <summary>A night over deliveries of other forms than CSV with commas.</summary>
[TestClass]
public sealed class UnfoldedDeliveryTests
{
    [TestMethod]
    public void A_delivery_as_gzip_gives_the_same_facts_and_its_rows_can_be_opened_again()
    {
        using var night = new NightSite();
        var drop = night.Line.At("site", "drop", "vehicle");
        var plain = Directory.EnumerateFiles(drop, "*.csv").Order(StringComparer.Ordinal).First();
        var bytes = File.ReadAllBytes(plain);
        var manifest = File.ReadAllText(plain + ".manifest.json");
        var packed = Unfolding.Gzip(bytes);
        File.Delete(plain);
        File.Delete(plain + ".manifest.json");
        File.WriteAllBytes(plain + ".gz", packed);
        File.WriteAllText(plain + ".gz.manifest.json", manifest.Replace(Hash(bytes), Hash(packed), StringComparison.Ordinal));
        night.Night("2026-09-30");
        night.Look(site =>
        {
            var batch = site.Store.Batches.All().Single(b => b.File.EndsWith(".gz", StringComparison.Ordinal));
            Assert.AreEqual(DataMatching.Batches.BatchState.Accepted, batch.State, batch.Refusal);
            Assert.IsGreaterThan(0, batch.Counts.Facts);
            var unfolded = Directory.EnumerateFiles(site.Folder.Unfolded, "*.csv").Single();
            if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(unfolded));
            var (first, text) = (Opened(site, batch.Id), File.ReadAllText(unfolded));
            Assert.AreEqual(SourceRowState.Unchanged, first.State);
            Assert.StartsWith("row ", first.Place, StringComparison.Ordinal);

            // The unfolding is remade, with the same bytes; a delivered file that changed is told.
            File.Delete(unfolded);
            Assert.AreEqual(SourceRowState.Unchanged, Opened(site, batch.Id).State);
            Assert.AreEqual(text, File.ReadAllText(unfolded));
            File.WriteAllBytes(plain + ".gz", Unfolding.Gzip([.. bytes, (byte)'x']));
            Assert.AreEqual(SourceRowState.Changed, Opened(site, batch.Id).State);
            return 0;
        });
    }

    [TestMethod]
    public void A_file_that_cannot_be_unfolded_is_refused_in_words_and_the_night_goes_on()
    {
        using var night = new NightSite();
        night.Deliver("tax", "wages", "wages-bad.zip", "2026-09-30", "PK\u0003\u0004 this is no zip\nx\n");
        night.Night("2026-09-30");
        night.Look(site =>
        {
            var refused = site.Store.Batches.All().Single(b => b.File.EndsWith("wages-bad.zip", StringComparison.Ordinal));
            Assert.Contains("the zip is damaged", refused.Refusal!, StringComparison.Ordinal);
            Assert.IsGreaterThan(10, site.Store.Batches.All().Count(b => b.State == DataMatching.Batches.BatchState.Accepted));
            return 0;
        });
    }

    private static SourceRow Opened(Site site, long batch)
    {
        var import = site.Store.Union.Latest()!.Id;
        foreach (var (key, facts) in site.Store.Facts.ReadSpan([batch], Spans.Whole).Select(h => (h.Household, h.Facts)))
        {
            var fact = facts[0];
            return new SourceRows(site).Of(fact, site.Store.Union.Find(import, key)!.Members.Single(m => m.Person == fact.Person), 100);
        }

        throw new AssertFailedException("the delivery has no fact");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
