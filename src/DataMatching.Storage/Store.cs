using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>
/// The site's database. Opening it brings the schema up to date; looking at it changes nothing. It may be used by several threads at once, and by several processes;
/// reading never waits, a second writer waits for the first.
/// </summary>
public sealed class Store : IDisposable
{
    private readonly Dialect _dialect;
    private readonly Lock _writing = new();
    private DateTimeOffset _asked;
    private long _reads;

    private Store(Dialect dialect, KeyRing keys, TimeProvider clock)
    {
        _dialect = dialect;
        Keys = keys;
        Clock = clock;
        Union = new UnionTables(this);
        Batches = new BatchTables(this);
        Facts = new FactTables(this);
        Runs = new RunTables(this);
        Quarters = new QuarterTables(this);
        Accounts = new AccountTables(this);
        Cases = new CaseTables(this);
        Disclosures = new DisclosureTables(this);
        Filters = new FilterTables(this);
        Attachments = new AttachmentTables(this);
        Exports = new ExportTables(this);
        Adjustments = new AdjustmentTables(this);
        Jobs = new JobTables(this);
        Schedule = new ScheduleTables(this);
        Landings = new LandingTables(this);
        Drift = new DriftTables(this);
        Matches = new MatchTables(this);
        Units = new UnitTables(this);
        Nodes = new NodeTables(this);
        Notices = new NoticeTables(this);
        Tidy = new TidyTables(this);
    }

    public UnionTables Union { get; }
    public BatchTables Batches { get; }
    public FactTables Facts { get; }
    public RunTables Runs { get; }
    public QuarterTables Quarters { get; }
    public AccountTables Accounts { get; }
    public CaseTables Cases { get; }
    public DisclosureTables Disclosures { get; }
    public FilterTables Filters { get; }
    public AttachmentTables Attachments { get; }
    public ExportTables Exports { get; }
    public AdjustmentTables Adjustments { get; }
    public JobTables Jobs { get; }
    public ScheduleTables Schedule { get; }
    public LandingTables Landings { get; }
    public DriftTables Drift { get; }
    public MatchTables Matches { get; }
    public UnitTables Units { get; }
    public NodeTables Nodes { get; }
    public NoticeTables Notices { get; }
    public TidyTables Tidy { get; }

    /// <summary>The migrations that opening it applied, by name; none when it was up to date.</summary>
    public IReadOnlyList<string> Migrated { get; private set; } = [];

    internal Dialect Dialect => _dialect;
    internal KeyRing Keys { get; }

    /// <summary>A word that only nodes of this site have in common, since it is made with its keys: where another library's tables are shared by several sites it tells them apart.</summary>
    public string Mark => Convert.ToHexStringLower(KeyMark.Of(Keys).Indexed)[..16];
    internal TimeProvider Clock { get; }

    /// <summary>
    /// The instant that is noted. In a write it is the one at which the write was asked for: all that it notes bears the same, and nobody waits for the clock while other writers wait for him.
    /// </summary>
    internal DateTimeOffset Moment => _writing.IsHeldByCurrentThread ? _asked : Clock.GetUtcNow();

    internal string Now => Iso.Of(Moment);

    /// <summary>Opens the database and brings it up to date; a SQLite file is made when it is not there, of a server the tables in the account's schema. Personal columns are encrypted with <paramref name="keys"/>.</summary>
    /// <exception cref="KeyRingException">The keys are not those of this database.</exception>
    /// <exception cref="StoreException">It cannot be opened or is no database of ours, a migration was changed, or it is of a newer version.</exception>
    public static Store Open(DatabasePlace place, KeyRing keys, TimeProvider clock) => Open(Known(place).Dialect(), keys, clock);

    /// <summary>Opens the database as it is, to read: no schema is changed, no file made, and no lock of a writer waited for.</summary>
    /// <exception cref="OlderDatabaseException">The database is of an older version.</exception>
    /// <inheritdoc cref="Open(DatabasePlace, KeyRing, TimeProvider)"/>
    public static Store Look(DatabasePlace place, KeyRing keys, TimeProvider clock) => Look(Known(place).Dialect(looking: true), keys, clock);

    /// <summary>Opens the database to work in it beside the node that brings it up to date; changes no schema.</summary>
    /// <inheritdoc cref="Look(DatabasePlace, KeyRing, TimeProvider)"/>
    public static Store Join(DatabasePlace place, KeyRing keys, TimeProvider clock) => Look(Known(place).Dialect(), keys, clock);

    /// <summary>Opens a SQLite file.</summary>
    /// <inheritdoc cref="Open(DatabasePlace, KeyRing, TimeProvider)"/>
    public static Store Open(string databaseFile, KeyRing keys, TimeProvider clock) => Open(new DatabasePlace(DatabaseKind.Sqlite, databaseFile), keys, clock);

    /// <summary>Looks at a SQLite file.</summary>
    /// <inheritdoc cref="Look(DatabasePlace, KeyRing, TimeProvider)"/>
    public static Store Look(string databaseFile, KeyRing keys, TimeProvider clock) => Look(new DatabasePlace(DatabaseKind.Sqlite, databaseFile), keys, clock);

    /// <summary>True when the database holds a site's data, whose keys are then needed.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static bool IsBegun(DatabasePlace place) => IsBegun(Known(place).Dialect(looking: true));

