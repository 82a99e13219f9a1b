using Dapper;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Storage;
using DataMatching.Storage.Postgres;
using DataMatching.Tests.Sql;
using Npgsql;

namespace DataMatching.Tests.Storage;

/// <summary>Every promise of storage, on a real PostgreSQL.</summary>
[TestClass]
public sealed class PostgresStoreTests : StoreCompliance
{
    private static PostgresServer? _server;
    private readonly Lazy<string> _database = new(() => PostgresServer.Needed(_server).Connection(_server!.NewDatabase(), pooled: 20));

    [ClassInitialize]
    public static void Start(TestContext context) => _server = PostgresServer.TryStart();

    [ClassCleanup]
    public static void Stop() => _server?.Dispose();

    private string Database => _database.Value;

    protected override Store Open(KeyRing keys) => Store.Open(new PostgresDialect(Database), keys, Clock);

    protected override Store Look(KeyRing keys) => Store.Look(new PostgresDialect(Database, looking: true), keys, Clock);

    protected override DataMatching.Storage.Database Whole => DataMatching.Storage.Database.At(new DatabasePlace(DatabaseKind.PostgreSql, Database));

    protected override string Bytes(string hex) => $"decode('{hex}', 'hex')";

    protected override string DropTrigger(string trigger, string table) => $"DROP TRIGGER {trigger} ON {table}";

    /// <summary>Until it has looked, it plans for tables that have just been filled as if they were empty.</summary>
    [TestMethod]
    public void After_an_import_and_deliveries_the_server_knows_how_large_its_tables_are()
    {
        using var store = Open();
        Assert.AreEqual(-1, RowsAsPlanned("household_version"));
        store.Union.Import("x", Enumerable.Range(0, 300).Select(i => Samples.Household($"K{i:D4}")), []);
        Assert.AreEqual((300, 300, 300), (RowsAsPlanned("household_version"), RowsAsPlanned("union_household"), RowsAsPlanned("household_version_person")));
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        using (var writer = store.Facts.Write(batch.Id))
        {
            for (var i = 0; i < 200; i++) writer.Add($"K{i:D4}", Samples.Wage(batch, $"K{i:D4}/1", i));
            writer.Accept(BatchCounts.None);
        }

        store.Facts.Survey();
        Assert.IsGreaterThan(0, RowsAsPlanned("evidence"));
        Assert.AreEqual(1, RowsAsPlanned("batch_content"));

        // So it is with the few batches and households that somebody asks for: it would go through all of the evidence for them.
        foreach (var asked in new[] { store.Facts.ReadSpan([batch.Id], Spans.Whole), store.Facts.Read([batch.Id], ["K0001"]) })
        {
            using var reading = asked.GetEnumerator();
            Assert.IsTrue(reading.MoveNext());
            Assert.AreEqual(1, RowsAsPlanned("wanted_batch"));
        }
    }

    /// <summary>What the driver says of its own things after that is no fault of the program.</summary>
    [TestMethod]
    public void A_line_that_breaks_is_told_as_what_may_pass_whatever_is_done_on_it_next()
    {
        using var connection = new NpgsqlConnection(Database);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        EndLines();
        using var command = new NpgsqlCommand("SELECT 1", connection);
        foreach (var use in new Action[] { () => command.ExecuteScalar(), transaction.Commit, () => command.ExecuteScalar(), () => connection.BeginTransaction() })
        {
            var failure = Assert.Throws<Exception>(use);
            Assert.IsTrue(DatabaseFailure.MayPass(failure), failure.GetType().Name);
        }

        Assert.IsFalse(DatabaseFailure.Is(new InvalidOperationException("ours")));
        Assert.IsFalse(DatabaseFailure.Is(Assert.Throws<InvalidOperationException>(() => new List<int>().Max())));
    }

    [TestMethod]
    public void Rows_that_were_on_their_way_when_the_line_broke_may_be_sent_again_and_nothing_of_them_stays()
    {
        using var store = Open();
        IEnumerable<Household> Households(Action atThe4000th)
        {
            for (var i = 0; i < 9000; i++)
            {
                if (i == 4000) atThe4000th();
                yield return Samples.Household($"K{i:D4}");
            }
        }

        Assert.IsTrue(DatabaseFailure.MayPass(Assert.Throws<Exception>(() => store.Union.Import("x", Households(EndLines), []))));
        NpgsqlConnection.ClearAllPools();
        Assert.IsNull(store.Union.Latest());
        Assert.AreEqual(9000, store.Union.Import("x", Households(() => { }), []).Households);
    }

