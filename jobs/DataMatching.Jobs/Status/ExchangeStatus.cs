using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports.Exchange;

namespace DataMatching.Jobs;

/// <summary>
/// The newest request of a dataset that is asked by files. <paramref name="State"/>: writing, waiting (for the answer), landed or handing-over. <paramref name="Counts"/>: as of the last time that the answers
/// were looked at.
/// </summary>
/// <param name="EndedOn">The day on which it was closed; null while it is open.</param>
public sealed record ExchangeStatus(
    string Registry, string Dataset, string Scope, string Request, string State, DateOnly AskedOn, DateOnly AnswerBy, DateOnly? EndedOn, AnswerCounts Counts)
{
    /// <summary>One for each dataset that was asked so, in the order of the datasets.</summary>
    public static IReadOnlyList<ExchangeStatus> Read(Site site)
    {
        var asked = from dataset in AllDatasets.InOrder
                    let source = site.Configuration.Registry(dataset.Registry)?.Datasets.GetValueOrDefault(dataset.Id)?.Source as ExchangeSettings
                    where source is not null
                    let landing = site.Store.Landings.Unfinished(dataset.Registry, dataset.Id, source.Scope) ?? site.Store.Landings.LastLanded(dataset.Registry, dataset.Id, source.Scope)
                    where landing is not null && landing.Of.Transport == source.Kind
                    select Of(site, landing);
        return [.. asked.OfType<ExchangeStatus>()];
    }

    private static ExchangeStatus? Of(Site site, Landing landing)
    {
        if (ExchangePlace.Read(landing.Place) is not { } place) return null;
        var state = landing.State == LandingState.Landed ? "landed" : place.Step switch { ExchangeStep.Writing => "writing", ExchangeStep.Asked => "waiting", _ => "handing-over" };
        DateOnly? ended = landing.EndedAt is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, site.Clock.LocalTimeZone).DateTime) : null;
        return new ExchangeStatus(
            landing.Of.Registry, landing.Of.Dataset, landing.Of.Scope.ToString(), FormattableString.Invariant($"L{landing.Id}"), state, place.AskedOn, place.AnswerBy, ended, place.Counts);
    }
}
