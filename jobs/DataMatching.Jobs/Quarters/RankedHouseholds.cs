using DataMatching.Assessment;
using DataMatching.Jobs.Reports;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>
/// The households that a run put on lists, list by list in the order of the list: a row of each, and what its case is opened with, which is handed over to
/// who opens cases at the same time. Verdicts are read and prepared on all processors, a little ahead; none is held.
/// </summary>
internal sealed class RankedHouseholds(Site site, long run, long import, OpenCases cases, Handover<CaseOpening> openings)
{
    private const int AtOnce = 100;
    private readonly ILookup<Flag, string> _listed = site.Store.Runs.Listed(run).ToLookup(l => l.Flag, l => l.Household);

    /// <param name="flag">Anything but Keep.</param>
    public IEnumerable<QuarterListRow> Of(Flag flag, CancellationToken cancel)
    {
        foreach (var (row, opening) in InOrder.Of(_listed[flag].Chunk(AtOnce), Prepared, together: 1).SelectMany(some => some))
        {
            cancel.ThrowIfCancellationRequested();
            openings.Give(opening);
            yield return row;
        }
    }

    private List<(QuarterListRow Row, CaseOpening Opening)> Prepared(string[] some)
    {
        var households = site.Store.Union.Find(import, some);
        var prepared = new List<(QuarterListRow, CaseOpening)>(some.Length);
        foreach (var stored in site.Store.Runs.Verdicts(run, some))
        {
            var (household, verdict) = (households[stored.Household], VerdictJson.Read(stored.Utf8));
            prepared.Add((ListedVerdict.Of(household, verdict), cases.Of(household, verdict, stored)));
        }

        return prepared;
    }
}