    /// <summary>As when a server is restarted: every connection to the database ends.</summary>
    private void EndLines()
    {
        using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database) { Pooling = false }.ConnectionString);
        other.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private int RowsAsPlanned(string table)
    {
        using var connection = new NpgsqlConnection(Database);
        return connection.ExecuteScalar<int>("SELECT reltuples::int FROM pg_class WHERE relname = @Table AND relkind = 'r'", new { Table = table });
    }

    /// <summary>Every row of every table, bytes as bytes.</summary>
    protected override IReadOnlyList<byte[]> Kept()
    {
        using var connection = new NpgsqlConnection(Database);
        connection.Open();
        var kept = new List<byte[]>();
        foreach (var table in connection.Query<string>("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"))
        {
            using var copied = new MemoryStream();
            using (var rows = connection.BeginRawBinaryCopy($"COPY {table} TO STDOUT (FORMAT BINARY)")) rows.CopyTo(copied);
            kept.Add(copied.ToArray());
        }

        return kept;
    }

    [TestMethod]
    public void A_server_that_is_not_there_or_a_line_that_is_not_safe_is_told_with_what_to_do_and_without_the_password()
    {
        var keys = KeyRing.Create(KeyFolder);
        foreach (var (connection, told) in new[]
        {
            ("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=geheim", "See that its server runs"),
            ("Host=10.0.0.5;Database=x;Username=u;Password=geheim", "unencrypted"), ("Host=/tmp,10.0.0.5;Database=x;Password=geheim", "unencrypted"), ("no such=geheim", "none of PostgreSQL"),
        })
        {
            var failure = Assert.ThrowsExactly<StoreException>(() => Store.Open(new DatabasePlace(DatabaseKind.PostgreSql, connection), keys, Clock));
            Assert.Contains(told, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void What_was_noted_cannot_be_emptied_at_once()
    {
        using var store = Open();
        foreach (var table in new[] { "case_event", "disclosure", "batch_override", "clearance" })
            Assert.AreEqual("P0001", Assert.ThrowsExactly<PostgresException>(() => Meddle($"TRUNCATE {table} CASCADE")).SqlState, "raised by the trigger");
    }

    [TestMethod]
    [DataRow("ALTER TABLE case_event DISABLE TRIGGER case_event_is_not_changed", "trigger case_event_is_not_changed of case_event: switched off")]
    [DataRow("DROP TRIGGER disclosure_is_not_deleted_at_once ON disclosure", "trigger disclosure_is_not_deleted_at_once of disclosure: missing")]
    [DataRow("CREATE OR REPLACE FUNCTION dm_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$", "function dm_refuse: BEGIN RETURN NEW; END")]
    [DataRow("ALTER TABLE quarantined_row DISABLE TRIGGER ALL", "the database's own check: foreign keys of quarantined_row are switched off")]
    [DataRow("SELECT setval(pg_get_serial_sequence('run', 'id'), 1, false)", "the database's own check: run would give its next row a number that is taken")]
    [DataRow("ALTER TABLE run ALTER COLUMN run_key TYPE text COLLATE \"POSIX\"", "column run.run_key: text COLLATE POSIX NOT NULL")]
    [DataRow("ALTER TABLE batch ALTER COLUMN row_count DROP DEFAULT", "column batch.row_count: INTEGER NOT NULL")]
    [DataRow("SET session_replication_role = replica; DELETE FROM batch", "foreign key batch_content (batch): 1 rows that point to no row of batch; foreign key evidence (batch): 1 rows")]
    public void What_only_a_server_can_have_done_to_it_is_found_too(string sql, string told)
    {
        using (var store = Open()) PlantAll(store);
        Meddle(sql);
        Assert.StartsWith(told, Told(Check()), StringComparison.Ordinal);
    }

    protected override int Meddle(string sql)
    {
        using var connection = new NpgsqlConnection(Database);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteNonQuery();
    }
}
