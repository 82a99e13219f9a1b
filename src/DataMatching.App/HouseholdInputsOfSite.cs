using System.Collections.Concurrent;
using DataMatching.Jobs;
using DataMatching.Jobs.Judging;
using DataMatching.Quarters;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.App;

/// <summary>Gives the pages what a quarter's run rested on. What the pins choose is worked out once for each set of pins.</summary>
internal sealed class HouseholdInputsOfSite(Site site) : IHouseholdInputs
{
    private readonly ConcurrentDictionary<string, Lazy<JudgeHouseholds>> _runs = new(StringComparer.Ordinal);

    public HouseholdInputs? Of(Quarter quarter, string household)
    {
        if (site.Store.Quarters.Find(quarter)?.Pins is not { } pins) return null;
        var judge = _runs.GetOrAdd(pins, p => new Lazy<JudgeHouseholds>(() => new JudgeHouseholds(site, PinnedInputs.FromJson(p)))).Value;
        return judge.BasisOf(household) is { } basis
            ? new HouseholdInputs(basis.Household, basis.Period, basis.Facts, basis.Answers,
                [.. basis.Sources.Select(s => new SourceInForce(s.Terms.Registry, s.Terms.Dataset, s.Terms.ByMonth, s.AsOf))])
            : null;
    }
}
