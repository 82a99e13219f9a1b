using System.Collections.Concurrent;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Jobs;
using DataMatching.Quarters;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.App;

/// <summary>Gives the pages the rows of a site's deliveries. The people of an import, which never changes, are counted once.</summary>
internal sealed class SourceRowsOfSite(Site site) : ISourceRows
{
    private readonly SourceRows _rows = new(site);
    private readonly ConcurrentDictionary<long, int> _people = new();

    public SourceRow Of(Quarter quarter, HouseholdMember member, Fact fact)
    {
        if (site.Store.Quarters.Find(quarter)?.Pins is not { } pins) throw new ArgumentException($"{quarter} was not run.", nameof(quarter));
        var import = PinnedInputs.FromJson(pins).Import;
        return _rows.Of(fact, member, Math.Max(1, _people.GetOrAdd(import, site.Store.Union.People)));
    }
}
