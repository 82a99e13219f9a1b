using DataMatching.Storage;

namespace DataMatching.Jobs.Databases;

/// <summary>Looks through the site's database beside whatever works on it, and changes nothing.</summary>
public static class CheckSiteDatabase
{
    /// <param name="all">True opens every sealed value; false the first thousand of each table and then one row in a hundred.</param>
    /// <exception cref="JobRefused">There is no database.</exception>
    /// <exception cref="KeyRingException">The keys cannot be read.</exception>
    /// <exception cref="StoreException">The database cannot be opened.</exception>
    public static DatabaseCheck Run(SiteDatabase database, bool all, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.RefuseMissing();
        return database.Whole().Check(KeyRing.Load(database.Folder.Keys), all, new TableSteps("check", progress), cancel);
    }
}
