using DataMatching.Batches;
using DataMatching.Connectors.UnionFiles;
using DataMatching.Households;

namespace DataMatching.Jobs;

/// <summary>Takes the union's own files in as one snapshot. The same files again change nothing.</summary>
public static class ImportUnion
{
    /// <exception cref="JobRefused">The files are missing, their headers are wrong, or they hold far fewer households than the last import.</exception>
    public static ImportSummary Run(Site site, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var last = site.Store.Union.Latest();
        try
        {
            var sha256 = UnionFilesReader.Digest(site.Folder.Union);
            if (last?.Sha256 == sha256) return new ImportSummary(last.Households, last.Roll, last.Rejected, 0, true, last.Id);
            var files = new Files(site, last, UnionFilesReader.Open(site.Folder.Union, sha256), progress, cancel);
            var import = site.Store.Union.Import(sha256, files.Households(), files.Rejected);
            return new ImportSummary(import.Households, import.Roll, import.Rejected, files.Carried, false, import.Id);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            throw new JobRefused(e.Message, e);
        }
    }

    /// <summary>What is taken in, read once from its begin to its end; who finds at the end that it must not be, throws, and nothing is.</summary>
    private sealed class Files(Site site, Storage.UnionImport? last, UnionReading reading, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        private const int Told = 5000;
        private int _taken, _filed;

        /// <summary>Files that could not be read whole and stay as the last import had them.</summary>
        public int Carried { get; private set; }

        public IReadOnlyList<QuarantinedRow> Rejected => reading.Rejected;

        public IEnumerable<Household> Households()
        {
            foreach (var household in reading.Households()) yield return Taken(household);
            if (last is null) yield break;
            foreach (var household in reading.Incomplete.Chunk(Told).SelectMany(keys => site.Store.Union.Find(last.Id, keys).OrderBy(h => h.Key, StringComparer.Ordinal)).Select(h => h.Value))
            {
                Carried++;
                yield return Taken(household);
            }

            RefuseIfShrunk(last);
        }

        private Household Taken(Household household)
        {
            if (household.State != FileState.Unfiled) _filed++;
            if (_taken++ % Told != 0) return household;
            cancel.ThrowIfCancellationRequested();
            progress.Report(new StepProgress("import", _taken, Math.Max(_taken, (last?.Households + last?.Roll) ?? 0)));
            return household;
        }

        private void RefuseIfShrunk(Storage.UnionImport before)
        {
            var limit = site.Configuration.Settings.SmallestUnionShare;
            if (_filed * 100L >= before.Households * (long)limit) return;
            throw new JobRefused($"The union files hold {_filed} readable households, the last import held {before.Households}. "
                + $"Expected at least {limit} % of them. Nothing was changed: check whether an export was cut off; if the fall is right, lower smallestUnionShare in config/site.json.");
        }
    }
}
