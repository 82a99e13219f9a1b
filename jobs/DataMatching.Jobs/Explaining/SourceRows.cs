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
/// </summary>
public sealed class SourceRows(Site site)
{
    private readonly DeliveredRows _deliveries = new(site);

    /// <param name="member">Of whom the fact tells, as the run's import shows him.</param>
    /// <param name="people">How many people the import holds.</param>
    /// <exception cref="ArgumentException">The fact is none of a delivery (batch 0).</exception>
    public SourceRow Of(Fact fact, HouseholdMember member, int people)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Source.Batch == 0) throw new ArgumentException("The fact stands in no delivery.", nameof(fact));
        var (state, asOf, found) = _deliveries.Read(fact.Source);
        return found is null ? SourceRow.Without(state, asOf) : Masked(found.Row, found.Dataset, found.Batch.Manifest, member, people) with { Place = found.Place };
    }

    private SourceRow Masked(DeliveredRow row, Dataset dataset, Manifest manifest, HouseholdMember member, int people)
    {
        var names = dataset.People.Select(p => dataset.Columns[p.Name]).ToList();
        var ids = dataset.People.Select(p => dataset.Columns[p.Id]).ToList();
        var fields = row.Fields.Select(f => new SourceField(FieldMask.Of(FieldKind.Plain, f.Header), f.Text is null ? null : FieldMask.Of(Kind(f), f.Text), f.Use));

        // A marriage names two: he is the one who fits better.
        var match = row.People.Select(p => new MatchedRow(FieldMask.Of(FieldKind.IdNumber, p.Number), FieldMask.Of(FieldKind.Name, p.Name), MatchExplanation.Of(member, p.Number, p.Name, people, p.Details, manifest.Rows, site.Configuration.Settings.Matching)))
            .MaxBy(m => m.Why.TotalBits);
        return new SourceRow(SourceRowState.Unchanged, manifest.AsOf, [.. fields], match);

        FieldKind Kind(DeliveredField field)
        {
            if (field.Column is not { } column) return FieldKind.IdNumber;
            return names.Contains(column) ? FieldKind.Name : ids.Contains(column) ? FieldKind.IdNumber : column.Holds;
        }
    }
}
