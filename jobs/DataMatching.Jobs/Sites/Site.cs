using DataMatching.Jobs.Operating;
using DataMatching.Jobs.Units;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>An opened site: its folders, its configuration (right in every part) and its database. One process at a time may change it.</summary>
public sealed class Site : IDisposable
{
    private readonly FileStream? _lock;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), Between = TimeSpan.FromSeconds(1);
    private readonly Lock _working = new();
    private WorkRight? _right;
    private int _held;

    private Site(SiteFolder folder, SiteConfiguration configuration, Store store, TimeProvider clock, FileStream? held)
    {
        Folder = folder;
        Configuration = configuration;
        Store = store;
        Clock = clock;
        _lock = held;
        Node = new Node(this, Environment.MachineName);
        Signals = new Signals(this);
        People = new ImportsPeople(store);
        Engine = new HereEngine(Node, Environment.ProcessorCount);
    }

    public SiteFolder Folder { get; }
    public SiteConfiguration Configuration { get; }
    public Store Store { get; }
    public TimeProvider Clock { get; }

    /// <summary>This process among those that work on the site.</summary>
    public Node Node { get; private set; }

    /// <summary>What the work tells those who run the site.</summary>
    public Signals Signals { get; }

    /// <summary>The people of the union's files, for matching.</summary>
    internal ImportsPeople People { get; }

    /// <summary>Who performs units: this process alone, unless it was joined to others.</summary>
    public IEngine Engine { get; private set; }

    /// <summary>Has the units of a stage performed and waits until all are done; what was worked out for them is let go then.</summary>
    /// <exception cref="JobRefused">One failed, or another run of the same took the work.</exception>
    public void Carry(Stage stage, Action<StageProgress> tell, CancellationToken cancel)
    {
        try
        {
            Engine.Carry(stage, tell, cancel);
        }
        finally
        {
            Node.Forget(stage.Id);
        }
    }

    /// <summary>Hands the units to another engine from now on, under a name that is unique among nodes. Called once, before any work; the site disposes of the engine.</summary>
    public void Join(Node node, IEngine engine) => (Node, Engine) = (node, engine);

    /// <summary>
    /// Takes the right to run nights and quarters, on a database that several nodes share; to be given back. Work within work holds the same right.
    /// </summary>
    /// <exception cref="JobRefused">Another node has it.</exception>
    public IDisposable BeginWork() => TryBeginWork()
        ?? throw new JobRefused("Another node is working on this site's database. Wait until it has ended ('datamatching status' shows it), or ask for the work on its pages.");

    /// <summary>Like <see cref="BeginWork"/>; null when another node has the right.</summary>
    public IDisposable? TryBeginWork()
    {
        lock (_working)
        {
            if (_held == 0 && (_right = Store.TakeWorkRight()) is null) return null;
            _held++;
            return new Work(this);
        }
    }

    /// <summary>Sees whether the right is still held, and takes it again when the connection to the server was lost for a while.</summary>
    /// <exception cref="WorkLostException">Another node has it now.</exception>
    public void CheckWork()
    {
        lock (_working)
        {
            if (_right is null || _right.IsHeld()) return;
            _right.Dispose();
            for (var since = Clock.GetTimestamp(); ; Thread.Sleep(Between))
            {
                try
                {
                    // Who has it again did not lose it to anybody in between who is still at work.
                    _right = Store.TakeWorkRight();
                    if (_right is not null) return;
                    throw new WorkLostException("The connection by which this node held the right to work was lost, and another node has begun. What was finished is kept; that node goes on with it.");
                }
                catch (Exception e) when (DatabaseFailure.Is(e) && Clock.GetElapsedTime(since) < Patience)
                {
                    // The server does not answer yet.
                }
            }
        }
    }

    /// <summary>The version of the program, as it is pinned by runs.</summary>
    public static string ProgramVersion => typeof(Site).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <param name="exclusive">True for work that changes the site: a second such process is refused while the first one lives.
    /// False only looks: the database is neither changed nor brought up to date.</param>
    /// <exception cref="JobRefused">Another process works on the site, or it was never initialised, or (exclusive) its steps are others than those of its cases.</exception>
    /// <exception cref="OlderDatabaseException">Only looking, and the database is of an older version.</exception>
    public static Site Open(SiteFolder folder, SiteConfiguration configuration, TimeProvider clock, bool exclusive = true)
    {
        RefuseWithoutKeys(folder, configuration);
        var held = exclusive ? Hold(folder) : null;
        try
        {
            var keys = KeyRing.Load(folder.Keys);
            var site = new Site(folder, configuration, exclusive ? SiteDatabase.Of(folder, configuration.Settings).Open(keys, clock) : Look(SiteDatabase.Of(folder, configuration.Settings), keys, clock), clock, held);
            if (!exclusive || PinnedPlans.Changed(site.Store, configuration.Steps) is not { } changed) return site;
            site.Store.Dispose();
            throw new JobRefused(changed);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the site to perform units that another node hands out: it takes no lock of the folder and changes no schema.</summary>
    /// <exception cref="JobRefused">Its database is a file, or its keys are missing.</exception>
    /// <exception cref="StoreException">The database is of another version than this program.</exception>
    public static Site Help(SiteFolder folder, SiteConfiguration configuration, TimeProvider clock)
    {
        RefuseWithoutKeys(folder, configuration);
        return new Site(folder, configuration, SiteDatabase.Of(folder, configuration.Settings).Join(KeyRing.Load(folder.Keys), clock), clock, null);
    }

    /// <exception cref="JobRefused">A sample was begun there and not finished: the folder looks whole and is not.</exception>
    public static void RefuseUnfinished(SiteFolder folder)
    {
        if (File.Exists(folder.Unfinished))
            throw new JobRefused($"{folder.Root} holds a sample that was not written to its end. Write it again with 'datamatching sample', or delete the folder.");
    }

    public void Dispose()
    {
        Engine.Dispose();
        _right?.Dispose();
        Signals.Dispose();
        Store.Dispose();
        _lock?.Dispose();
    }

    private void EndWork()
    {
        lock (_working)
        {
            if (--_held > 0) return;
            _right?.Dispose();
            _right = null;
        }
    }

    private sealed class Work(Site site) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) site.EndWork();
        }
    }

    private static void RefuseWithoutKeys(SiteFolder folder, SiteConfiguration configuration)
    {
        if (Directory.Exists(folder.Keys)) return;
        // Where there is a database, or may be one on its server, new keys are not what is missing.
        if (File.Exists(folder.Database) || configuration.Settings.Database is not null)
            throw new JobRefused($"The keys are missing: {folder.Keys}. Put back those of this site's database from your backup; without them the personal columns cannot be read. Only a site that never was begun gets new ones, by 'datamatching init'.");
        throw new JobRefused($"{folder.Root} has no keys. Expected a site made by 'datamatching init --site {folder.Root}'; run it first.");
    }

    private static Store Look(SiteDatabase database, KeyRing keys, TimeProvider clock)
    {
        database.RefuseMissing();
        return database.Look(keys, clock);
    }

    /// <summary>The operating system gives the lock back when the process dies, however it dies.</summary>
    internal static FileStream Hold(SiteFolder folder)
    {
        Directory.CreateDirectory(folder.Data);
        try
        {
            return new FileStream(Path.Combine(folder.Data, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new JobRefused($"Another datamatching process is working on {folder.Root}. Wait until it has ended ('datamatching status' shows it).", e);
        }
    }
}
