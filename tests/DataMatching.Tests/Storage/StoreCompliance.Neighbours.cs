using Dapper;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Storage;
using DataMatching.Storage.Protection;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private const string OldBatchHousehold = "CREATE TABLE batch_household (batch INTEGER NOT NULL REFERENCES batch (id), household TEXT NOT NULL, content_index BLOB NOT NULL, {0}PRIMARY KEY (batch, household)) WITHOUT ROWID";

    /// <summary>Rows hold several households, one that fills rows of its own stands among them, and batches have their rows at other places.</summary>
    [TestMethod]
    public void Facts_of_neighbours_are_found_for_each_of_them_and_for_nobody_else()
    {
        using var store = Open();
        Batch[] batches = [store.Batches.Register(Samples.Manifest("1"), "tax/1.csv"), store.Batches.Register(Samples.Manifest("2"), "tax/2.csv"), store.Batches.Register(Samples.Manifest("3"), "tax/3.csv")];
        var held = new SortedDictionary<string, List<Fact>>(StringComparer.Ordinal);
        for (var b = 0; b < batches.Length; b++)
        {
            // Every other one, every third one, and one alone that is first in no row of the others.
            var keys = Enumerable.Range(0, 150).Where(n => b == 2 ? n == 77 : n % (b + 2) == 0).SelectMany(n => Enumerable.Repeat($"家{n:D3}", n == 60 ? 90 : n % 5)).ToList();
            var facts = keys.Select((key, line) => (key, (Fact)Samples.Wage(batches[b], key + "/1", line))).ToList();
            Write(store, batches[b], facts.OrderBy(f => f.Item2.Source.Line % 7));
            foreach (var (key, fact) in facts) (held.TryGetValue(key, out var known) ? known : held[key] = []).Add(fact);
        }

        var all = batches.Select(b => b.Id).ToList();
        CollectionAssert.AreEqual(held.Select(Said).ToArray(), store.Facts.ReadSpan(all, Spans.Whole).Select(h => Said(KeyValuePair.Create(h.Household, h.Facts.ToList()))).ToArray());
        foreach (var (first, last) in new[] { (0, 1), (59, 61), (61, 76), (77, 77), (78, 149), (148, 400), (200, 300) })
        {
            var (from, to) = ($"家{first:D3}", $"家{last:D3}");
            CollectionAssert.AreEqual(
                held.Where(h => string.CompareOrdinal(h.Key, from) >= 0 && string.CompareOrdinal(h.Key, to) <= 0).Select(Said).ToArray(),
                store.Facts.ReadSpan(all, new HouseholdSpan(from, to)).Select(h => Said(KeyValuePair.Create(h.Household, h.Facts.ToList()))).ToArray(), $"{first} to {last}");
        }

        foreach (var n in Enumerable.Range(0, 152))
        {
            var key = $"家{n:D3}";
            var expected = held.TryGetValue(key, out var known) ? known.Count : 0;
            Assert.HasCount(expected, store.Facts.Of(key, all.ToHashSet()));
            Assert.HasCount(expected, store.Facts.Read(all, [key, "前", "无"]).SelectMany(h => h.Facts).ToList());
        }

        Assert.HasCount(held["家077"].Count(f => f.Source.Batch == batches[2].Id), store.Facts.Of("家077", new HashSet<long> { batches[2].Id }));
        Assert.IsEmpty(store.Facts.Of("家078", new HashSet<long> { batches[2].Id }));
        Assert.AreEqual("", Told(Check()));

        static string Said(KeyValuePair<string, List<Fact>> household) =>
            $"{household.Key}: {string.Join(' ', household.Value.Select(f => $"{f.Source.Batch}/{f.Source.Line}").Order(StringComparer.Ordinal))}";
    }

    [TestMethod]
    public void What_more_households_changed_than_a_row_holds_is_found_row_by_row()
    {
        using var store = Open();
        var (one, two) = (store.Batches.Register(Samples.Manifest("1"), "tax/1.csv"), store.Batches.Register(Samples.Manifest("2"), "tax/2.csv"));
        Write(store, one, Enumerable.Range(0, 4000).Where(n => n % 1000 != 1).Select(n => ($"家庭{n:D5}", (Fact)Samples.Wage(one, $"家庭{n:D5}/1", n))));
        Write(store, two, Enumerable.Range(0, 4000).Where(n => n % 1000 != 2).SelectMany(n => Enumerable.Repeat(($"家庭{n:D5}", (Fact)Samples.Wage(two, $"家庭{n:D5}/1", 9999 - n)), n == 2500 ? 2 : 1)));
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 4000).Where(n => n % 1000 is 1 or 2 || n == 2500).Select(n => $"家庭{n:D5}").ToArray(), store.Facts.ChangedHouseholds(one.Id, two.Id).ToArray());
        Assert.HasCount(3996, store.Facts.HouseholdsIn(one.Id));
        Assert.IsGreaterThan(3, Check().Tables.Single(t => t.Table == "batch_content").Rows);
    }

    /// <summary>Whom a batch says nothing of would look unchanged, and keep yesterday's verdict.</summary>
    [TestMethod]
    [DataRow("DELETE FROM batch_content WHERE part = 0", "part 0 is missing")]
    [DataRow("DELETE FROM batch_content WHERE part = 1", "part 1 is missing")]
    [DataRow("DELETE FROM batch_content", "part 0 is missing")]
    [DataRow("UPDATE batch_content SET part = 5 - part", "part 0 is missing")]
    [DataRow("DELETE FROM batch_content WHERE part = 0; UPDATE batch_content SET part = part - 1", "moved from another row")]
    public void What_a_batch_says_of_its_households_is_read_whole_or_not_at_all(string meddling, string told)
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest("1"), "tax/1.csv");
        Write(store, batch, Enumerable.Range(0, 2000).Select(n => ($"家庭{n:D5}", (Fact)Samples.Wage(batch, $"家庭{n:D5}/1", n))));
        Assert.HasCount(2000, store.Facts.HouseholdsIn(batch.Id));
        Meddle(meddling);
        Assert.Contains(told, Assert.ThrowsExactly<StoreException>(() => store.Facts.HouseholdsIn(batch.Id)).Message, StringComparison.Ordinal);
        Assert.ThrowsExactly<StoreException>(() => store.Facts.WithEdgeIn([batch.Id], DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Contains("batch_content", Told(Check()), StringComparison.Ordinal);
    }

    /// <summary>Databases order keys by themselves: where they differ from us, a household's row would not be found.</summary>
    [TestMethod]
    public void Facts_are_found_by_keys_that_locales_order_in_other_ways()
    {
        using var store = Open();
        string[] keys = ["a", "Z", "10", "9", "é", "档案", "ａ", "B-1", "B", "B1", "b", "_", "É", "ß", "SS", "档", "档案-1", "\uE000", "家"];
        var batch = store.Batches.Register(Samples.Manifest("1"), "tax/1.csv");
        Write(store, batch, keys.SelectMany((key, n) => Enumerable.Range(0, 4).Select(i => (key, (Fact)Samples.Wage(batch, key + "/1", (n * 10) + i)))));
        var rows = Check().Tables.Single(t => t.Table == "evidence").Rows;
        Assert.IsTrue(rows > 3 && rows < keys.Length, $"{rows} rows of several households");
        CollectionAssert.AreEqual(keys.Order(StringComparer.Ordinal).ToArray(), store.Facts.ReadSpan([batch.Id], Spans.Whole).Select(h => h.Household).ToArray());
        foreach (var (key, n) in keys.Select((k, i) => (k, i)))
        {
            CollectionAssert.AreEqual(Enumerable.Range(n * 10, 4).Select(i => (long)i).ToArray(), store.Facts.Of(key, new HashSet<long> { batch.Id }).Select(f => f.Source.Line).ToArray(), key);
            Assert.HasCount(4, store.Facts.Read([batch.Id], [key]).Single().Facts);
            Assert.AreEqual(key, store.Facts.ReadSpan([batch.Id], new HouseholdSpan(key, key)).Single().Household);
            Assert.IsEmpty(store.Facts.Of(key + "0", new HashSet<long> { batch.Id }));
        }
    }

    [TestMethod]
    public void What_batches_of_a_database_of_before_migration_14_say_is_moved_and_their_evidence_read_as_it_lies()
    {
        var keys = KeyRing.Create(KeyFolder);
        Batch one, two;
        Fact[] before;
        string[] edges;
        using (var store = Open(keys))
        {
            one = store.Batches.Register(Samples.Manifest("1"), "tax/1.csv");
            two = store.Batches.Register(Samples.Manifest("2"), "tax/2.csv");
            Write(store, one, EveryFact(one).Select((f, i) => ("家" + (i % 700), f)).Concat(Enumerable.Range(0, 6000).Select(n => ($"户{n:D5}", (Fact)Samples.Wage(one, $"户{n:D5}/1", n + 100_000)))));
            Write(store, two, [("家1", Samples.Wage(two, "家1/1", 1)), ("家2", Samples.Wage(two, "家2/1", 2))]);
            before = All(store, [one, two]);
            edges = store.Facts.WithEdgeIn([one.Id], new DateOnly(2026, 2, 27), new DateOnly(2026, 2, 28)).ToArray();
            Assert.IsGreaterThan(10, edges.Length);
        }

        AsBefore(keys, [one.Id, two.Id], days: true);
        OneHouseholdARow(keys, one);
        foreach (var number in new[] { 14, 15 }) Meddle($"DELETE FROM schema_migration WHERE number = {number}");
        Assert.ThrowsExactly<OlderDatabaseException>(() => Look(keys));
        Assert.Contains("not the one of this database", Assert.ThrowsExactly<KeyRingException>(() => Open(KeyRing.Create(Path.Combine(Folder, "other")))).Message, StringComparison.Ordinal);
        using var moved = Open(keys);
        CollectionAssert.AreEqual(new[] { "0014-batch-content.sql", "0015-no-batch-household.sql" }, moved.Migrated.ToArray());
        CollectionAssert.AreEqual(before, All(moved, [one, two]));
        CollectionAssert.AreEqual(moved.Facts.ReadSpan([one.Id, two.Id], new HouseholdSpan("家2", "家2")).Single().Facts.ToArray(), moved.Facts.Of("家2", new HashSet<long> { one.Id, two.Id }).ToArray());
        CollectionAssert.AreEqual(edges, moved.Facts.WithEdgeIn([one.Id], new DateOnly(2026, 2, 27), new DateOnly(2026, 2, 28)).ToArray());
        var (again, three) = (moved.Batches.Register(Samples.Manifest("again"), "tax/again.csv"), moved.Batches.Register(Samples.Manifest("3"), "tax/3.csv"));
        Write(moved, again, All(moved, [one]).Select(f => f with { Source = f.Source with { Batch = again.Id, File = again.File } }).Zip(moved.Facts.ReadSpan([one.Id], Spans.Whole).SelectMany(h => h.Facts.Select(_ => h.Household)), (f, h) => (h, f)));
        Write(moved, three, [("家1", Samples.Wage(three, "家1/1", 1)), ("家2", Samples.Wage(three, "家2/1", 2)), ("家2", Samples.Wage(three, "家2/1", 3))]);
        Assert.IsEmpty(moved.Facts.ChangedHouseholds(one.Id, again.Id));
        CollectionAssert.AreEqual(new[] { "家2" }, moved.Facts.ChangedHouseholds(two.Id, three.Id).ToArray());
        Assert.AreEqual("", Told(Check()));
    }

    /// <summary>Lays out what batches say of their households as it was before migration 14, or, without days, before migration 10.</summary>
    private void AsBefore(KeyRing keys, long[] batches, bool days)
    {
        var dialect = Whole.Working;
        using (var connection = dialect.ConnectAlone())
        {
            foreach (var statement in dialect.Translate(string.Format(System.Globalization.CultureInfo.InvariantCulture, OldBatchHousehold, days ? "edge_days BLOB, " : ""))) connection.Execute(statement);
            foreach (var statement in dialect.Translate("-- PostgreSQL: ALTER TABLE batch_household DROP CONSTRAINT batch_household_batch_fkey")) connection.Execute(statement);
            using var transaction = dialect.Write(connection);
            foreach (var batch in batches)
            {
                foreach (var said in BatchContents.Read(connection, keys, batch, transaction))
                {
                    var content = new byte[16];
                    System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(content, said.Digest);
                    connection.Execute(
                        $"INSERT INTO batch_household (batch, household, content_index{(days ? ", edge_days" : "")}) VALUES (@Batch, @Household, @content{(days ? ", @Days" : "")})",
                        new { Batch = batch, said.Household, content, Days = Days(said) }, transaction);
                }
            }

            transaction.Commit();
        }

        dialect.Release();
        Meddle("DROP TABLE batch_content");

        static byte[] Days(BatchContent said)
        {
            List<int> found = [];
            for (var rest = said.Edges.Span; rest.Length > 0;) found.Add((int)Packed.Number(ref rest));
            return MoveContents.OldDays(found);
        }
    }

    /// <summary>Lays the evidence of a batch out as it was before migration 14: no row holds more than one household.</summary>
    private void OneHouseholdARow(KeyRing keys, Batch batch)
    {
        var dialect = Whole.Working;
        using (var connection = dialect.ConnectAlone())
        {
            using var transaction = dialect.Write(connection);
            var rows = connection.Query<(string Household, long Part, byte[] Facts)>("SELECT household, part, facts_enc FROM evidence WHERE batch = @Id ORDER BY household, part", new { batch.Id }, transaction)
                .SelectMany(r => EvidenceTable.Open(keys, batch.Id, r.Household, (int)r.Part, r.Facts)).ToList();
            connection.Execute("DELETE FROM evidence WHERE batch = @Id", new { batch.Id }, transaction);
            foreach (var household in rows.GroupBy(r => r.Household))
            {
                foreach (var (part, facts) in household.Select((h, i) => (i, h.Facts)))
                {
                    connection.Execute(
                        "INSERT INTO evidence (batch, household, part, facts_enc) VALUES (@Id, @Key, @part, @facts)",
                        new { batch.Id, household.Key, part, facts = keys.Seal(Place.Evidence(batch.Id, household.Key, part), [1, .. facts.Span]) }, transaction);
                }
            }

            transaction.Commit();
        }

        dialect.Release();
    }
}
