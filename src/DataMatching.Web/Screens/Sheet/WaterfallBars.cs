using System.Globalization;
using DataMatching.Matching;
using DataMatching.Matching.Description;

namespace DataMatching.Web.Screens.Sheet;

/// <summary>One bar of a waterfall as SVG writes it, in hundredths of the width: where it begins, how long it is, where nothing speaks for or against.</summary>
public sealed record WaterfallBar(string X, string Width, string Zero, string Style);

/// <summary>The bars of a match: each step begins where the one before it ended; the last one is all of them together.</summary>
public static class WaterfallBars
{
    private const double Thinnest = 0.8;

    /// <returns>Prior; number and name, or the name and each detail that both sides have; total.</returns>
    public static IReadOnlyList<WaterfallBar> Of(MatchExplanation match)
    {
        ArgumentNullException.ThrowIfNull(match);
        double[] steps = match.Description is { } described
            ? [described.PriorBits, described.NameOdds.Bits, .. DescriptionMatch.All.Select(described.OddsOf).OfType<LevelOdds>().Select(o => o.Bits)]
            : [match.PriorBits, match.NumberOdds.Bits, match.NameOdds?.Bits ?? 0];
        double[] places = [0, .. steps.Select((_, i) => steps[..(i + 1)].Sum())];
        var (least, most) = (places.Min(), places.Max());
        var scale = 100 / Math.Max(1, most - least);
        return [.. steps.Select((_, i) => Bar(places[i], places[i + 1])), Bar(0, places[^1])];

        WaterfallBar Bar(double from, double to)
        {
            var width = Math.Max(Thinnest, Math.Abs(to - from) * scale);
            var x = Math.Min((Math.Min(from, to) - least) * scale, 100 - width);
            return new WaterfallBar(Written(x), Written(width), Written(Math.Min(-least * scale, 99.6)), to < from ? "against" : "for");
        }
    }

    private static string Written(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
