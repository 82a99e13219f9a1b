using System.Globalization;
using DataMatching.Identity;

namespace DataMatching.Tests.Identity;

/// <summary>Invented identity numbers out of a seed: real provinces, any county, any day from 1900 to 2099.</summary>
internal static class RandomIds
{
    private static readonly int[] ProvinceCodes = [11, 15, 23, 31, 37, 44, 46, 50, 54, 65, 71, 83, 91];

    public static IEnumerable<ResidentId> Take(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var day = new DateOnly(1900, 1, 1).AddDays(random.Next(73_000));
            var text = $"{ProvinceCodes[random.Next(ProvinceCodes.Length)]}{random.Next(10_000):D4}"
                + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + $"{random.Next(1000):D3}";
            yield return ResidentId.FromBody(long.Parse(text, CultureInfo.InvariantCulture))!.Value;
        }
    }
}
