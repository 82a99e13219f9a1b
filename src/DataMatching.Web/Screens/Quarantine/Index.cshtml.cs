using DataMatching.Batches;
using DataMatching.Storage;
using DataMatching.Web.Hosting;
using DataMatching.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Quarantine;

/// <summary>How many rows of one delivery were set aside for one column and reason. <paramref name="Batch"/> null: of the union's own files.</summary>
internal sealed record ReasonCount(string Registry, string Dataset, long? Batch, string File, DateOnly? AsOf, bool Refused, string? Column, string Reason, long Rows);

/// <summary>Rows that could not be read right: why and where, never what stood there; and the file that is sent back.</summary>
internal sealed class IndexModel(Store store, IDeliveries deliveries, SiteForWeb site) : PageModel
{
    public const string Union = "union";
    private const string Folder = "union/";
    private const int PageSize = 50;

    public string? Registry { get; private set; }
    public string? Dataset { get; private set; }
    public long? Batch { get; private set; }
    public string? Reason { get; private set; }
    public string? Column { get; private set; }
    public int Skip { get; private set; }
    public IReadOnlyList<(string Registry, long Rows)> Registries { get; private set; } = [];
    public IReadOnlyList<string> Datasets { get; private set; } = [];
    public IReadOnlyList<ReasonCount> Reasons { get; private set; } = [];
    public IReadOnlyList<QuarantinedRow> Rows { get; private set; } = [];
    public bool More { get; private set; }

    /// <summary>The delivery whose rows are shown one by one; null while only the reasons are.</summary>
    public ReasonCount? Shown { get; private set; }

    public string WordsOf(string reason) => deliveries.RowWords(reason);

    public void OnGet(string? registry, string? dataset, long? batch, string? column, string? reason, int skip)
    {
        (Dataset, Batch, Column, Reason, Skip) = (Known(dataset), batch, column, reason, Math.Clamp(skip, 0, 1_000_000));
        var setAside = deliveries.SetAside();
        var counts = store.Batches.QuarantineReasons(setAside.Select(b => b.Id));
        var all = setAside.SelectMany(b => Counts(b, counts[b.Id])).Concat(OfUnion()).ToList();
        Registry = Known(registry) ?? (batch is { } id ? setAside.FirstOrDefault(b => b.Id == id)?.Manifest.Registry : null);
        Registries = [.. all.GroupBy(r => r.Registry, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(r => r.Rows))).OrderByDescending(g => g.Item2)];
        Datasets = [.. all.Where(r => r.Registry == Registry).Select(r => r.Dataset).Distinct(StringComparer.Ordinal)];
        Reasons = [.. all.Where(r => (Registry is null || r.Registry == Registry) && (Dataset is null || r.Dataset == Dataset) && (Batch is null || r.Batch == Batch))];
        if (Reasons.Select(r => (r.Batch, r.File)).Distinct().Count() == 1) Show(Reasons[0]);
    }

    /// <summary>The file to send back, as the <c>quarantine</c> command writes it.</summary>
    public IActionResult OnGetFile(string? registry, string? format)
    {
        if (registry is null || (registry != Union && deliveries.Registries.All(r => r.Id != registry))) return NotFound();
        var workbook = format == "xlsx";
        using var content = new MemoryStream();
        deliveries.WriteSetAside(content, registry, workbook);
        return File(content.ToArray(), workbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
            $"{registry}-{ListWords.Of(site.Today)}.{(workbook ? "xlsx" : "csv")}");
    }

    private void Show(ReasonCount one)
    {
        Shown = one;
        if (one.Batch is { } batch)
        {
            var found = store.Batches.QuarantinePage(batch, Column, Reason, Skip, PageSize + 1);
            (Rows, More) = ([.. found.Take(PageSize)], found.Count > PageSize);
            return;
        }

        var rows = store.Union.Latest() is { } import ? store.Union.RejectedPage(import.Id, one.File[Folder.Length..], Column, Reason, Skip, PageSize + 1) : [];
        (Rows, More) = ([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    private static IEnumerable<ReasonCount> Counts(Batch batch, IEnumerable<(string? Column, string Reason, long Rows)> reasons) => reasons.Select(r => new ReasonCount(
        batch.Manifest.Registry, batch.Manifest.Dataset, batch.Id, batch.File, batch.Manifest.AsOf, batch.State == BatchState.Refused, r.Column, r.Reason, r.Rows));

    private IEnumerable<ReasonCount> OfUnion() => store.Union.Latest() is not { } import ? [] : store.Union.RejectedReasons(import.Id)
        .Select(r => new ReasonCount(Union, Path.GetFileNameWithoutExtension(r.File), null, Folder + r.File, null, false, r.Column, r.Reason, r.Rows));

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
