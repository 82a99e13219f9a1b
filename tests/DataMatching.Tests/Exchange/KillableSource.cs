using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Households;

namespace DataMatching.Tests.Exchange;

/// <summary>An exchange whose landing can be killed around each of its steps.</summary>
internal sealed record KillableSource(ExchangeSettings Inner, Action<Action> Step) : SourceSettings(Inner.Scope, Inner.EveryDays, Inner.FromMonths, Inner.ToMonths)
{
    public override string Kind => Inner.Kind;

    public override int DaysToGoOn => Inner.DaysToGoOn;

    public override bool IsSentOnce => true;

    public override IReadOnlyList<string> LeftOver(TransportSite site, string? placeOfLast) => Inner.LeftOver(site, placeOfLast);

    public override void Forget(TransportSite site, DataMatching.Connectors.Registries.Dataset dataset) => Inner.Forget(site, dataset);

    public override ITransport Open(TransportSite site) => new Source(Inner.Open(site), Step);

    private sealed class Source(ITransport inner, Action<Action> step) : ITransport
    {
        public IReadOnlyList<string> Bring(LandingOrder order, ILanding landing, CancellationToken cancel) => inner.Bring(order, new Killable(landing, step), cancel);
    }

    private sealed class Killable(ILanding inner, Action<Action> step) : ILanding
    {
        public long Id => inner.Id;

        public string? Place => inner.Place;

        public long Rows => inner.Rows;

        public IReadOnlySet<string> Answered => inner.Answered;

        public void Add(IReadOnlyList<string?> row) => inner.Add(row);

        public void Rollback() => inner.Rollback();

        public void Commit(string place, IReadOnlyCollection<(string Person, PersonAnswer Answer)>? answers = null) => step(() => inner.Commit(place, answers));

        public void Finish(long? promised) => step(() => inner.Finish(promised));
    }
}
