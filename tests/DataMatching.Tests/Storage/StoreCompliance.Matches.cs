using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Description;
using DataMatching.Storage;
using DataMatching.Storage.Documents;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private static readonly string DrawnHash = new('5', 64);

    private static DescribedSample Drawn(MatchThresholds? thresholds = null) => new(thresholds ?? MatchThresholds.Meant, [
        new DrawnStratum(new RowStratum(MatchGrade.Probable, 6), 41, [new DrawnRow(DrawnHash, 7, 700, "KN1/2", new District(440305), 12.25)]),
        new DrawnStratum(new RowStratum(null, 0), 5_000_000_000, [new DrawnRow(new string('6', 64), 8, 800, null, null, 0)])]);

    private static Batch AcceptDrawn(Store store, string name, DescribedSample? sample)
    {
        var batch = store.Batches.Register(Samples.Manifest(name), $"tax/{name}.csv");
        using (var writer = store.Facts.Write(batch.Id)) writer.Accept(BatchCounts.None, null, null, null, sample);
        return store.Batches.Find(batch.Id)!;
    }

    private static MatchPair Pair(string person, int district = 440305) => new(new PairKey("property", "units", DrawnHash, 0, person, ""), 1, "property/x.csv", 7, 700, new District(district));

    [TestMethod]
    public void What_was_drawn_of_a_delivery_comes_back_sealed_with_its_thresholds_and_goes_with_it()
    {
        using var store = Open();
        var plain = AcceptDrawn(store, "plain", null);
        var (batch, other) = (AcceptDrawn(store, "drawn", Drawn()), AcceptDrawn(store, "other", Drawn(new MatchThresholds(0.999999, 0.001))));
        long[] all = [plain.Id, batch.Id, other.Id];
        var back = store.Matches.Samples([.. all, .. Enumerable.Range(1000, 2500)]);
        CollectionAssert.AreEqual(new[] { batch.Id, other.Id }, back.Keys.Order().ToArray());
        Assert.AreEqual((MatchThresholds.Meant, 2), (back[batch.Id].Thresholds, back[batch.Id].Strata.Count));
        foreach (var (drawn, kept) in Drawn().Strata.Zip(back[batch.Id].Strata))
        {
            Assert.AreEqual((drawn.Stratum, drawn.Size), (kept.Stratum, kept.Size));
            CollectionAssert.AreEqual(drawn.Drawn.ToArray(), kept.Drawn.ToArray());
        }

        Assert.AreEqual(new MatchThresholds(0.999999, 0.001), store.Matches.Thresholds(all)[other.Id]);
        Assert.IsFalse(store.Matches.Thresholds(all).ContainsKey(plain.Id));
        var plainly = Deflated.Write(DescribedSampleDocument.Write(Drawn()));
        Assert.IsFalse(Kept().Any(bytes => bytes.AsSpan().IndexOf(plainly.AsSpan(plainly.Length / 2)) >= 0), "a row's hash tells who it is about to whoever can guess the row");

        store.Tidy.RemoveBatches([batch.Id], CancellationToken.None);
        CollectionAssert.AreEqual(new[] { other.Id }, store.Matches.Samples(all).Keys.ToArray());
    }

    [TestMethod]
    public void Of_a_pair_the_latest_answer_holds_and_who_saw_what_is_never_changed()
    {
        using var store = Open();
        var who = ReviewSamples.Somebody(store);
        AcceptDrawn(store, "one", null);
        MatchPair one = Pair("KN1/2"), two = Pair("KN2/1", 500101);
        Assert.IsFalse(store.Matches.WasShown(who, one.Key));
        store.Matches.Show(who, one);
        Assert.AreEqual((true, false, false), (store.Matches.WasShown(who, one.Key), store.Matches.WasShown(who, two.Key), store.Matches.WasShown(who + 1, one.Key)));
        Assert.IsEmpty(store.Matches.Answers([one.Key, two.Key]));
        store.Matches.Answer(who, one, MatchAnswer.Other);
        store.Matches.Answer(who, two, MatchAnswer.Untold);
        store.Matches.Answer(who, one, MatchAnswer.Same);
        store.Matches.Show(who, one);
        var answers = store.Matches.Answers([one.Key, two.Key, Pair("KN3/1").Key]);
        Assert.AreEqual((2, MatchAnswer.Same, MatchAnswer.Untold), (answers.Count, answers[one.Key], answers[two.Key]));
        Assert.IsEmpty(store.Matches.Answers([one.Key with { Dataset = "other" }]), "the same row of another dataset is another");
        Assert.IsEmpty(store.Matches.Answers([one.Key with { Slot = 1 }]), "and another person of it");
        Assert.IsEmpty(store.Matches.Answers([one.Key with { Ours = "ab" }]), "and what was put right in the union's file has to be looked at again");

        var told = store.Matches.All(null, null, 9);
        CollectionAssert.AreEqual(new MatchAnswer?[] { null, MatchAnswer.Same, MatchAnswer.Untold, MatchAnswer.Other, null }, told.Select(t => t.Answer).ToArray());
        Assert.AreEqual((who, "KN2/1", new District(500101), 1L, 7L), (told[2].Account, told[2].Person, told[2].District, told[2].Batch, told[2].Line));
        CollectionAssert.AreEqual(new[] { "KN2/1" }, store.Matches.All(new District(500000), null, 9).Select(t => t.Person).ToArray());
        CollectionAssert.AreEqual(told.Skip(2).Take(2).Select(t => t.Id).ToArray(), store.Matches.All(null, told[1].Id, 2).Select(t => t.Id).ToArray());
        foreach (var sql in new[] { "UPDATE match_answer SET what = 2", "DELETE FROM match_answer" }) Assert.Throws<System.Data.Common.DbException>(() => Meddle(sql), sql);
        Assert.AreNotEqual(store.Matches.NameOf(one.Key), store.Matches.NameOf(two.Key));
        Assert.ThrowsExactly<StoreException>(() => store.Matches.Answer(who, Pair("K\u0001/1"), MatchAnswer.Same));
    }
}
