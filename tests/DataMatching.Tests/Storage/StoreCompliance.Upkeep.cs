using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    /// <summary>The test's own database as a whole.</summary>
    protected abstract Database Whole { get; }

    [TestMethod]
    public void A_sound_database_has_the_schema_of_its_migrations_and_hashes_that_stay()
    {
        using (var store = Open()) PlantAll(store);
        var first = Check();
        Assert.AreEqual("", Told(first));
        CollectionAssert.AreEqual(first.Tables.ToList(), Check().Tables.ToList());
        Assert.IsTrue(first.Migrations.All(m => m is { State: AppliedMigration.Applied, AppliedAt: not null }));
        Assert.IsGreaterThan(8, first.Sealed);
        Assert.AreEqual(first.Sealed, first.Opened);
        Assert.AreEqual(2, first.Tables.Single(t => t.Table == "household_version").Rows);
        Assert.IsFalse(first.Tables.Any(t => t.Table == "schema_migration"), "when a migration was applied is no data");

        using (var store = Open()) store.Runs.StartOrResume("night/2026-10-02", "p");
        var changed = Check().Tables.Except(first.Tables).ToList();
        Assert.AreEqual("run", changed.Single().Table, "what was written shows in its table alone");
    }

    [TestMethod]
    public void A_changed_row_is_another_hash_and_a_changed_or_moved_sealed_value_is_named_by_its_row()
    {
        using (var store = Open()) PlantAll(store);
        var before = Check();
        Meddle("UPDATE batch SET row_count = row_count + 1");
        var after = Check();
        Assert.AreEqual("", Told(after), "the row is sound in itself");
        Assert.AreEqual("batch", after.Tables.Except(before.Tables).Single().Table);

        Meddle("UPDATE household_version SET document_enc = (SELECT v.document_enc FROM household_version v WHERE v.id <> household_version.id)");
        Meddle($"UPDATE verdict SET document_enc = {Bytes("0100")}");
        var told = Check().Findings.Select(f => f.What).ToList();
        CollectionAssert.IsSubsetOf(new[] { "household_version.document_enc, row id 1", "verdict.document_enc, row run 1, household 家庭甲" }, told);
        Assert.AreEqual(0, Whole.Check(KeyRing.Load(KeyFolder)).Findings.Count(f => f.Found.Contains(Samples.NameA, StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("DROP TABLE batch_profile", "table batch_profile: missing")]
    [DataRow("ALTER TABLE batch ADD COLUMN note TEXT", "column batch.note: ")]
    [DataRow("ALTER TABLE batch DROP COLUMN header_drift", "column batch.header_drift: missing")]
    [DataRow("ALTER TABLE export RENAME COLUMN filter TO filtered", "column export.filter: missing; column export.filtered: TEXT NOT NULL")]
    [DataRow("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY)", "table notes: there")]
    [DataRow("DROP INDEX verdict_by_household", "index verdict_by_household of verdict: missing")]
    [DataRow("CREATE INDEX verdict_by_flag ON verdict (flag)", "index verdict_by_flag of verdict: flag")]
    [DataRow("TRIGGER case_event_is_not_changed case_event", "trigger case_event_is_not_changed of case_event: missing")]
    [DataRow("UPDATE schema_migration SET sha256 = 'x' WHERE number = 2", "migration 0002-checked-files.sql: applied with another content (SHA-256 x)")]
    [DataRow("INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (9999, '9999-later.sql', 'x', 'x')", "migration 9999-later.sql: applied")]
    [DataRow("DELETE FROM key_mark", "keys: no mark of the keys in the database")]
    public void What_was_done_to_the_schema_behind_our_back_is_found(string sql, string told)
    {
        using (var store = Open()) PlantAll(store);
        var parts = sql.Split(' ');
        Meddle(parts[0] == "TRIGGER" ? DropTrigger(parts[1], parts[2]) : sql);
        var check = Check();
        Assert.StartsWith(told, Told(check), StringComparison.Ordinal);
        Assert.IsTrue(check.Findings.All(f => f.Do.Length > 0));
    }

    [TestMethod]
    public void Keys_of_another_database_are_told_and_nothing_is_tried_with_them()
    {
        using (var store = Open()) PlantAll(store);
        var check = Whole.Check(KeyRing.Create(Path.Combine(Folder, "other")), all: true);
        Assert.AreEqual("keys: data/keys is not of this database", Told(check));
        Assert.AreEqual(0, check.Opened);
        Assert.IsGreaterThan(0, check.Tables.Count);
    }

    [TestMethod]
    public void Two_that_begin_at_once_apply_each_migration_once()
    {
        var keys = KeyRing.Create(KeyFolder);
        var applied = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 4, _ =>
        {
            using var store = Open(keys);
            foreach (var name in store.Migrated) applied.Add(name);
        });
        var history = Whole.History();
        CollectionAssert.AreEqual(history.Select(m => m.Name).ToList(), applied.Order(StringComparer.Ordinal).ToList());
        Assert.IsTrue(history.All(m => m.State == AppliedMigration.Applied));
        Assert.AreEqual("", Told(Check()));
    }

    [TestMethod]
    public void A_database_that_lacks_migrations_says_which_and_is_checked_as_it_stands()
    {
        var keys = KeyRing.Create(KeyFolder);
        var dialect = Whole.Working;
        dialect.Prepare();
        var all = Migration.Of(dialect);
        Migration.Apply(dialect, Clock, [.. all.SkipLast(1)], keys);
        dialect.Release();
        Assert.AreEqual(AppliedMigration.Pending, Whole.History()[^1].State);
        Assert.StartsWith($"migration {all[^1].Name}: not applied", Told(Check()), StringComparison.Ordinal, "what is to come is not missed");
    }

    protected DatabaseCheck Check() => Whole.Check(KeyRing.Load(KeyFolder), all: true);

    protected static string Told(DatabaseCheck check) => string.Join("; ", check.Findings.Select(f => $"{f.What}: {f.Found}"));

    /// <summary>A row in most tables: households, facts, verdicts, an account, cases worked on.</summary>
    protected static void PlantAll(Store store)
    {
        Plant(store);
        var account = ReviewSamples.Somebody(store);
        var id = ReviewSamples.Open(store, ReviewSamples.Opening("A"), ReviewSamples.Opening("丙家"));
        store.Cases.Append(id, null, 1, [ReviewSamples.Event(by: account)], store.Cases.Find(id, null)!.Listing with { Step = "notice" });
        store.Filters.Save(account, new SavedFilter("本周", "?list=add"));
    }
}
