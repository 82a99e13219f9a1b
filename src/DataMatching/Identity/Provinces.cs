namespace DataMatching.Identity;

/// <summary>The two-digit province codes of GB/T 2260, with those that only identity numbers use (83 Taiwan, 91 abroad).</summary>
internal static class Provinces
{
    private static readonly bool[] Codes = Mark(
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
        50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91);

    /// <param name="code">0 to 99.</param>
    public static bool Exists(int code) => (uint)code < 100 && Codes[code];

    /// <summary>The same for the province of a number of 17 digits.</summary>
    public static bool ExistsIn(long body) => Exists((int)(body / 1_000_000_000_000_000));

    private static bool[] Mark(params ReadOnlySpan<int> codes)
    {
        var marks = new bool[100];
        foreach (var code in codes) marks[code] = true;
        return marks;
    }
}
