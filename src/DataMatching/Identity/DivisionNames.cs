using System.Globalization;

namespace DataMatching.Identity;

/// <summary>
/// What districts are called: GB/T 2260 as it stood in any year from 1980 to 2020 and on 2023-06-30, each code with the last name it had.
/// Later changes are not in it, so a code that is missing here need not be wrong.
/// </summary>
public static class DivisionNames
{
    private static readonly Lazy<SortedList<int, Entry>> Names = new(Read);

    private enum Kind { Assigned, Placeholder, StatisticsOnly }

    /// <summary>The full path as people write it: <c>广东省广州市天河区</c>; null for a code that is not known.</summary>
    public static string? Of(District district)
    {
        if (Find(district.Code) is not { } own) return null;

        // Statistical areas mostly carry their city's name already.
        if (own.Kind == Kind.StatisticsOnly) return own.Name;
        var city = district.Code / 100 * 100;
        var province = district.Code / 10000 * 10000;
        return (province == district.Code ? "" : Find(province)?.Name)
            + (city == district.Code || city == province || Find(city) is not { Kind: Kind.Assigned } of ? "" : of.Name)
            + own.Name;
    }

    /// <summary>The district's own name without what it lies in: <c>天河区</c>; null for a code that is not known.</summary>
    public static string? Short(District district) => Find(district.Code)?.Name;

    /// <summary>True when the code stands or stood in GB/T 2260. False for the statistics bureau's own codes (development zones), which no identity number carries.</summary>
    public static bool EverAssigned(District district) => Find(district.Code) is { Kind: not Kind.StatisticsOnly };

    private static Entry? Find(int code) => Names.Value.TryGetValue(code, out var entry) ? entry : null;

    private static SortedList<int, Entry> Read()
    {
        var names = new SortedList<int, Entry>(7_000);
        foreach (var row in EmbeddedTable.Rows("divisions.csv"))
        {
            var kind = row[2] switch { "p" => Kind.Placeholder, "s" => Kind.StatisticsOnly, _ => Kind.Assigned };
            names.Add(int.Parse(row[0], NumberStyles.None, CultureInfo.InvariantCulture), new Entry(row[1], kind));
        }

        return names;
    }

    private sealed record Entry(string Name, Kind Kind);
}
