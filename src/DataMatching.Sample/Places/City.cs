using System.Globalization;

namespace DataMatching.Sample.Places;

/// <summary>A real city with its real counties, and what the subsistence standard is there (sample values grown from published ones).</summary>
/// <param name="Code">Six digits; 500000 for Chongqing, which has no cities below it.</param>
/// <param name="Weight">Share of the households, in arbitrary units; 0 for the two cities that only the registry-late stories use.</param>
internal sealed record City(int Code, string Name, int Weight, IReadOnlyList<string> Counties, IReadOnlyList<(YearMonth From, long Fen)> Standards)
{
    public int Province => Code / 10_000;

    /// <summary>The scope of files that one agency delivers for the whole province.</summary>
    public int ProvinceCode => Province * 10_000;

    public bool IsGuangdong => Province == 44;

    /// <summary>Fen per head in the month: the newest standard not after it.</summary>
    public long Standard(YearMonth month)
    {
        for (var i = Standards.Count - 1; i >= 0; i--)
        {
            if (Standards[i].From <= month) return Standards[i].Fen;
        }

        throw new InvalidOperationException($"No sample standard for {Code.ToString(CultureInfo.InvariantCulture)} in {month}.");
    }

    /// <summary>True when the standard rises on 1 July 2026, in the middle of the six months.</summary>
    public bool RaisesInJuly => Standard(Year2026.Month(7)) > Standard(Year2026.Month(6));
}
