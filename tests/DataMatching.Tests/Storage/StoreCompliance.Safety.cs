using System.Text;
using DataMatching.Assessment;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void No_name_ID_number_employer_or_label_stands_in_the_files_in_clear()
    {
        using var store = Open();
        Plant(store);
        string[] secrets =
        [
            Samples.NameA, Samples.NameFound, Samples.NameRare, Samples.IdA.Reveal(), Samples.IdFound.Reveal(), Samples.IdA.Reveal()[..17],
            "李核实", "银行流水", "隐私用人单位", "粤A隐私牌", "低保证号隐私", "判词隐私",
        ];
        var files = Kept();
        Assert.IsTrue(files.Any(f => Contains(f, Encoding.UTF8.GetBytes("家庭甲"))), "the search itself finds keys that stand in clear");
        foreach (var secret in secrets)
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
                Assert.IsFalse(files.Any(f => Contains(f, encoding.GetBytes(secret))), $"secret {Array.IndexOf(secrets, secret)} in {encoding.WebName}");

        // Nor the number as it would stand in an integer column.
        var body = BitConverter.GetBytes(Samples.IdA.Body);
        Assert.IsFalse(files.Any(f => Contains(f, body) || Contains(f, body.Reverse().ToArray())));
    }

    [TestMethod]
    public void A_ciphertext_that_was_changed_or_moved_to_another_row_is_told()
    {
        using var store = Open();
        var (import, batch, run) = Plant(store);
        Meddle("UPDATE household_version SET document_enc = (SELECT v.document_enc FROM household_version v WHERE v.id <> household_version.id)");
        Assert.Contains("moved from another row", Assert.ThrowsExactly<StoreException>(() => store.Union.Read(import).ToList()).Message, StringComparison.Ordinal);
        Meddle("UPDATE evidence SET part = part + 1");
        Assert.ThrowsExactly<StoreException>(() => store.Facts.ReadSpan([batch], Spans.Whole).ToList());
        Meddle($"UPDATE verdict SET document_enc = {Bytes(new string('0', 120))}");
        Assert.ThrowsExactly<StoreException>(() => store.Runs.Verdict(run, "家庭甲", null));
        Meddle($"UPDATE verdict SET document_enc = {Bytes("0100")}");
        Assert.Contains("cut short", Assert.ThrowsExactly<StoreException>(() => store.Runs.Verdicts(run).ToList()).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Another_key_file_is_told_at_once_and_the_right_one_still_works()
    {
        using (var store = Open()) Plant(store);
        var other = KeyRing.Create(Path.Combine(Folder, "other"));
        Assert.Contains("not the one of this database", Assert.ThrowsExactly<KeyRingException>(() => Open(other)).Message, StringComparison.Ordinal);
        using var again = Open();
        Assert.AreEqual(Samples.NameA, again.Union.Find(again.Union.Latest()!.Id, "家庭甲")!.Principal.Name.Written);
    }

    [TestMethod]
    public void Opening_again_applies_nothing_twice_and_a_changed_migration_is_told()
    {
        using (var store = Open()) Plant(store);
        using (var store = Open()) Assert.IsNotNull(store.Union.Latest());
        Meddle("INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (9999, '9999-later.sql', 'x', 'x')");
        Assert.Contains("newer version", Assert.ThrowsExactly<StoreException>(() => Open()).Message, StringComparison.Ordinal);
        Meddle("DELETE FROM schema_migration WHERE number = 9999");
        Meddle("UPDATE schema_migration SET sha256 = 'x' WHERE number = 1");
        Assert.Contains("must not be changed", Assert.ThrowsExactly<StoreException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Looking_reads_everything_and_brings_nothing_up_to_date()
    {
        long import, batch;
        using (var store = Open()) (import, batch, _) = Plant(store);
        using (var store = Look(KeyRing.Load(KeyFolder)))
        {
            Assert.HasCount(2, store.Union.Read(import).ToList());
            Assert.HasCount(3, store.Facts.ReadSpan([batch], Spans.Whole).Single().Facts);
        }

        var other = KeyRing.Create(Path.Combine(Folder, "other"));
        Assert.ThrowsExactly<KeyRingException>(() => Look(other));
        Meddle("DELETE FROM schema_migration");
        Assert.Contains("older version", Assert.ThrowsExactly<OlderDatabaseException>(() => Look(KeyRing.Load(KeyFolder))).Message, StringComparison.Ordinal);
        Assert.AreEqual(0, Meddle("DELETE FROM schema_migration"), "nothing was applied meanwhile");
    }

    [TestMethod]
    public void Several_stores_write_at_once_and_all_is_kept()
    {
        var keys = KeyRing.Create(KeyFolder);
        Parallel.For(0, 4, n =>
        {
            using var store = Open(keys);
            for (var i = 0; i < 5; i++)
            {
                var batch = store.Batches.Register(Samples.Manifest($"{n}-{i}"), $"tax/{n}-{i}.csv");
                Write(store, batch, [("A", Samples.Wage(batch, "A/1", 2))]);
            }
        });
        using var store = Open(keys);
        Assert.HasCount(20, store.Batches.All());
        Assert.HasCount(20, store.Facts.ReadSpan(store.Batches.All().Select(b => b.Id).ToList(), Spans.Whole).Single().Facts);
    }

    [TestMethod]
    public void While_facts_are_written_or_read_others_may_write()
    {
        using var store = Open();
        using var second = Open();
        var (import, _, run) = Plant(store);
        var batch = store.Batches.Register(Samples.Manifest("n"), "tax/n.csv");
        using var writer = store.Facts.Write(batch.Id);
        writer.Add("A", Samples.Wage(batch, "A/1", 2));
        using var stream = store.Union.Read(import).GetEnumerator();
        Assert.IsTrue(stream.MoveNext());
        second.Runs.StartStep(run, "match", "n");
        writer.Add("A", Samples.Wage(batch, "A/1", 3));
        writer.Accept(BatchCounts.None);
        Assert.IsTrue(stream.MoveNext());
        Assert.HasCount(2, second.Facts.ReadSpan([batch.Id], Spans.Whole).Single().Facts);
    }

    private static (long Import, long Batch, long Run) Plant(Store store)
    {
        var import = store.Union.Import("x", [Samples.Household("家庭甲"), Samples.Household("家庭乙", Samples.NameFound, Samples.IdFound)], []);
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        StatusFact Status(int line, StatusDetail detail) => new(
            "家庭甲/1", RegistryId.Tax, "wages", MatchGrade.Certain, new Provenance(batch.Id, batch.File, line, 0, Samples.Hash("r")), StatusKind.Married, DateInterval.Always, detail);
        Write(store, batch,
        [
            ("家庭甲", Status(2, new StatusDetail(new FoundPerson(Samples.Name(Samples.NameFound), Samples.IdFound)))),
            ("家庭甲", Status(3, new StatusDetail(Employer: "隐私用人单位", Group: "低保证号隐私"))),
            ("家庭甲", new AssetFact("家庭甲/1", RegistryId.Tax, "wages", MatchGrade.Certain, Status(4, StatusDetail.None).Source, AssetKind.Vehicle, DateInterval.Always, new AssetDetail(Label: "粤A隐私牌"))),
        ]);
        var run = store.Runs.StartOrResume("quarter/2026Q3", "p").Id;
        store.SaveVerdicts(run, "s", [new StoredVerdict("家庭甲", 440106, FileState.Active, Flag.Keep, null, [], 1, "{\"text\":\"判词隐私\"}")]);
        return (import.Id, batch.Id, run);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static bool Contains(byte[] file, byte[] part) => file.AsSpan().IndexOf(part) >= 0;
}
