using DataMatching.Storage;

namespace DataMatching.Jobs.Databases;

/// <summary>What was applied to a database, or, of a dry run, would be.</summary>
/// <param name="Applied">By name, those of this call.</param>
/// <param name="Migrations">All of them, as the database stands now.</param>
public sealed record MigrateOutcome(string Database, bool DryRun, IReadOnlyList<string> Applied, IReadOnlyList<AppliedMigration> Migrations);

/// <summary>Brings the site's database up to date, as <c>init</c> and the night do on opening it.</summary>
public static class MigrateDatabase
{
    /// <param name="dryRun">True only tells; nothing is changed and nobody waited for.</param>
    /// <exception cref="JobRefused">There is no database, or another process works on the site.</exception>
    /// <exception cref="KeyRingException">The keys are not those of the database.</exception>
    /// <exception cref="StoreException">It cannot be opened, a migration was changed, it is of a newer version, or holds a copy that was not finished.</exception>
    public static MigrateOutcome Run(SiteDatabase database, TimeProvider clock, bool dryRun)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.RefuseMissing();
        var whole = database.Whole();
        if (dryRun)
        {
            var history = whole.History();
            return new MigrateOutcome(database.Name, true, [.. history.Where(m => m.State == AppliedMigration.Pending).Select(m => m.Name)], history);
        }

        using var held = Site.Hold(database.Folder);
        using var store = database.Open(KeyRing.Load(database.Folder.Keys), clock);
        return new MigrateOutcome(database.Name, false, store.Migrated, whole.History());
    }
}
