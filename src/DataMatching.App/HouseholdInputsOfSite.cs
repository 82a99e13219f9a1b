using System.Collections.Concurrent;
using DataMatching.Assessment;
using DataMatching.Jobs;
using DataMatching.Jobs.Judging;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.App;

/// <summary>Gives the pages what a quarter's run rested on. What the pins choose is worked out once for each set of pins.</summary>
internal sealed class HouseholdInputsOfSite(Site site) : IHouseholdInputs
{
    private readonly ConcurrentDictionary<string, Lazy<JudgeHouseholds>> _runs = new(StringComparer.Ordinal);

    public HouseholdInputs? Of(Quarter quarter, string household, DateTimeOffset? asOf = null)
    {
        if (site.Store.Quarters.Find(quarter)?.Pins is not { } pins) return null;
        var judge = Of(pins);
        var known = site.Store.Cases.EvidenceOf(household).Where(e => asOf is not { } moment || e.Event.At <= moment).ToList();
        var evidence = ReviewedEvidence.Of(known.Select(e => (e.Event.Case, e.Event.ToEvent())));
        if (judge.BasisOf(household, evidence) is not { } basis) return null;
        var again = known.Exists(e => e.Id > PinnedInputs.FromJson(pins).Evidence) ? judge.Again(household, evidence) : null;
        return new HouseholdInputs(basis.Household, basis.Period, basis.Facts, evidence.Apply(basis.Answers, basis.Facts, basis.Period.Day),
            [.. basis.Sources.Select(s => new SourceInForce(s.Terms.Registry, s.Terms.Dataset, s.Terms.ByMonth, s.AsOf))], evidence, again)
        {
            ConfigurationChanged = PinnedConfiguration.Differences(site.Configuration, PinnedInputs.FromJson(pins)).Count > 0,
        };
    }

    public Verdict? Judge(Quarter quarter, string household, ReviewedEvidence evidence) =>
        site.Store.Quarters.Find(quarter)?.Pins is { } pins ? Of(pins).Again(household, evidence) : null;

    private JudgeHouseholds Of(string pins) => _runs.GetOrAdd(pins, p => new Lazy<JudgeHouseholds>(() => new JudgeHouseholds(site, PinnedInputs.FromJson(p)))).Value;
}
