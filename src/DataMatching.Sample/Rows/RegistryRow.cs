using DataMatching.Sample.Files;

namespace DataMatching.Sample.Rows;

/// <summary>One record that a registry holds. It knows its dataset, whether an extract would show it, and its fields in the dataset's order.</summary>
internal abstract record RegistryRow
{
    public abstract Dataset Dataset { get; }

    /// <summary>True when the record had come into being by the extract's as-of date and belongs to its months.</summary>
    public abstract bool IsIn(Delivery delivery);

    public abstract void Write(CsvFile file, Delivery delivery);
}
