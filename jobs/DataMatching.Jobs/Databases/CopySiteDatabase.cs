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
    /// <param name="to">Where the connection string of the new database is; null for SQLite, which has its one place in data/.</param>
    /// <exception cref="JobRefused">There is nothing to copy, the new database is the old one, another process or node works on one of them, or it was stopped.</exception>
    /// <exception cref="StoreException">The new one is not empty, one of them cannot be read or written, or what arrived is not what was read.</exception>
    public static CopyOutcome Run(SiteDatabase database, DatabaseKind kind, Secret? to, TimeProvider clock, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.RefuseMissing();
        var (source, target) = (database.Whole(), (database with { Server = kind == DatabaseKind.Sqlite ? null : new DatabaseServer(kind, to!) }).Whole());
        using var held = Site.Hold(database.Folder);
        using var here = Right(source, "this site's database");
        using var there = Right(target, "the new database");
        try
        {
            var sums = source.CopyInto(target, clock, new WhileHeld(new TableSteps("copy", progress), here, there), cancel);
            var setting = kind == DatabaseKind.Sqlite ? "\"database\": null" : $$"""
                "database": { "kind": "{{kind.Word()}}", "connection": "{{to!.Place}}" }
                """;
            return new CopyOutcome(database.Name, kind == DatabaseKind.Sqlite ? database.Folder.Database : $"the database of {to!.Place}", sums, setting);
        }
        catch (OperationCanceledException e)
        {
            throw new JobRefused("Stopped: the copy is unfinished and marked so. The site's own database is as it was. Empty the new one before you copy again.", e);
        }
    }

    private static WorkRight Right(Database of, string what) => of.TakeWorkRight()
        ?? throw new JobRefused($"Another node is working on {what}. Stop 'serve' on every machine, wait until its night or quarter has ended ('datamatching status' shows it), and copy then. Nothing was copied.");

    /// <summary>Goes on only while no other node can have begun to work on either of them.</summary>
    private sealed class WhileHeld(IProgress<TableProgress> told, params WorkRight[] rights) : IProgress<TableProgress>
    {
        public void Report(TableProgress value)
        {
            if (!Array.TrueForAll(rights, r => r.IsHeld()))
                throw new JobRefused("The connection that kept other nodes from working was lost. The copy is unfinished and marked so; the site's own database is as it was. Empty the new one before you copy again.");
            told.Report(value);
        }
    }
}
