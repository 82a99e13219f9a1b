using System.Security.Cryptography;
using System.Text;
using DataMatching.Assessment;

namespace DataMatching.Quarters;

/// <summary>The part of a spot check drawn from the cases of one flag: <paramref name="Of"/> cases, <paramref name="Due"/> by the rule, and those drawn, by file number.</summary>
public sealed record SpotCheckStratum(Flag Flag, int Of, int Due, IReadOnlyList<string> Drawn);

/// <summary>
/// Which cases of a quarter and district are checked again on the spot: of each flag 30 in a hundred (Hunan: 抽查不低于 30 %), at least 3 and at most <see cref="Most"/>.
/// Drawn by the order of SHA-256 of seed and file number, so that anybody can draw the same again with any tool, and nobody chooses.
/// </summary>
public sealed record SpotCheck(string Seed, IReadOnlyList<SpotCheckStratum> Strata)
{
    public const int Percent = 30, Least = 3, Most = 60;

    /// <param name="seed">Quarter and district, as the page states them.</param>
    /// <param name="cases">Every case with its flag, each household once.</param>
    public static SpotCheck Draw(string seed, IEnumerable<(string Household, Flag Flag)> cases) => new(seed, [.. cases.GroupBy(c => c.Flag).OrderBy(g => g.Key).Select(g =>
    {
        var all = g.Select(c => c.Household).ToList();
        var due = Math.Min(all.Count, Math.Max(Least, ((all.Count * Percent) + 99) / 100));
        return new SpotCheckStratum(g.Key, all.Count, due, [.. all.OrderBy(h => Rank(seed, h), StringComparer.Ordinal).Take(Math.Min(due, Most)).Order(StringComparer.Ordinal)]);
    })]);

    private static string Rank(string seed, string household) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed + "\n" + household)));
}
