using DataMatching.Batches;
using DataMatching.Identity;

namespace DataMatching.Web.Hosting;

/// <summary>One agency's registry as the site's configuration says it. <paramref name="From"/>, <paramref name="Until"/>: days of the sharing agreement, both included; null: open.</summary>
public sealed record RegistryOnPages(
    string Id, string Title, string Agency, string Agreement, string Purpose, DateOnly? From, DateOnly? Until, bool CoversRoll, IReadOnlyList<DatasetOnPages> Datasets);

/// <summary>One dataset. <paramref name="MaxAgeDays"/>: how old what it says may be; the limits in percent as in the registry's file.</summary>
public sealed record DatasetOnPages(
    string Id, bool ByMonth, bool Required, int MaxAgeDays, decimal QuarantineLimitPercent, DriftLimits Drift, IReadOnlyList<ColumnOnPages> Columns);

/// <summary>A column. <paramref name="Header"/>: the agency's own header where the site has mapped it; <paramref name="Agreed"/>: inside the sharing agreement, otherwise dropped when it is read.</summary>
public sealed record ColumnOnPages(string Name, string? Header, bool Needed, bool Agreed);

/// <summary>A night as its summary says it; <paramref name="Seconds"/>: how long it took.</summary>
public sealed record NightOnPages(
    DateOnly Date, decimal Seconds, long HouseholdsAssessed, long Exceptions, long ReadAgain, IReadOnlyList<DatasetNightOnPages> Datasets, IReadOnlyList<string> WaitingForManifest);

/// <summary>One dataset in a night. <paramref name="Delivery"/>: accepted, refused, late or nothing-came. <paramref name="Seconds"/> null: nothing was read.</summary>
public sealed record DatasetNightOnPages(string Registry, string Dataset, string Delivery, DateOnly? AsOf, long Rows, long Matched, long Quarantined, long Refused, decimal? Seconds);

/// <summary>A delivery that was refused whole. <paramref name="Corrected"/>: a good one has come since. <paramref name="Drift"/>: in Chinese, what is unlike those before it, where that is the reason.</summary>
public sealed record RefusalOnPages(DateTimeOffset At, string File, string? Registry, string? Dataset, DateOnly? AsOf, string Reason, bool Corrected, string? Drift);

/// <summary>What the pages know of deliveries beyond the store: the configuration of the registries, the night's summary, and the rows set aside as they are sent to an agency.</summary>
public interface IDeliveries
{
    /// <summary>In the order of docs/formats.md; only those that the site has configured.</summary>
    IReadOnlyList<RegistryOnPages> Registries { get; }

    /// <summary>The last night that came to its end; null before the first, or when its summary is gone.</summary>
    NightOnPages? LastNight();

    /// <summary>Newest first.</summary>
    IReadOnlyList<RefusalOnPages> Refusals();

    /// <summary>Deliveries with rows set aside, each by its newest reading, newest as-of date first.</summary>
    IReadOnlyList<Batch> SetAside();

    /// <summary>Why a row was set aside, in Chinese.</summary>
    string RowWords(string reason);

    /// <summary>Why a delivery was refused: what is wrong and who does what, in Chinese.</summary>
    string RefusalWords(string reason, string? drift);

    /// <summary>Takes a delivery that was held back as unlike those before it: the next match reads it. On record with who and why.</summary>
    /// <returns>Why it cannot be taken, in English; null when it was.</returns>
    string? Accept(long batch, string who, string why);

    /// <summary>Writes the rows set aside as they are sent to the agency: places and reasons, nothing of what stood there.</summary>
    /// <param name="registry">One registry's, or <c>union</c> for the union's own files.</param>
    /// <param name="workbook">XLSX; otherwise CSV.</param>
    void WriteSetAside(Stream to, string registry, bool workbook);

    /// <summary>Writes, as CSV, the registry's records that reviewers proved wrong: places, what is right, proof; no name or number. Answers with their number.</summary>
    /// <param name="scope">Only of cases in this district; null: all.</param>
    int WriteProvedWrong(Stream to, string registry, District? scope);
}
