using Dapper;
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

    protected override DataMatching.Storage.Database Whole => DataMatching.Storage.Database.Postgres(Database);

    protected override string Bytes(string hex) => $"decode('{hex}', 'hex')";

    protected override string DropTrigger(string trigger, string table) => $"DROP TRIGGER {trigger} ON {table}";

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
            var failure = Assert.ThrowsExactly<StoreException>(() => Store.OpenPostgres(connection, keys, Clock));
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

    protected override int Meddle(string sql)
    {
        using var connection = new NpgsqlConnection(Database);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteNonQuery();
    }
}
