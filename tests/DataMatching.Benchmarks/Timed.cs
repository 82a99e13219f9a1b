using System.Globalization;
using System.Text.Json;

namespace DataMatching.Benchmarks;

/// <summary>What one process measured of itself: seconds to take our people in, seconds for the extract, rows matched, peak memory.</summary>
internal sealed record Timed(double Indexed, double Seconds, long Matched, double PeakMb)
{
    public static Timed Of(string json) => JsonSerializer.Deserialize<Timed>(json, JsonSerializerOptions.Web)!;

    /// <summary>Ours by the peer's, in each run: smallest, middle, largest.</summary>
    public static string Ratios(IReadOnlyList<(Timed Ours, Timed Peer)> pairs, Func<Timed, double> of)
    {
        var ratios = pairs.Select(p => of(p.Ours) / of(p.Peer)).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{ratios[0]:0.00} {ratios[ratios.Count / 2]:0.00} {ratios[^1]:0.00}");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"people {Indexed:0.00} s, extract {Seconds:0.00} s, {Matched} matched, {PeakMb:0} MB");
}
