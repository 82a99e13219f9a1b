using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Evidence;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>Puts a scan's evidence into a batch's transaction, and keeps the first bad rows for a refusal.</summary>
internal sealed class StoreSink(FactWriter writer, UnfoldedPlaces? places = null) : IExtractSink
{
    private const int ShownBadRows = 1000;
    private readonly List<QuarantinedRow> _bad = [];

    public IReadOnlyList<QuarantinedRow> FirstBadRows => _bad;

    public void Add(int person, Fact fact) => writer.Add(PeopleOfImport.HouseholdOf(fact.Person), fact);

    /// <summary>Of an unfolded file the row is named as the delivered one has it: part, sheet and number there.</summary>
    public void SetAside(QuarantinedRow row)
    {
        if (places?.Named(row.Line) is var (number, place)) row = row with { Line = number, Reason = place + row.Reason };
        if (_bad.Count < ShownBadRows) _bad.Add(row);
        writer.SetAside(row);
    }
}
