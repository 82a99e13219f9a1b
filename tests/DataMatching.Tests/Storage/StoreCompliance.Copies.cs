using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void A_copy_from_SQLite_and_back_keeps_every_row_its_number_and_its_sealed_values()
    {
        var (source, back) = (Beside("source.db"), Beside("back.db"));
        var keys = PlantBeside("source.db");
        var before = source.Check(keys).Tables.ToList();
        CollectionAssert.AreEqual(before, source.CopyInto(Whole, Clock).ToList());
        var there = Check();
        Assert.AreEqual("", Told(there), "the schema, the keys, and every sealed value in its place");
        CollectionAssert.AreEqual(before, there.Tables.ToList());
        CollectionAssert.AreEqual(before, source.Check(keys).Tables.ToList(), "the source is only read");

        using (var store = Open(keys))
        {
            // Numbers go on behind those that came.
            Assert.AreEqual(2, store.Runs.StartOrResume("night/2026-10-09", "p").Id);
            Assert.AreEqual(2, store.Batches.Register(Samples.Manifest("next"), "tax/next.csv").Id);
            store.Accounts.Create("wang", "王", DataMatching.Review.Role.County, null, [1, 2, 3]);
            Assert.AreEqual(Samples.NameA, store.Union.Find(store.Union.Latest()!.Id, "家庭甲")!.Principal.Name.Written);
        }

        Assert.AreEqual("", Told(Check()));
        CollectionAssert.AreEqual(Check().Tables.ToList(), Whole.CopyInto(back, Clock).ToList());
        var home = back.Check(keys, all: true);
        Assert.AreEqual("", Told(home));
        CollectionAssert.AreEqual(Check().Tables.ToList(), home.Tables.ToList());
    }

    [TestMethod]
    public void Big_tables_go_in_several_transactions_and_arrive_the_same()
    {
        var keys = PlantBeside("source.db");
        using (var store = DataMatching.Storage.Store.Open(Path.Combine(Folder, "source.db"), keys, Clock))
        {
            var batch = store.Batches.Register(Samples.Manifest("big"), "tax/big.csv");
            Write(store, batch, Enumerable.Range(2, 500).Select(line => ($"家庭{line:D3}", (Evidence.Fact)Samples.Wage(batch, $"家庭{line:D3}/1", line))).ToArray());
        }

        var (reading, writing) = (Beside("source.db").Looking, Whole.Working);
        var sums = new CopyDatabase(reading, writing, Clock, null, CancellationToken.None) { RowsAtOnce = 7 }.Run();
        reading.Release();
        writing.Release();
        Assert.IsGreaterThan(3 * 7, sums.Single(s => s.Table == "evidence").Rows);
        CollectionAssert.AreEqual(sums.ToList(), Check().Tables.ToList());
    }

    [TestMethod]
    public void A_copy_that_was_ended_half_way_is_refused_by_all_that_open_it()
    {
        var keys = PlantBeside("source.db");
        var source = Beside("source.db");
        var before = source.Check(keys).Tables.ToList();
        var ended = Assert.ThrowsExactly<OperationCanceledException>(() => source.CopyInto(Whole, Clock, new At("verdict", () => throw new OperationCanceledException("killed"))));
        Assert.AreEqual("killed", ended.Message);
        foreach (var open in new Action[] { () => Open(keys).Dispose(), () => Look(keys).Dispose(), () => Whole.History(), () => source.CopyInto(Whole, Clock) })
        {
            var told = Assert.ThrowsExactly<StoreException>(open).Message;
            Assert.Contains("not finished", told, StringComparison.Ordinal);
            Assert.Contains("empty it", told, StringComparison.Ordinal);
        }

        Assert.Contains("not finished", Told(Check()), StringComparison.Ordinal);
        CollectionAssert.AreEqual(before, source.Check(keys).Tables.ToList());
    }

    [TestMethod]
    public void A_database_that_is_not_empty_takes_no_copy()
    {
        var keys = PlantBeside("source.db");
        Open(keys).Dispose();
        Assert.Contains("holds data already (table key_mark)", Assert.ThrowsExactly<StoreException>(() => Beside("source.db").CopyInto(Whole, Clock)).Message, StringComparison.Ordinal);
        Meddle("DELETE FROM key_mark");
        Meddle("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY)");
        Assert.Contains("a table of others (notes)", Assert.ThrowsExactly<StoreException>(() => Beside("source.db").CopyInto(Whole, Clock)).Message, StringComparison.Ordinal);
        Meddle("DROP TABLE notes");
        Beside("source.db").CopyInto(Whole, Clock);
        Assert.AreEqual("", Told(Check()), "our own empty tables are empty");
    }

    [TestMethod]
    public void What_is_written_while_it_is_copied_does_not_tear_the_copy()
    {
        var keys = KeyRing.Create(KeyFolder);
        using var store = Open(keys);
        PlantAll(store);
        var before = Check().Tables.ToList();
        var written = 0;
        var sums = Whole.CopyInto(Beside("copy.db"), Clock, new At(null, () =>
        {
            // Rows of both ends of a foreign key, one of them perhaps copied already.
            var batch = store.Batches.Register(Samples.Manifest($"w{written}"), $"tax/w{written++}.csv");
            Write(store, batch, [("A", Samples.Wage(batch, "A/1", 2))]);
        }));
        Assert.IsGreaterThan(10, written);
        CollectionAssert.AreEqual(before, sums.ToList());
        var copy = Beside("copy.db").Check(keys, all: true);
        Assert.AreEqual("", Told(copy));
        CollectionAssert.AreEqual(before, copy.Tables.ToList());
        CollectionAssert.AreNotEqual(before, Check().Tables.ToList());
    }

    [TestMethod]
    public void What_a_source_should_not_hold_is_not_copied_silently()
    {
        var keys = KeyRing.Create(KeyFolder);
        using (var store = Open(keys)) PlantAll(store);
        Meddle("ALTER TABLE batch ADD COLUMN note TEXT");
        Assert.Contains("'datamatching db check' says which", Assert.ThrowsExactly<StoreException>(() => Whole.CopyInto(Beside("copy.db"), Clock)).Message, StringComparison.Ordinal);
        Assert.IsTrue(Beside("copy.db").IsMissing, "nothing was begun");
    }

    private Database Beside(string file) => Database.Sqlite(Path.Combine(Folder, file));

    private KeyRing PlantBeside(string file)
    {
        var keys = KeyRing.Create(KeyFolder);
        using var store = DataMatching.Storage.Store.Open(Path.Combine(Folder, file), keys, Clock);
        PlantAll(store);
        return keys;
    }

    /// <summary>Does something when a table is come to; null: each.</summary>
    private sealed class At(string? table, Action act) : IProgress<TableProgress>
    {
        public void Report(TableProgress value)
        {
            if (table is null || value.Table == table) act();
        }
    }
}
