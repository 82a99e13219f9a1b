using System.Text;
using Dapper;
using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Storage;
using DataMatching.Storage.Documents;
using DataMatching.Storage.Protection;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private const string OldVerdict = "CREATE TABLE verdict (run INTEGER NOT NULL REFERENCES run (id), household TEXT NOT NULL, shard TEXT NOT NULL, district INTEGER NOT NULL, state INTEGER NOT NULL, "
        + "flag INTEGER NOT NULL, exit_kind INTEGER, rules TEXT NOT NULL, priority INTEGER NOT NULL, document_enc BLOB NOT NULL, PRIMARY KEY (run, household)) WITHOUT ROWID";

    [TestMethod]
    public void Verdicts_of_a_database_of_before_migration_13_are_kept_and_say_the_same()
    {
        StoredVerdict[] verdicts =
        [
            new("A", 440106, FileState.Active, Flag.Exit, ExitKind.Relieved, ["relieved-by-aid"], 9, "{}"u8.ToArray()),
            new("家庭乙", 440103, FileState.Unfiled, Flag.Keep, null, [], 1, Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('档', 4000)}\"}}")),
        ];
        var keys = KeyRing.Create(KeyFolder);
        long run;
        using (var store = Open(keys))
        {
            run = store.Runs.StartOrResume("quarter/2026Q3", "{}").Id;
            store.SaveVerdicts(run, "s", verdicts);
        }

        BeforeSmallVerdicts(keys, run, verdicts);
        Assert.ThrowsExactly<OlderDatabaseException>(() => Look(keys));
        using var moved = Open(keys);
        CollectionAssert.AreEqual(new[] { "0013-small-verdicts.sql", "0014-batch-content.sql", "0015-no-batch-household.sql", "0016-match-check.sql", "0017-matcher.sql" }, moved.Migrated.ToArray());
        CollectionAssert.AreEqual(verdicts.Select(Said).ToArray(), moved.Runs.Verdicts(run).Select(Said).ToArray());
        Assert.AreEqual("", Told(Check()));

        static string Said(StoredVerdict v) => $"{v.Household} {v.District} {v.State} {v.Flag} {v.ExitKind} {string.Join(';', v.Rules)} {v.Priority} {Encoding.UTF8.GetString(v.Utf8.Span)}";
    }

    /// <summary>Lays the verdicts out as they were: by unit, and packed without words.</summary>
    private void BeforeSmallVerdicts(KeyRing keys, long run, StoredVerdict[] verdicts)
    {
        Meddle("DROP TABLE verdict");
        foreach (var later in new[] { "match_answer", "described_sample" }) Meddle("DROP TABLE " + later);
        Meddle("ALTER TABLE batch DROP COLUMN matcher");
        AsBefore(keys, [], days: true);
        Meddle("DELETE FROM schema_migration WHERE number >= 13");
        var dialect = Whole.Working;
        using (var connection = dialect.ConnectAlone())
        {
            // In one piece: the lengths of texts in indexes are taken from them where a database needs such.
            foreach (var statement in dialect.Translate($"{OldVerdict};\nCREATE INDEX verdict_by_shard ON verdict (run, shard);\nCREATE INDEX verdict_by_household ON verdict (household, run);")) connection.Execute(statement);
            using var transaction = dialect.Write(connection);
            using (var rows = dialect.Bulk(connection, transaction, "verdict", "run", "household", "shard", "district", "state", "flag", "exit_kind", "rules", "priority", "document_enc"))
            {
                foreach (var v in verdicts)
                {
                    rows.Add(
                        run, v.Household, "000000", v.District, (int)v.State, (int)v.Flag, (int?)v.ExitKind, string.Join(';', v.Rules), v.Priority,
                        keys.Seal(Place.Verdict(run, v.Household), Deflated.Write(v.Utf8.Span)));
                }
            }

            transaction.Commit();
        }

        dialect.Release();
    }
}
