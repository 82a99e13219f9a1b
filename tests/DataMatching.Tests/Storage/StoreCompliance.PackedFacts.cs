using Dapper;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Storage;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private const string OldFact = "CREATE TABLE fact (household TEXT NOT NULL, person TEXT NOT NULL, dataset TEXT NOT NULL, line INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batch (id), "
        + "ordinal INTEGER NOT NULL, family INTEGER NOT NULL, kind INTEGER NOT NULL, grade INTEGER NOT NULL, month INTEGER, valid_from TEXT, valid_to TEXT, amount_fen INTEGER, byte_offset INTEGER NOT NULL, "
        + "row_hash BLOB NOT NULL, detail_enc BLOB, PRIMARY KEY (household, person, dataset, line, batch, ordinal)) WITHOUT ROWID";

    [TestMethod]
    public void Facts_of_a_database_of_before_migration_10_are_moved_and_say_the_same()
    {
        Batch[] batches;
        Fact[] before;
        var keys = KeyRing.Create(KeyFolder);
        using (var store = Open(keys))
        {
            batches = [store.Batches.Register(Samples.Manifest("1"), "tax/1.csv"), store.Batches.Register(Samples.Manifest("2"), "tax/2.csv")];
            foreach (var batch in batches) Write(store, batch, EveryFact(batch).Select((f, i) => (i % 3 == 0 ? "H" : "家" + (i % 700), f)));
            before = All(store, batches);
        }

        Unmove(keys, batches.ToDictionary(b => b.Id, b => Read(b)));
        Assert.ThrowsExactly<OlderDatabaseException>(() => Look(keys));
        Assert.Contains("not the one of this database", Assert.ThrowsExactly<KeyRingException>(() => Open(KeyRing.Create(Path.Combine(Folder, "other")))).Message, StringComparison.Ordinal);
        using var moved = Open(keys);
        CollectionAssert.AreEqual(new[] { "0010-evidence.sql", "0011-no-fact.sql", "0014-batch-content.sql", "0015-no-batch-household.sql" }, moved.Migrated.ToArray());
        CollectionAssert.AreEqual(before, All(moved, batches));
        // The table was made anew here, after the migration that takes its foreign key away.
        using (var connection = Whole.Working.ConnectAlone())
        {
            foreach (var statement in Whole.Working.Translate("-- PostgreSQL: ALTER TABLE evidence DROP CONSTRAINT evidence_batch_fkey")) connection.Execute(statement);
        }

        Assert.AreEqual("", Told(Check()));
        Assert.IsNotEmpty(moved.Facts.WithEdgeIn([batches[0].Id], new DateOnly(2026, 2, 27), new DateOnly(2026, 2, 28)));

        List<HouseholdFacts> Read(Batch batch)
        {
            using var store = Open(keys);
            return [.. store.Facts.ReadSpan([batch.Id], Spans.Whole)];
        }
    }

    [TestMethod]
    public void Facts_beyond_what_is_held_in_memory_come_back_in_their_order()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        var label = new string('长', 20_000);
        AssetFact Asset(int line) => new(
            $"H{line % 7}/1", batch.Manifest.Registry, batch.Manifest.Dataset, MatchGrade.Certain, new Provenance(batch.Id, batch.File, line, line * 100L, Samples.Hash($"{line}")), AssetKind.Vehicle,
            DateInterval.From(new DateOnly(2026, 1, 1).AddDays(line % 3)), new AssetDetail(Label: label + line));
        Write(store, batch, Enumerable.Range(0, 1200).Select(line => ($"H{line % 7}", (Fact)Asset(line))));
        var read = store.Facts.ReadSpan([batch.Id], Spans.Whole).ToList();
        CollectionAssert.AreEqual(Enumerable.Range(0, 7).Select(n => $"H{n}").ToArray(), read.Select(h => h.Household).ToArray());
        foreach (var household in read)
        {
            CollectionAssert.AreEqual(Enumerable.Range(0, 1200).Where(l => $"H{l % 7}" == household.Household).Select(l => (Fact)Asset(l)).ToArray(), household.Facts.ToArray());
        }

        CollectionAssert.AreEqual(read[3].Facts.ToArray(), store.Facts.Of("H3", new HashSet<long> { batch.Id }).ToArray());
        CollectionAssert.AreEqual(new[] { "H2", "H3" }, store.Facts.ReadSpan([batch.Id], new HouseholdSpan("H2", "H3")).Select(h => h.Household).ToArray());
        Assert.IsEmpty(store.Facts.WithEdgeIn([batch.Id], new DateOnly(2026, 1, 3), new DateOnly(2026, 12, 31)));
        Assert.HasCount(7, store.Facts.WithEdgeIn([batch.Id], new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3)));
    }

    [TestMethod]
    public void Runs_that_were_put_down_are_merged_household_by_household()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        const int Households = 3000;
        AssetFact Asset(int line) => new(
            $"H{line % Households:D4}/1", batch.Manifest.Registry, batch.Manifest.Dataset, MatchGrade.Certain, new Provenance(batch.Id, batch.File, line, line * 100L, Samples.Hash($"{line}")), AssetKind.Vehicle,
            DateInterval.From(new DateOnly(2026, 1, 1)), new AssetDetail(Label: line % 3 == 0 ? new string('长', 300) : null));
        using (var writer = store.Facts.Write(batch.Id, mebibytes: 1))
        {
            for (var line = 0; line < 4 * Households; line++) writer.Add($"H{line % Households:D4}", Asset(line));
            Assert.IsGreaterThan(2, writer.PutDown);
            writer.Accept(BatchCounts.None);
        }

        var household = 0;
        foreach (var read in store.Facts.ReadSpan([batch.Id], Spans.Whole))
        {
            Assert.AreEqual($"H{household:D4}", read.Household);
            CollectionAssert.AreEqual(Enumerable.Range(0, 4).Select(n => (Fact)Asset(household + (n * Households))).ToArray(), read.Facts.ToArray());
            household++;
        }

        Assert.AreEqual(Households, household);
        Assert.HasCount(Households, store.Facts.HouseholdsIn(batch.Id));
    }

    private static Fact[] All(Store store, Batch[] batches) => [.. store.Facts.ReadSpan([.. batches.Select(b => b.Id)], Spans.Whole).SelectMany(h => h.Facts)];

    /// <summary>Lays the database out as it was before migration 10, with a row for each fact.</summary>
    private void Unmove(KeyRing keys, Dictionary<long, List<HouseholdFacts>> facts)
    {
        var dialect = Whole.Working;
        using (var connection = dialect.ConnectAlone())
        {
            foreach (var statement in dialect.Translate(OldFact)) connection.Execute(statement);
            using var transaction = dialect.Write(connection);
            using (var rows = dialect.Bulk(
                connection, transaction, "fact", "household", "person", "dataset", "line", "batch", "ordinal", "family", "kind", "grade", "month", "valid_from", "valid_to", "amount_fen", "byte_offset", "row_hash", "detail_enc"))
            {
                foreach (var (batch, households) in facts)
                {
                    var ordinal = 0L;
                    foreach (var (household, fact) in households.SelectMany(h => h.Facts.Select(f => (h.Household, f))))
                    {
                        var (row, source) = (FactRow.Of(fact), fact.Source);
                        var detail = row.Detail is { } plain ? keys.Seal(Place.FactDetail(batch, ordinal), plain) : null;
                        rows.Add(
                            household, fact.Person, fact.Dataset, source.Line, batch, ordinal++, (int)row.Family, row.Kind, (int)fact.Grade, row.Month, Iso.Of(row.From), Iso.Of(row.To), row.Fen, source.ByteOffset,
                            Convert.FromHexString(source.RowHash), detail);
                    }
                }
            }

            transaction.Commit();
        }

        dialect.Release();
        Meddle("DROP TABLE evidence");
        AsBefore(keys, [.. facts.Keys], days: false);
        foreach (var number in Migration.Of(dialect).Select(m => m.Number).Where(n => n is 10 or 11 or 14 or 15)) Meddle($"DELETE FROM schema_migration WHERE number = {number}");
    }
}
