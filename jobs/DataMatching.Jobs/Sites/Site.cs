using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>An opened site: its folders, its configuration (right in every part) and its database. One process at a time may change it.</summary>
public sealed class Site : IDisposable
{
    private readonly FileStream? _lock;

    private Site(SiteFolder folder, SiteConfiguration configuration, Store store, TimeProvider clock, FileStream? held)
    {
        Folder = folder;
        Configuration = configuration;
        Store = store;
        Clock = clock;
        _lock = held;
    }

    public SiteFolder Folder { get; }
    public SiteConfiguration Configuration { get; }
    public Store Store { get; }
    public TimeProvider Clock { get; }

    /// <summary>The version of the program, as it is pinned by runs.</summary>
    public static string ProgramVersion => typeof(Site).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <param name="exclusive">True for work that changes the site: a second such process is refused while the first one lives.
    /// False only looks: the database is neither changed nor brought up to date.</param>
    /// <exception cref="JobRefused">Another process works on the site, or it was never initialised, or (exclusive) its steps are others than those of its cases.</exception>
    /// <exception cref="OlderDatabaseException">Only looking, and the database is of an older version.</exception>
    public static Site Open(SiteFolder folder, SiteConfiguration configuration, TimeProvider clock, bool exclusive = true)
    {
        if (!Directory.Exists(folder.Keys))
            throw new JobRefused($"{folder.Root} has no keys. Expected a site made by 'datamatching init --site {folder.Root}'; run it first.");
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

    /// <exception cref="JobRefused">A sample was begun there and not finished: the folder looks whole and is not.</exception>
    public static void RefuseUnfinished(SiteFolder folder)
    {
        if (File.Exists(folder.Unfinished))
            throw new JobRefused($"{folder.Root} holds a sample that was not written to its end. Write it again with 'datamatching sample', or delete the folder.");
    }

    public void Dispose()
    {
        Store.Dispose();
        _lock?.Dispose();
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
