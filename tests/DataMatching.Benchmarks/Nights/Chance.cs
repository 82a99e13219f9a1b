namespace DataMatching.Benchmarks.Nights;

/// <summary>Numbers that follow from a place in the made-up data alone: row n of a file is the same whoever writes it, in whatever order.</summary>
internal struct Chance(ulong place)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = Mixed(place);

    /// <summary>What is decided about a row (or a block of rows) of a file, for one purpose.</summary>
    public static Chance At(int file, long row, int purpose) => new((ulong)((file * 16) + purpose) ^ unchecked((ulong)row << 12));

    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count)
    {
        _state = unchecked(_state + Golden);
        return (int)(((Mixed(_state) >> 32) * (ulong)count) >> 32);
    }

    public int Between(int first, int last) => first + Below(last - first + 1);

    private static ulong Mixed(ulong x)
    {
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return x ^ (x >> 31);
    }
}
