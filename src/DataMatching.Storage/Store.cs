using DataMatching.Storage.Protection;
using DataMatching.Storage.Schema;
using DataMatching.Storage.Sqlite;

namespace DataMatching.Storage;

/// <summary>The site's database. Opening it brings the schema up to date. One instance serves one thread at a time.</summary>
public sealed class Store : IDisposable
{
    private readonly Database _database;
    private readonly Protector _protector;

    private Store(Database database, Protector protector)
    {
        _database = database;
        _protector = protector;
        Union = new UnionTables(database, protector);
        Batches = new BatchTables(database);
        Facts = new FactTables(database, protector);
        Runs = new RunTables(database, protector);
        Quarters = new QuarterTables(database);
    }

    public UnionTables Union { get; }
    public BatchTables Batches { get; }
    public FactTables Facts { get; }
    public RunTables Runs { get; }
    public QuarterTables Quarters { get; }

    /// <summary>Opens (and creates) the SQLite database; personal columns are encrypted with <paramref name="keys"/>.</summary>
    /// <exception cref="SchemaException">The database belongs to another version of the program.</exception>
    public static Store Open(string databaseFile, KeyRing keys, TimeProvider clock)
    {
        var database = new Database(new SqliteDialect(databaseFile), clock);
        try
        {
            Migrations.Apply(database);
            return new Store(database, new Protector(keys));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _protector.Dispose();
    }
}
