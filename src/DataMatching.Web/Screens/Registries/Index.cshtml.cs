using DataMatching.Batches;
using DataMatching.Storage;
using DataMatching.Web.Hosting;
using DataMatching.Web.Operations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Registries;

/// <summary>Every registry and dataset: what came last, how long it is believed, and how long the agreement runs.</summary>
internal sealed class IndexModel(Store store, IDeliveries deliveries) : PageModel
{
    private IReadOnlyList<Batch> _batches = [];

    public IReadOnlyList<RegistryOnPages> Registries => deliveries.Registries;
    public IReadOnlyList<RefusalOnPages> Refusals { get; private set; } = [];
    public UnionImport? Union { get; private set; }

    public void OnGet()
    {
        _batches = store.Batches.All();
        Refusals = [.. deliveries.Refusals().Where(r => !r.Corrected)];
        Union = store.Union.Latest();
    }

    public Batch? Newest(string registry, string dataset) => Freshness.Newest(_batches, registry, dataset);

    public string WordsOf(RefusalOnPages refusal) => deliveries.RefusalWords(refusal.Reason, refusal.Drift);
}
