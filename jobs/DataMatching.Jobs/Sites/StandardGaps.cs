using System.Globalization;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>Months of a judged period for which a place with households has no standard: a fault of the configuration that no delivery can mend.</summary>
public static class StandardGaps
{
    /// <summary>The gaps in one message: by place (the city, where all of it lacks the same months) and months; null when there are none.</summary>
    public static string? Of(IEnumerable<Household> households, SubsistenceStandards standards, JudgedPeriod period) => Of(households.Select(h => h.District), standards, period);

    /// <inheritdoc cref="Of(IEnumerable{Household}, SubsistenceStandards, JudgedPeriod)"/>
    /// <param name="districts">Those that households live in, in any order and as often as it comes.</param>
    internal static string? Of(IEnumerable<District> districts, SubsistenceStandards standards, JudgedPeriod period)
    {
        var months = period.First.To(period.Last).ToList();
        var gaps = new SortedDictionary<District, List<Month>>();
        foreach (var district in districts.Distinct())
        {
            var lacking = Lacking(standards, district, months);
            if (lacking.Count == 0) continue;
            var city = district.City;
            gaps[Lacking(standards, city, months).SequenceEqual(lacking) ? city : district] = lacking;
        }

        if (gaps.Count == 0) return null;
        return $"No standard for {string.Join("; ", gaps.Select(g => $"{Name(g.Key)} {string.Join(", ", g.Value)}"))}. "
            + "Expected one in config/standards from each month's first day or before. Active households there are re-examined (standard-or-policy-missing) and nobody exits by income.";
    }

    private static List<Month> Lacking(SubsistenceStandards standards, District district, List<Month> months) => [.. months.Where(m => standards.Of(district, m) is null)];

    private static string Name(District district) =>
        DivisionNames.Of(district) is { } name ? string.Create(CultureInfo.InvariantCulture, $"{district} {name}") : district.ToString();
}
