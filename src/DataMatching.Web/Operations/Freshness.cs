using System.Globalization;
using DataMatching.Batches;
using DataMatching.Web.Hosting;
using DataMatching.Web.Words;
using DataMatching.Words;

namespace DataMatching.Web.Operations;

/// <summary>
/// How long what a dataset says is still believed: five dots for the share of its days that is left, and the word. <paramref name="Left"/>: days after today on which it
/// is still believed; negative when it is too old, null when nothing ever came.
/// </summary>
internal sealed record Freshness(int MaxAgeDays, DateOnly? AsOf, int? Left)
{
    /// <summary>So many days before it runs out it is told.</summary>
    public const int WarningDays = 7;

    private const int AllDots = 5;

    public static Freshness Of(DatasetOnPages terms, DateOnly? asOf, DateOnly today) =>
        new(terms.MaxAgeDays, asOf, asOf is { } day ? day.AddDays(terms.MaxAgeDays).DayNumber - today.DayNumber : null);

    public bool IsKnown => Left >= 0;
    public bool RunsOutSoon => Left is >= 0 and <= WarningDays;

    public int Dots => Left is null or < 0 ? 0 : Math.Clamp(((Left.Value * AllDots) + MaxAgeDays - 1) / MaxAgeDays, 1, AllDots);

    public string Row => new string('●', Dots) + new string('○', AllDots - Dots);

    public Mark Mark(Say say) => Left switch
    {
        null => new("✕", say["从未到达", "never came"], "bad"),
        < 0 => new("✕", say["过期，按未知处理", "too old: unknown"], "bad"),
        <= WarningDays => new("▲", say[$"{Left + 1} 天后转为未知", $"unknown in {Left + 1} days"], "look"),
        _ => new("✓", say["有效至 " + ListWords.Of(AsOf!.Value.AddDays(MaxAgeDays)), "believed until " + ListWords.Of(AsOf!.Value.AddDays(MaxAgeDays))], "good"),
    };

    /// <summary>An agreement that ends soon, or has.</summary>
    public static Mark OfAgreement(RegistryOnPages registry, DateOnly today, Say say) =>
        registry.Until is not { } until ? new("✓", say["长期", "open"], "good")
        : until < today ? new("✕", say[$"{ListWords.Of(until)} 已到期", $"ended {ListWords.Of(until)}"], "bad")
        : until.DayNumber - today.DayNumber <= AgreementWarningDays ? new("▲", say[$"{ListWords.Of(until)} 到期", $"ends {ListWords.Of(until)}"], "look")
        : new("✓", until.ToString("yyyy-MM", CultureInfo.InvariantCulture) + say[" 到期", " ends"], "good");

    public const int AgreementWarningDays = 60;

    /// <summary>The accepted delivery of a dataset with the newest as-of date; of two the later one.</summary>
    public static Batch? Newest(IEnumerable<Batch> batches, string registry, string dataset) =>
        batches.Where(b => b.State == BatchState.Accepted && b.Manifest.Registry == registry && b.Manifest.Dataset == dataset).OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id).LastOrDefault();
}
