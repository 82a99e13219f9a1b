using DataMatching.Connectors.Transports;
using DataMatching.Storage;

namespace DataMatching.Jobs.Databases;

/// <summary>What was copied, and what makes the site work on it.</summary>
/// <param name="Tables">The rows and the hash of each table, the same in both databases.</param>
/// <param name="Setting">What to put into config/site.json.</param>
public sealed record CopyOutcome(string From, string To, IReadOnlyList<TableSum> Tables, string Setting);

/// <summary>Copies the site's data into an empty database of another kind or place. Neither the site's database nor its settings are changed; the keys stay where they are, and valid.</summary>
public static class CopySiteDatabase
{
    public const string Sqlite = "sqlite", PostgreSql = "postgresql", SqlServer = "sqlserver";

    /// <param name="to">Where the connection string of the new database is; null for SQLite, which has its one place in data/.</param>
    /// <exception cref="JobRefused">There is nothing to copy, the new database is the old one, another process works on the site, or it was stopped.</exception>
    /// <exception cref="StoreException">The new one is not empty, one of them cannot be read or written, or what arrived is not what was read.</exception>
    public static CopyOutcome Run(SiteDatabase database, string kind, Secret? to, TimeProvider clock, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.RefuseMissing();
        var target = (database with { Server = kind == Sqlite ? null : new DatabaseServer(kind == SqlServer ? ServerKind.SqlServer : ServerKind.PostgreSql, to!) }).Whole();
        using var held = Site.Hold(database.Folder);
        try
        {
            var sums = database.Whole().CopyInto(target, clock, new TableSteps("copy", progress), cancel);
            var setting = kind == Sqlite ? "\"database\": null" : $$"""
                "database": { "kind": "{{kind}}", "connection": "{{to!.Place}}" }
                """;
            return new CopyOutcome(database.Name, kind == Sqlite ? database.Folder.Database : $"the database of {to!.Place}", sums, setting);
        }
        catch (OperationCanceledException e)
        {
            throw new JobRefused("Stopped: the copy is unfinished and marked so. The site's own database is as it was. Empty the new one before you copy again.", e);
        }
    }
}
