using System.Reflection;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Operations;
using DataMatching.Web.Words;
using DataMatching.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Registries;

/// <summary>One agency: its agreement, and for each dataset the deliveries against their history, the columns, and the first rows set aside.</summary>
internal sealed class RegistryModel(Store store, IDeliveries deliveries, SignedIn who, SiteForWeb site, Say say) : PageModel
{
    public const int RowsShown = 20, BatchesShown = 24;
    private IReadOnlyList<Batch> _batches = [], _setAside = [];
    private Dictionary<DeliveryKey, BatchOverride> _overrides = [];

    public RegistryOnPages Registry { get; private set; } = null!;
    public IReadOnlyList<RefusalOnPages> Refusals { get; private set; } = [];
    public bool HasContract => Contracts.Has(Registry.Id);

    /// <summary>Deliveries of a dataset, newest first: of one matched several times the newest reading.</summary>
    public IReadOnlyList<Batch> Of(string dataset) =>
    [
        .. _batches.Where(b => b.Manifest.Dataset == dataset).GroupBy(b => (b.Manifest.Scope, b.Manifest.AsOf, b.Manifest.Mode, b.Manifest.Sha256)).Select(g => g.MaxBy(b => b.Id)!)
            .OrderByDescending(b => b.Manifest.AsOf).ThenByDescending(b => b.Id).Take(BatchesShown),
    ];

    public Batch? Newest(string dataset) => Freshness.Newest(_batches, Registry.Id, dataset);

    /// <summary>The first rows set aside of the dataset's newest delivery that has any.</summary>
    public (Batch Batch, IReadOnlyList<QuarantinedRow> Rows)? FirstSetAside(string dataset) =>
        _setAside.FirstOrDefault(b => b.Manifest.Dataset == dataset) is { } batch ? (batch, store.Batches.QuarantinePage(batch.Id, null, null, 0, RowsShown)) : null;

    /// <summary>Deliveries for which the agency was asked, newest first: how many people, what came of it, and how many were not asked about and why.</summary>
    public IReadOnlyList<(Landing Landing, IReadOnlyDictionary<PersonAnswer, int> Answers, IReadOnlyDictionary<GateRefusal, int> Refused)> Asked =>
        [.. store.Landings.Latest(Registry.Id, BatchesShown).Select(l => (l, store.Landings.Answers(l.Id), store.Landings.Refusals(l.Id)))];

    public string RowWords(string reason) => deliveries.RowWords(reason);
    public string RefusalWords(string reason, string? drift) => deliveries.RefusalWords(reason, drift);

    /// <summary>Who took the delivery although it was unlike those before it; null when nobody had to.</summary>
    public BatchOverride? Override(Batch batch) => _overrides.GetValueOrDefault(DeliveryKey.Of(batch.Manifest));

    /// <summary>What reviewers wrote of a household is for those who may see households.</summary>
    public bool MayTakeCorrections => who.Required.Role == Review.Role.Supervisor;

    /// <summary>The records proved wrong, for the agency; on record.</summary>
    public IActionResult OnPostCorrections(string name)
    {
        if (!MayTakeCorrections) return Forbid();
        if (deliveries.Registries.All(r => r.Id != name)) return NotFound();
        using var content = new MemoryStream();
        var rows = deliveries.WriteProvedWrong(content, name, who.Required.Scope);
        store.Exports.Add(who.Required.Id, "csv", $"/registries/{name} corrections", rows);
        return File(content.ToArray(), "text/csv; charset=utf-8", $"{name}-corrections-{ListWords.Of(site.Today)}.csv");
    }

    /// <summary>A delivery is the whole site's: a district's supervisor does not answer for it.</summary>
    public bool MayAccept(Batch batch) =>
        who.Required is { Role: Review.Role.Operator or Review.Role.Supervisor, Scope: null } && batch is { State: BatchState.Refused, Drift: not null } && Override(batch) is null;

    /// <summary>Why the delivery could not be taken; null when nothing was asked, or it was.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes a delivery that was held back as unlike those before it, on somebody's word; on record.</summary>
    public IActionResult OnPostAccept(string name, long batch, string? why)
    {
        if (OnGet(name) is not PageResult page) return NotFound();
        if (_batches.FirstOrDefault(b => b.Id == batch) is not { } held) return NotFound();
        if (!MayAccept(held) && Override(held) is null) return Forbid();
        Fault = string.IsNullOrWhiteSpace(why) ? say["请写明向谁核实、怎么说：放行须有依据", "Say what was found out and from whom: a delivery is taken on somebody's word"] : deliveries.Accept(batch, $"{who.Required.DisplayName}（{who.Required.Name}）", why);
        return Fault is null ? Redirect($"/registries/{name}") : page;
    }

    public IActionResult OnGet(string name)
    {
        if (deliveries.Registries.FirstOrDefault(r => r.Id == name) is not { } registry) return NotFound();
        Registry = registry;
        _batches = [.. store.Batches.All().Where(b => b.Manifest.Registry == name)];
        var overrides = store.Drift.Overrides().ToDictionary(o => o.Batch);
        foreach (var b in _batches.Where(b => overrides.ContainsKey(b.Id))) _overrides[DeliveryKey.Of(b.Manifest)] = overrides[b.Id];
        _setAside = [.. deliveries.SetAside().Where(b => b.Manifest.Registry == name)];
        Refusals = [.. deliveries.Refusals().Where(r => r.Registry == name && !r.Corrected)];
        return Page();
    }
}

/// <summary>The contracts with the agencies, as they come with the program.</summary>
internal static class Contracts
{
    public static bool Has(string registry) => Assembly.GetManifestResourceInfo(Name(registry)) is not null;

    /// <summary>Null when there is none.</summary>
    public static string? Text(string registry)
    {
        using var stream = Assembly.GetManifestResourceStream(Name(registry));
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Assembly Assembly => typeof(Contracts).Assembly;
    private static string Name(string registry) => $"contracts/{registry}.md";
}
