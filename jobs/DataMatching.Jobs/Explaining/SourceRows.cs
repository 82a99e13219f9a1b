using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;

namespace DataMatching.Jobs;

/// <summary>
/// Opens the row that a fact stands on in the delivered file again: whether it is unchanged, its fields masked, and why it was given to our person.
/// Only files of registered deliveries are opened, and only below the drop folder.
/// </summary>
public sealed class SourceRows(Site site)
{
    /// <param name="member">Of whom the fact tells, as the run's import shows him.</param>
    /// <param name="people">How many people the import holds.</param>
    /// <exception cref="ArgumentException">The fact is none of a delivery (batch 0).</exception>
    public SourceRow Of(Fact fact, HouseholdMember member, int people)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Source.Batch == 0) throw new ArgumentException("The fact stands in no delivery.", nameof(fact));
        if (site.Store.Batches.Find(fact.Source.Batch) is not { } batch || batch.File != fact.Source.File) return SourceRow.Without(SourceRowState.Gone, null);
        var asOf = batch.Manifest.AsOf;
        if (AllDatasets.Find(batch.Manifest.Registry, batch.Manifest.Dataset) is not { } dataset || site.Configuration.Registry(batch.Manifest.Registry) is not { } settings)
            return SourceRow.Without(SourceRowState.NotConfigured, asOf);
        if (Existing(batch) is not { } delivered) return SourceRow.Without(File.Exists(site.Folder.PathOf(batch)) ? SourceRowState.Changed : SourceRowState.Gone, asOf);
        try
        {
            var file = DeliveryFile.Of(site, batch, settings, CancellationToken.None);
            if (file.Refusal is not null) return SourceRow.Without(file.Refusal == ExtractScan.NotItsManifests ? SourceRowState.Changed : SourceRowState.NotConfigured, asOf);
            var path = file.Places is null ? delivered.FullName : file.Path;
            if (new FileInfo(path).Length <= fact.Source.ByteOffset) return SourceRow.Without(SourceRowState.Changed, asOf);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            var row = DeliveredRow.Read(stream, file.Manifest, dataset, settings, fact.Source);
            return row.State == SourceRowState.Unchanged
                ? Masked(row, dataset, batch.Manifest, member, people) with { Place = file.Places?.Describe(fact.Source.Line) }
                : SourceRow.Without(row.State, asOf);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return SourceRow.Without(SourceRowState.Gone, asOf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SourceRow.Without(SourceRowState.Unreadable, asOf);
        }
    }

    /// <summary>The file of a delivery, when it lies below the drop folder and nothing on the way is a link.</summary>
    private FileInfo? Existing(Batch batch)
    {
        var drop = Path.TrimEndingDirectorySeparator(Path.GetFullPath(site.Folder.Drop));
        var file = new FileInfo(Path.GetFullPath(site.Folder.PathOf(batch)));
        if (!file.FullName.StartsWith(drop + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !file.Exists || file.LinkTarget is not null) return null;
        for (var folder = file.Directory; folder is not null && folder.FullName.Length > drop.Length; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null) return null;
        }

        return file;
    }

    private static SourceRow Masked(DeliveredRow row, Dataset dataset, Manifest manifest, HouseholdMember member, int people)
    {
        var names = dataset.People.Select(p => dataset.Columns[p.Name]).ToList();
        var ids = dataset.People.Select(p => dataset.Columns[p.Id]).ToList();
        var fields = row.Fields.Select(f => new SourceField(FieldMask.Of(FieldKind.Plain, f.Header), f.Text is null ? null : FieldMask.Of(Kind(f), f.Text), f.Use));

        // A marriage names two: he is the one who fits better.
        var match = row.People.Select(p => new MatchedRow(FieldMask.Of(FieldKind.IdNumber, p.Number), FieldMask.Of(FieldKind.Name, p.Name), MatchExplanation.Of(member, p.Number, p.Name, people, p.Details, manifest.Rows)))
            .MaxBy(m => m.Why.TotalBits);
        return new SourceRow(SourceRowState.Unchanged, manifest.AsOf, [.. fields], match);

        FieldKind Kind(DeliveredField field)
        {
            if (field.Column is not { } column) return FieldKind.IdNumber;
            return names.Contains(column) ? FieldKind.Name : ids.Contains(column) ? FieldKind.IdNumber : column.Holds;
        }
    }
}
