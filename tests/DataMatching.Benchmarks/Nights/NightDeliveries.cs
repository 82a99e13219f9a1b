using System.Globalization;
using System.Text;

namespace DataMatching.Benchmarks.Nights;

/// <summary>How large the benchmark of the night is. <paramref name="Changed"/>: of 10,000 rows, how many are others in the second night.</summary>
internal sealed record NightSize(int People, int Rows, int OneIn, int Changed)
{
    /// <summary>What a folder of this size is called.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"night-{People}-{Rows}-{OneIn}-{Changed}");
}

/// <summary>
/// What five registries deliver on two nights in a row. On the second, so many rows are others: eight of ten have another value, one is gone, before one a new one stands, so that
/// the lines behind it move.
/// </summary>
internal static class NightDeliveries
{
    public static readonly DateOnly First = new(2026, 9, 15), Second = new(2026, 9, 16);
    private const int Whose = 0, Made = 1, Value = 2, Fate = 3, NewValue = 4, NewRow = 5, Strangers = 200_000_000;

    /// <summary>All ten files with their manifests.</summary>
    public static void Write(string drop, NightSize size) =>
        Parallel.ForEach(RegistryFile.All.SelectMany((file, n) => new[] { (n, file, First), (n, file, Second) }), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            one => Write(drop, size, one.n, one.file, one.Item3));

    private static void Write(string drop, NightSize size, int number, RegistryFile file, DateOnly asOf)
    {
        var path = Path.Combine(drop, file.FileOf(asOf));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var to = new RowBytes(path);
        to.Text(file.Header).End();
        for (var row = 0L; row < size.Rows; row++)
        {
            var (block, month) = file.ByMonth ? (row / RegistryFile.Months, (int)(row % RegistryFile.Months)) : (row, 0);
            var fate = asOf == First ? -1 : FateOf(number, row, size.Changed);
            if (fate == 9) file.Write(to, new MadeRow(Person(number, row, NewRow, size), month, Chance.At(number, ~row, Made), Chance.At(number, ~row, Value)));
            if (fate != 8) file.Write(to, new MadeRow(Person(number, block, Whose, size), month, Chance.At(number, block, Made), Chance.At(number, row, fate is >= 0 and < 8 ? NewValue : Value)));
        }

        var sha256 = to.Finish();
        File.WriteAllText(path + ".manifest.json", string.Create(CultureInfo.InvariantCulture, $$"""
            { "registry": "{{file.Registry}}", "dataset": "{{file.Dataset}}", "scope": "440000", "asOf": "{{asOf:yyyy-MM-dd}}", "from": "2026-03", "to": "2026-08",
              "mode": "full", "encoding": "utf-8", "rows": {{to.Rows}}, "sha256": "{{sha256}}", "delivery": "made up by the benchmark" }

            """), new UTF8Encoding(false));
    }

    /// <summary>0 to 7: another value; 8: gone; 9: a new row before it; -1: as it was.</summary>
    private static int FateOf(int file, long row, int changed)
    {
        var chance = Chance.At(file, row, Fate);
        return chance.Below(10_000) < changed ? chance.Below(10) : -1;
    }

    private static int Person(int file, long block, int purpose, NightSize size)
    {
        var chance = Chance.At(file, block, purpose);
        return chance.Below(size.OneIn) == 0 ? chance.Below(size.People) : size.People + chance.Below(Strangers);
    }
}
