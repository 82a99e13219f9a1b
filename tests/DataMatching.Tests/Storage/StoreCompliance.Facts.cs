using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void Every_fact_comes_back_as_it_was_with_every_combination_of_what_may_be_missing()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        var facts = EveryFact(batch).ToList();
        Write(store, batch, facts.Select(f => ("H", f)));
        var read = store.Facts.ReadSpan([batch.Id], Spans.Whole).Single().Facts.OrderBy(f => f.Source.Line).ToList();
        Assert.HasCount(facts.Count, read);
        for (var i = 0; i < facts.Count; i++)
        {
            Assert.AreEqual(facts[i], read[i]);
            if (facts[i] is StatusFact { Detail.Other: { } other }) Assert.AreEqual(other.Name.Written, ((StatusFact)read[i]).Detail.Other!.Name.Written);
        }
    }

    [TestMethod]
    public void Facts_of_several_batches_come_by_household_person_dataset_and_line_and_only_of_those_asked_for()
    {
        using var store = Open();
        var one = Accepted(store, "1", ("B", "B/1", 9), ("A", "A/2", 5), ("A", "A/10", 7), ("A", "A/2", 3));
        var two = Accepted(store, "2", ("A", "A/2", 4), ("C", "C/1", 1));
        var three = Accepted(store, "3", ("A", "A/1", 1));
        var many = Enumerable.Range(1000, 5000).Select(i => (long)i).Append(one.Id).Append(two.Id).ToList();
        CollectionAssert.AreEqual(
            new[] { "A A/10 7", "A A/2 3", "A A/2 4", "A A/2 5", "B B/1 9", "C C/1 1" }, Lines(store.Facts.ReadSpan(many, Spans.Whole)));
        CollectionAssert.AreEqual(new[] { "A A/2 4", "C C/1 1" }, Lines(store.Facts.Read([two.Id], ["C", "X", "A", "C"])));
        CollectionAssert.AreEqual(new[] { "A A/1 1" }, Lines(store.Facts.ReadSpan([three.Id], Spans.Whole)));
        Assert.IsEmpty(Lines(store.Facts.ReadSpan([], Spans.Whole)));
        Assert.IsEmpty(Lines(store.Facts.Read([one.Id], [])));
        CollectionAssert.AreEqual(new[] { "A", "B" }, store.Facts.HouseholdsIn(one.Id).ToArray());
    }

    [TestMethod]
    public void A_household_changed_when_its_rows_did_not_when_they_only_moved()
    {
        using var store = Open();
        var one = Accepted(store, "1", ("moved", "moved/1", 1), ("moved", "moved/1", 2), ("once", "once/1", 3), ("gone", "gone/1", 4), ("same", "same/1", 5));
        var two = Accepted(store, "2", ("moved", "moved/1", 20), ("moved", "moved/1", 10), ("once", "once/1", 3), ("once", "once/1", 4), ("new", "new/1", 7), ("same", "same/1", 5));
        CollectionAssert.AreEqual(new[] { "gone", "new", "once" }, store.Facts.ChangedHouseholds(one.Id, two.Id).ToArray());
        Assert.IsEmpty(store.Facts.ChangedHouseholds(one.Id, one.Id));
    }

    [TestMethod]
    public void A_writer_that_was_not_accepted_leaves_nothing_and_the_batch_can_be_read_again()
    {
        Batch batch;
        using (var store = Open())
        {
            batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
            using var writer = store.Facts.Write(batch.Id);
            writer.Add("A", Samples.Wage(batch, "A/1", 2));
            writer.SetAside(new QuarantinedRow("tax/w.csv", 3, 90, "收入额", "不是金额", "A/1"));
            Assert.IsEmpty(Lines(store.Facts.ReadSpan([batch.Id], Spans.Whole)));
        }

        using var reopened = Open();
        Assert.AreEqual(BatchState.Pending, reopened.Batches.Find(batch.Id)!.State);
        Assert.IsEmpty(reopened.Facts.HouseholdsIn(batch.Id));
        Assert.IsEmpty(reopened.Batches.Quarantine(batch.Id, 10));
        Write(reopened, batch, [("A", Samples.Wage(batch, "A/1", 2))]);
        Assert.HasCount(1, Lines(reopened.Facts.ReadSpan([batch.Id], Spans.Whole)));
    }

    [TestMethod]
    public void A_batch_is_accepted_once_even_by_two_writers_at_once()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        using var first = store.Facts.Write(batch.Id);
        using var second = store.Facts.Write(batch.Id);
        first.Add("A", Samples.Wage(batch, "A/1", 2));
        second.Add("B", Samples.Wage(batch, "B/1", 2));
        first.Accept(BatchCounts.None);
        Assert.ThrowsExactly<StoreException>(() => second.Accept(BatchCounts.None));
        Assert.ThrowsExactly<StoreException>(() => store.Facts.Write(batch.Id));
        CollectionAssert.AreEqual(new[] { "A A/1 2" }, Lines(store.Facts.ReadSpan([batch.Id], Spans.Whole)));
    }

    [TestMethod]
    public void A_fact_of_another_batch_file_or_registry_is_not_taken()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        using var writer = store.Facts.Write(batch.Id);
        var good = Samples.Wage(batch, "A/1", 2);
        Assert.ThrowsExactly<ArgumentException>(() => writer.Add("A", good with { Source = good.Source with { Batch = 99 } }));
        Assert.ThrowsExactly<ArgumentException>(() => writer.Add("A", good with { Source = good.Source with { File = "other.csv" } }));
        Assert.ThrowsExactly<ArgumentException>(() => writer.Add("A", good with { Source = good.Source with { RowHash = "abc" } }));
        Assert.ThrowsExactly<ArgumentException>(() => writer.Add("A", good with { Registry = "vehicle" }));
    }

    protected static void Write(Store store, Batch batch, IEnumerable<(string Household, Fact Fact)> facts)
    {
        using var writer = store.Facts.Write(batch.Id);
        foreach (var (household, fact) in facts) writer.Add(household, fact);
        writer.Accept(new BatchCounts(1, 2, 3, 4, 5, 6, 7));
    }

    private static Batch Accepted(Store store, string sha, params (string Household, string Person, long Line)[] rows)
    {
        var batch = store.Batches.Register(Samples.Manifest(sha), $"tax/{sha}.csv");
        Write(store, batch, rows.Select(r => (r.Household, (Fact)Samples.Wage(batch, r.Person, r.Line))));
        return batch;
    }

    private static string[] Lines(IEnumerable<HouseholdFacts> households) =>
        households.SelectMany(h => h.Facts.Select(f => $"{h.Household} {f.Person} {f.Source.Line}")).ToArray();

    private static IEnumerable<Fact> EveryFact(Batch batch)
    {
        long line = 1;
        Provenance Next() => new(batch.Id, batch.File, ++line, long.MaxValue - line, Samples.Hash($"{line}"));
        DateOnly day = new(2026, 2, 28), last = DateOnly.MaxValue;
        Month month = new(1900, 1), late = new(2999, 12);
        string r = batch.Manifest.Registry, d = batch.Manifest.Dataset;
        foreach (var grade in Enum.GetValues<MatchGrade>())
        {
            yield return new MonthlyIncome("H/1", r, d, grade, Next(), IncomeKind.Transfer, late, new Money(long.MinValue));
            yield return new AverageIncome("H/1", r, d, grade, Next(), IncomeKind.Wage, month, new Money(long.MaxValue));
            yield return new ExpenseFact("H/1", r, d, grade, Next(), ExpenseKind.Rent, last, Money.Zero);
        }

        yield return new DeclaredIncome("H/1", Next(), IncomeKind.Property, month, late, new Money(-1));
        yield return new VerifiedIncome("H/1", Next(), IncomeKind.Dibao, late, new Money(1), "李\"四", DateOnly.MinValue, "😀\n\t𠮷");
        DateInterval[] intervals = [DateInterval.Always, DateInterval.From(day), new(null, last), new(DateOnly.MinValue, day)];
        FoundPerson?[] found = [null, new(Samples.Name(Samples.NameFound), null), new(Samples.Name(Samples.NameRare), Samples.IdFound)];
        foreach (var other in found)
            for (var bits = 0; bits < 16; bits++)
            {
                var detail = new StatusDetail(
                    other, (bits & 1) == 0 ? null : "restructuring", (bits & 2) == 0 ? null : "广州𠮷野家", (bits & 4) == 0 ? null : (bits & 8) == 0, (bits & 8) == 0 ? null : "");
                yield return new StatusFact("H/1", r, d, MatchGrade.Conflict, Next(), (StatusKind)bits, intervals[bits % 4], detail);
            }

        for (var bits = 0; bits < 512 * 3; bits++)
        {
            var detail = new AssetDetail(
                (bits & 1) == 0 ? null : new Money(bits), (bits & 2) == 0 ? null : "car", (bits & 4) == 0 ? null : "private", (bits & 8) == 0,
                (bits & 16) == 0 ? 1 : 0, (bits & 32) == 0 ? 1 : int.MaxValue, (bits & 64) == 0 ? null : "inherited",
                (bits & 128) == 0 ? null : 0, (bits & 256) == 0 ? null : "粤A·***12😀", OverLimit: (bits >> 9) switch { 0 => null, 1 => false, _ => true });
            yield return new AssetFact("H/1", r, d, MatchGrade.Doubtful, Next(), (AssetKind)(bits % 7), intervals[bits % 4], detail);
        }
    }
}
