using System.Globalization;

namespace DataMatching.Sample.Places;

/// <summary>The cities of the sample.</summary>
internal static class Atlas
{
    public static readonly IReadOnlyList<City> Cities = Load();

    /// <summary>Its property delivery of the third quarter never comes.</summary>
    public static readonly City Late = Cities.Single(city => city.Code == 441500);

    /// <summary>Its property delivery of the third quarter has fewer rows than its manifest promises.</summary>
    public static readonly City Half = Cities.Single(city => city.Code == 445300);

    private static readonly City[] ByWeight = [.. Cities.SelectMany(city => Enumerable.Repeat(city, city.Weight))];

    /// <summary>A city by its share of the households.</summary>
    public static City Draw(Dice dice) => dice.Pick(ByWeight);

    private static List<City> Load()
    {
        var standards = Tables.Rows("standards.csv").ToLookup(
            row => int.Parse(row[0], CultureInfo.InvariantCulture),
            row => (YearMonth.Parse(row[1]), long.Parse(row[2], CultureInfo.InvariantCulture) * 100));
        return [.. Tables.Rows("places.csv")
            .GroupBy(row => int.Parse(row[0], CultureInfo.InvariantCulture))
            .OrderBy(city => city.Key)
            .Select(city => new City(city.Key, city.First()[1], int.Parse(city.First()[2], CultureInfo.InvariantCulture),
                [.. city.Select(row => row[3])], [.. standards[city.Key]]))];
    }
}
