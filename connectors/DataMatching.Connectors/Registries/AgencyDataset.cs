using DataMatching.Evidence;

namespace DataMatching.Connectors.Registries;

/// <summary>
/// A dataset whose rows are read field by field through a <see cref="RowReader"/>: a subclass names its columns once and says in one expression what a row
/// becomes. The reader notes the first field that fails its check; the facts of such a row are thrown away and the row is rejected for that field.
/// </summary>
internal abstract class AgencyDataset(string registry, string id, bool byMonth, IReadOnlyList<Column> columns, params (Column Name, Column Id)[] people) : Dataset
{
    public override string Registry { get; } = registry;
    public override string Id { get; } = id;
    public override bool ByMonth { get; } = byMonth;
    public override IReadOnlyList<Column> Columns { get; } = people.Length == 1 ? [.. columns, .. PersonColumn.Details] : columns;

    public override IReadOnlyList<PersonColumns> People { get; } = [.. people.Select(p => Of(columns, p.Name, p.Id, people.Length == 1))];

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

    /// <param name="alone">A row with two people does not say whose its details are.</param>
    private static PersonColumns Of(IReadOnlyList<Column> columns, Column name, Column id, bool alone)
    {
        var person = new PersonColumns(RowReader.IndexOf(columns, name), RowReader.IndexOf(columns, id));
        if (!alone) return person;
        var employer = columns.Select((c, i) => (c, i)).Where(c => PersonColumn.IsEmployer(c.c)).Select(c => c.i).DefaultIfEmpty(-1).First();
        return person with { Birth = columns.Count, Sex = columns.Count + 1, Phone = columns.Count + 2, Address = columns.Count + 3, Employer = employer };
    }

    /// <summary>What the row says of the person. A field that fails its check reads as a harmless value, so this never throws and need not look at failures.</summary>
    protected abstract IEnumerable<Fact> FactsOf(RowReader row);
}
