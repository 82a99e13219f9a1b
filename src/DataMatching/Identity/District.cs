using System.Globalization;

namespace DataMatching.Identity;

/// <summary>
/// An administrative division by its six-digit GB/T 2260 code: two digits province, two city, two county.
/// A code ending in 00 stands for everything below it. Abolished codes are districts too: history keeps them.
/// </summary>
public readonly record struct District : IComparable<District>
{
    /// <param name="code">110000 to 999999.</param>
    public District(int code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 110000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 999999);
        Code = code;
    }

    public int Code { get; }
    public District Province => new(Code / 10000 * 10000);
    public District City => new(Code / 100 * 100);

    /// <summary>True when this district is <paramref name="whole"/> itself or lies inside it.</summary>
    public bool IsWithin(District whole) =>
        whole.Code % 10000 == 0 ? Code / 10000 == whole.Code / 10000
        : whole.Code % 100 == 0 ? Code / 100 == whole.Code / 100
        : Code == whole.Code;

    public static bool TryParse(ReadOnlySpan<char> text, out District district)
    {
        district = default;
        if (text.Length != 6 || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code < 110000) return false;
        district = new District(code);
        return true;
    }

    /// <exception cref="FormatException">Not six digits from 110000.</exception>
    public static District Parse(string text) =>
        TryParse(text, out var district) ? district : throw new FormatException("Expected a six-digit division code such as 440106.");

    public int CompareTo(District other) => Code.CompareTo(other.Code);
    public override string ToString() => Code.ToString("D6", CultureInfo.InvariantCulture);
}
