using DataMatching.Identity;

namespace DataMatching.Quarters;

/// <summary>
/// A county's files through a quarter, in households. <paramref name="Opening"/>: active when the quarter was judged, before what was decided late in cases of earlier quarters;
/// <paramref name="Added"/> and <paramref name="Exited"/>: by decisions that count in the quarter, one taken back that counted in an earlier one as less than nothing; <paramref name="Kept"/> and <paramref name="Corrected"/>: decided, and the file stays as it was; <paramref name="Undecided"/>: cases still open or objected
/// to; <paramref name="Ended"/>: cases that a repeated run ended before anybody worked on them.
/// </summary>
public sealed record DistrictBalance(District District, int Opening, int Added, int Exited, int Kept, int Corrected, int Undecided, int Ended)
{
    /// <summary>Active files after the decisions made: what is undecided changes nothing.</summary>
    public int Closing => checked(Opening + Added - Exited);

    /// <summary>All cases of the county.</summary>
    public int Cases => checked(Added + Exited + Kept + Corrected + Undecided + Ended);
}

/// <summary>The sums of several counties. They are added up here and nowhere else, so that a part and the whole are told in the same way.</summary>
public sealed record BalanceSum(int Opening, int Added, int Exited, int Kept, int Corrected, int Undecided, int Ended, int Closing, int Cases)
{
    public static BalanceSum Of(IEnumerable<DistrictBalance> balances) => balances.Aggregate(new BalanceSum(0, 0, 0, 0, 0, 0, 0, 0, 0), (s, b) => checked(new BalanceSum(
        s.Opening + b.Opening, s.Added + b.Added, s.Exited + b.Exited, s.Kept + b.Kept, s.Corrected + b.Corrected, s.Undecided + b.Undecided, s.Ended + b.Ended,
        s.Closing + b.Closing, s.Cases + b.Cases)));
}
