using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>A site's database as a whole: what was applied to it, whether it is sound, its copy into another. Whoever works with what is in it opens a <see cref="Store"/>.</summary>
public sealed class Database
{
    private readonly Func<bool, Dialect> _dialect;
    private readonly Func<bool> _isMissing;

    private Database(Func<bool, Dialect> dialect, Func<bool> isMissing) => (_dialect, _isMissing) = (dialect, isMissing);

    /// <summary>True when its file is not there; of a server nobody knows before it is asked.</summary>
    public bool IsMissing => _isMissing();

    internal Dialect Working => _dialect(false);
    internal Dialect Looking => _dialect(true);

    public static Database At(DatabasePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new(place.Dialect, () => place.Kind == DatabaseKind.Sqlite && !File.Exists(place.At));
    }

    public static Database Sqlite(string file) => At(new DatabasePlace(DatabaseKind.Sqlite, file));

    internal static Database Of(Func<bool, Dialect> dialect) => new(dialect, () => false);

    /// <summary>The migrations of the program and of the database, in order. Changes nothing.</summary>
    /// <exception cref="StoreException">It cannot be opened, or holds a copy that was not finished.</exception>
    public IReadOnlyList<AppliedMigration> History() => Look(dialect =>
    {
        var migrations = Migration.Of(dialect);
        if (IsMissing) return MigrationHistory.Of(null, null, migrations);
        using var connection = dialect.ConnectAlone();
        if (!dialect.Upkeep.Schema(connection, null).Any(p => p is { Kind: SchemaPart.OfTable, Name: Migration.Ledger })) return MigrationHistory.Of(null, null, migrations);
        UnfinishedCopy.Refuse(connection, dialect);
        return MigrationHistory.Of(connection, null, migrations);
    });

    /// <summary>Looks through all of it and changes nothing; others may work meanwhile, what they write is not seen.</summary>
    /// <param name="all">True opens every sealed value; false a sample of each table.</param>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public DatabaseCheck Check(KeyRing keys, bool all = false, IProgress<TableProgress>? progress = null, CancellationToken cancel = default) => Look(dialect =>
    {
        using var check = new CheckDatabase(dialect, keys, all, progress, cancel);
        return check.Run();
    });

    /// <summary>Takes the right to run nights and quarters on it, so that nobody does meanwhile; null while a node has it. A file has none: there the lock of the site's folder is that right.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public WorkRight? TakeWorkRight() => IsMissing ? WorkRight.Nobodys : Look(WorkRight.Take);

    /// <summary>Copies all data into <paramref name="target"/>, which must be empty, and verifies what arrived; this one is only read. A copy that is not ended stays marked, and is refused when it is opened.</summary>
    /// <returns>The rows and the hash of each table, the same in both.</returns>
    /// <exception cref="StoreException">This one is not of the program's version or cannot be read, the target is not empty or cannot be written, or what arrived is not what was read.</exception>
    public IReadOnlyList<TableSum> CopyInto(Database target, TimeProvider clock, IProgress<TableProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Look(source =>
        {
            if (!target.IsMissing) target.RefuseFilled();
            var working = target.Working;
            try
            {
                return new CopyDatabase(source, working, clock, progress, cancel).Run();
            }
            finally
            {
                working.Release();
            }
        });
    }

    /// <summary>Writes a copy of all of it into a new file, in one state, while others work.</summary>
    /// <exception cref="StoreException">It is a server, or cannot be opened.</exception>
    public void BackUp(string file) => Look(dialect =>
    {
        using var connection = dialect.ConnectAlone();
        dialect.Upkeep.BackUp(connection, file);
        return true;
    });

    private void RefuseFilled() => Look(dialect =>
    {
        using var connection = dialect.ConnectAlone();
        EmptyDatabase.Refuse(connection, null, dialect, [.. TableShape.Of(ExpectedSchema.Of(Migration.Of(dialect))).Where(t => t.HoldsData)]);
        return true;
    });

    private T Look<T>(Func<Dialect, T> look)
    {
        var dialect = Looking;
        try
        {
            return look(dialect);
        }
        catch (DbException e)
        {
            throw Store.NotOpened(dialect, e);
        }
        finally
        {
            dialect.Release();
        }
    }
}