    internal static bool IsBegun(Dialect dialect)
    {
        try
        {
            using var database = dialect.ConnectAlone();
            return database.ExecuteScalar<long>(dialect.Has("key_mark")) != 0 && database.ExecuteScalar<long>("SELECT COUNT(*) FROM key_mark") != 0;
        }
        catch (DbException e)
        {
            throw NotOpened(dialect, e);
        }
    }

    private static DatabasePlace Known(DatabasePlace place) => place ?? throw new ArgumentNullException(nameof(place));

    internal static Store Open(Dialect dialect, KeyRing keys, TimeProvider clock) => Begin(dialect, keys, clock, store =>
    {
        dialect.Prepare();
        store.Migrated = Migration.Apply(dialect, clock, Migration.Of(dialect), keys);
        store.MarkOrCheckKeys();
    });

    internal static Store Look(Dialect dialect, KeyRing keys, TimeProvider clock) => Begin(dialect, keys, clock, store =>
    {
        Migration.Check(dialect, Migration.Of(dialect));
        if (store.Read(c => KeyMark.In(c, null)) is { } mark) store.CheckKeys(mark);
    });

    private static Store Begin(Dialect dialect, KeyRing keys, TimeProvider clock, Action<Store> check)
    {
        try
        {
            var store = new Store(dialect, keys, clock);
            check(store);
            return store;
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            dialect.Release();
            throw NotOpened(dialect, e);
        }
        catch
        {
            dialect.Release();
            throw;
        }
    }

    internal static StoreException NotOpened(Dialect dialect, Exception e) => new($"The database cannot be opened: {e.Message.TrimEnd('.')}. {dialect.WhenNotOpened}", e);

    /// <summary>The server that several nodes may share; null for a file.</summary>
    public SharedServer? Server => _dialect.Server;

    /// <summary>Takes the right to run nights and quarters; null while another node has it. Where the database is a file, the lock of the site's folder is that right.</summary>
    public WorkRight? TakeWorkRight() => WorkRight.Take(_dialect);

    /// <summary>Does something that no two nodes may do at the same time, such as making the tables of another library; nobody writes meanwhile.</summary>
    public void Alone(Action work) => Write((_, _) => work());

    /// <summary>Makes the tables of another library, by statements in the words of this database and in one transaction, unless one of them is there.</summary>
    /// <param name="table">The one that is looked for.</param>
    /// <exception cref="StoreException">They cannot be made.</exception>
    public void MakeUnlessThere(string table, IEnumerable<string> statements)
    {
        try
        {
            Write((connection, transaction) =>
            {
                if (connection.ExecuteScalar<long>(_dialect.Has(table), transaction: transaction) != 0) return;
                foreach (var statement in statements) connection.Execute(statement, transaction: transaction);
            });
        }
        catch (DbException e) when (!e.IsTransient)
        {
            throw new StoreException($"The tables of {table} could not be made: see that the account owns the database, and that it runs. Nothing was changed.", e);
        }
    }

    public void Dispose() => _dialect.Release();

    /// <summary>Sees whether the database answers, and with these keys; changes nothing.</summary>
    /// <returns>False when the keys are not those of the database.</returns>
    /// <exception cref="DbException">It gives no answer.</exception>
    public bool Answers() => Read(c => KeyMark.In(c, null)) is { } mark && mark.Fits(Keys);

    /// <summary>How often it was read since it was opened: what a page costs, told without a clock.</summary>
    internal long Reads => Interlocked.Read(ref _reads);

    internal T Read<T>(Func<DbConnection, T> work)
    {
        Interlocked.Increment(ref _reads);
        using var connection = _dialect.Connect();
        return work(connection);
    }

    /// <summary>One transaction: all of the work, or, when it throws, none.</summary>
    internal T Write<T>(Func<DbConnection, DbTransaction, T> work) => InTurn(() => WriteAlone(work));

    /// <summary>Writers of this process take turns here: whom the database itself sends away asks again after a sleep that is far longer than most writes.</summary>
    internal T InTurn<T>(Func<T> write)
    {
        var asked = Moment;
        lock (_writing)
        {
            _asked = asked;
            return write();
        }
    }

    /// <inheritdoc cref="InTurn{T}"/>
    internal void InTurn(Action write) => InTurn(() =>
    {
        write();
        return true;
    });

    private T WriteAlone<T>(Func<DbConnection, DbTransaction, T> work)
    {
        using var connection = _dialect.Connect();
        using var transaction = _dialect.Write(connection);
        var result = work(connection, transaction);
        transaction.Commit();
        return result;
    }

    internal void Write(Action<DbConnection, DbTransaction> work) => Write((connection, transaction) =>
    {
        work(connection, transaction);
        return true;
    });

    private void MarkOrCheckKeys() => Write((connection, transaction) =>
    {
        if (KeyMark.In(connection, transaction) is { } mark) CheckKeys(mark);
        else connection.Execute("INSERT INTO key_mark (id, mark_enc, mark_index) VALUES (1, @Sealed, @Indexed)", KeyMark.Of(Keys), transaction);
    });

    private void CheckKeys(KeyMark mark)
    {
        if (!mark.Fits(Keys)) throw new KeyRingException("The key file is not the one of this database. Put back the data/keys that were saved with it; nothing was changed.");
    }
}
