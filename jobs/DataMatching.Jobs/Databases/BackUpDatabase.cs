using DataMatching.Jobs.Reports;
using DataMatching.Storage;

namespace DataMatching.Jobs.Databases;

/// <summary>A backup that was made and looked through.</summary>
/// <param name="Tables">The rows and the hash of each table in it.</param>
public sealed record BackUpOutcome(string File, long Bytes, IReadOnlyList<TableSum> Tables);

/// <summary>Copies the SQLite database into one file, in one state, while a night or the pages work. Keys are not in it.</summary>
public static class BackUpDatabase
{
    /// <exception cref="JobRefused">There is no database, the file is there already, or what was written is not sound.</exception>
    /// <exception cref="StoreException">The site's data are in a server, which has tools of its own for that; or the database cannot be read.</exception>
    public static BackUpOutcome Run(SiteDatabase database, string file, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.RefuseMissing();
        var path = Path.GetFullPath(file);
        if (Path.Exists(path)) throw new JobRefused($"{path} is there already; a backup never overwrites. Name a new file.");
        var keys = KeyRing.Load(database.Folder.Keys);
        var part = path + ".part";
        try
        {
            PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
            PrivateFiles.Create(part).Dispose();
            progress.Report(new StepProgress("backup", 0, null));
            database.Whole().BackUp(part);
            var check = Database.Sqlite(part).Check(keys, all: false, new TableSteps("check", progress), cancel);
            if (check.Findings is [var first, ..])
                throw new JobRefused($"The backup is not sound and was not kept. {first.What}: found {first.Found}; expected {first.Expected}. 'datamatching db check' shows whether the site's own database is.");
            File.Move(part, path);
            return new BackUpOutcome(path, new FileInfo(path).Length, check.Tables);
        }
        finally
        {
            foreach (var end in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(part + end);
        }
    }
}
