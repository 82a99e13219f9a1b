using DataMatching.Evidence;

namespace DataMatching.Connectors.Registries;

/// <summary>
/// A dataset whose rows are read field by field through a <see cref="RowReader"/>: a subclass names its columns once and says in one expression what a row
/// becomes. The reader notes the first field that fails its check; the facts of such a row are thrown away and the row is rejected for that field.
/// </summary>
internal abstract class AgencyDataset(string registry, string id, bool byMonth, IReadOnlyList<Column> columns, params RowPerson[] people) : Dataset
{
    /// <param name="person">The one person that its rows are about.</param>
    protected AgencyDataset(string registry, string id, bool byMonth, IReadOnlyList<Column> columns, (Column Name, Column Id) person)
        : this(registry, id, byMonth, columns, new RowPerson(person.Name, person.Id))
    {
    }

    public override string Registry { get; } = registry;
    public override string Id { get; } = id;
    public override bool ByMonth { get; } = byMonth;
    public override IReadOnlyList<Column> Columns { get; } = [.. columns, .. people.SelectMany(p => p.Details)];

    public override IReadOnlyList<PersonColumns> People { get; } = [.. people.Select((p, i) => p.Among(columns, people.Take(i).Sum(before => before.Details.Count)))];

    public override RowResult Read(Row row, PersonInRow person)
    {
        var reader = new RowReader(this, row, person);
        Fact[] facts = [.. FactsOf(reader)];
        return reader.Rejection ?? RowResult.Of(facts);
    }

    public override IReadOnlyList<RowFault> Faults(Row row, PersonInRow person)
    {
        var reader = new RowReader(this, row, person);
        foreach (var _ in FactsOf(reader))
        {
        }

        return reader.Faults;
    }

    /// <summary>What the row says of the person. A field that fails its check reads as a harmless value, so this never throws and need not look at failures.</summary>
    protected abstract IEnumerable<Fact> FactsOf(RowReader row);
}
