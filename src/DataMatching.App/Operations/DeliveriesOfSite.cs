using System.Globalization;
using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Jobs.Reports;
using DataMatching.Storage;
using DataMatching.Web.Hosting;

namespace DataMatching.App.Operations;

/// <summary>Gives the pages what the configuration, the nights' summaries and the quarantine say of deliveries.</summary>
internal sealed class DeliveriesOfSite(Site site) : IDeliveries
{
    private const string NightKeys = "night/";
    private static readonly JsonSerializerOptions Summary = new(JsonSerializerDefaults.Web);

    public IReadOnlyList<RegistryOnPages> Registries { get; } =
    [
        .. from registry in AllDatasets.InOrder.Select(d => d.Registry).Distinct(StringComparer.Ordinal)
           let settings = site.Configuration.Registry(registry)
           where settings is not null
           select new RegistryOnPages(
               registry, settings.Title, settings.Agency, settings.Sharing.Number, settings.Sharing.Purpose, settings.Agreement.Start, settings.Agreement.End,
               settings.Covers == AgreementCovers.Roll, [.. Datasets(settings)]),
    ];

    public NightOnPages? LastNight()
    {
        if (site.Store.Runs.LastFinished(NightKeys) is not { } run) return null;
        var file = Path.Combine(site.Folder.Lists, "nights", run.Key[NightKeys.Length..], "summary.json");
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<NightOnPages>(File.ReadAllBytes(file), Summary) : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    public IReadOnlyList<RefusalOnPages> Refusals() =>
        [.. RefusedDeliveries.Read(site.Store).Select(r => new RefusalOnPages(r.At, r.File, r.Registry, r.Dataset, r.AsOf, r.Reason, r.Corrected, r.Drift))];

    public IReadOnlyList<Batch> SetAside() => [.. SetAsideRows.Newest(site.Store)];

    public string RowWords(string reason) => SetAsideList.Words(reason);

    public string RefusalWords(string reason, string? drift) => Jobs.Reports.RefusalWords.KindOf(reason, drift);

    public string? Accept(long batch, string who, string why)
    {
        try
        {
            AcceptBatch.Run(site, batch, who, why);
            return null;
        }
        catch (Exception e) when (e is JobRefused or StoreException)
        {
            return e.Message;
        }
    }

    public int WriteProvedWrong(Stream to, string registry, District? scope)
    {
        var rows = ProvedCorrections.Read(site.Store, registry, scope);
        ListFile.WriteCsv(to, CorrectionList.Columns, rows);
        return rows.Count;
    }

    public void WriteSetAside(Stream to, string registry, bool workbook)
    {
        var rows = SetAsideRows.Read(site.Store, registry).Rows;
        if (!workbook)
        {
            ListFile.WriteCsv(to, SetAsideList.Columns, rows);
            return;
        }

        using var seekable = new MemoryStream();
        ListFile.WriteXlsx(seekable, "隔离清单", SetAsideList.Columns, rows);
        seekable.Position = 0;
        seekable.CopyTo(to);
    }

    private static IEnumerable<DatasetOnPages> Datasets(RegistrySettings settings) =>
        from dataset in AllDatasets.InOrder
        where dataset.Registry == settings.Registry && settings.Datasets.ContainsKey(dataset.Id)
        let terms = settings.Datasets[dataset.Id]
        let agreed = settings.Sharing.Columns.GetValueOrDefault(dataset.Id)
        select new DatasetOnPages(
            dataset.Id, dataset.ByMonth, terms.Required, terms.MaxAgeDays, terms.QuarantineLimitPercent, terms.Drift,
            [.. dataset.Columns.Select(c => new ColumnOnPages(c.Name, terms.Renamed.GetValueOrDefault(c.Name), c.Required, agreed?.Contains(c.Name) == true))]);
}
