using Microsoft.Extensions.DependencyInjection;

namespace DataMatching.Web.Hosting;

/// <summary>What the pages ask of the program beside the database: they neither pull, match nor judge.</summary>
public sealed record SitePorts(IHouseholdInputs Households, ISourceRows Rows, IMatchPairs Pairs, IListExport Exports, IQuarterWork Quarters, IOperations Operations, IDeliveries Deliveries, IHealth Health,
    EnginePages? Engine = null)
{
    internal void Add(IServiceCollection services)
    {
        services.AddSingleton(Households).AddSingleton(Rows).AddSingleton(Pairs).AddSingleton(Exports).AddSingleton(Quarters).AddSingleton(Operations).AddSingleton(Deliveries).AddSingleton(Health);
        if (Engine is not null) services.AddSingleton(Engine);
    }
}
