using DataMatching.Identity;
using DataMatching.Matching.Description;

namespace DataMatching.Matching;

/// <summary>Our people without a number that can be used: a row's number that nobody of ours bears may be theirs. It says when its bearer was born, and by that, name and details they are compared.</summary>
public sealed partial class UnionPeople
{
    private const int FirstYear = 1800, Years = 300, DaysOfMonth = 31, DaysOfYear = 12 * DaysOfMonth;

    /// <summary>A bit for each day on which one of them was born; null when of none it is known.</summary>
    private ulong[]? _birthsUnnumbered;

    /// <summary>True when one of ours whose number cannot be used was born on the day that this number says: the number may be his.</summary>
    /// <param name="body">The first 17 digits of a number.</param>
    public bool MayBeUnnumbered(long body) => _birthsUnnumbered is { } births && PlaceOf((int)(body / 1000 % 100_000_000)) is >= 0 and var day && (births[day / 64] >> (day % 64) & 1) != 0;

    /// <summary>Our people without a usable number whom a row with a number of nobody's fits, and how likely.</summary>
    /// <param name="row">What it says besides; birth and sex are those of its number.</param>
    /// <param name="rows">Of the delivery.</param>
    public DescribedRow MatchUnnumbered(ResidentId id, PersonName name, PersonMarks row, long rows, MatchThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(thresholds);
        return MayBeUnnumbered(id.Body) ? Weigh(name, row.With(id), rows, thresholds, person => _bodies.Value[person] == 0) : DescribedRow.Nobody;
    }

    private void RememberUnnumbered(PersonMarks marks)
    {
        if (PlaceOf(marks.Birth) is not (>= 0 and var day)) return;
        _birthsUnnumbered ??= new ulong[((Years * DaysOfYear) + 63) / 64];
        _birthsUnnumbered[day / 64] |= 1UL << (day % 64);
    }

    /// <param name="birth">Year, month and day as eight digits, of any value.</param>
    /// <returns>-1 for what is no day of these years.</returns>
    private static int PlaceOf(int birth)
    {
        var (year, month, day) = ((birth / 10_000) - FirstYear, birth / 100 % 100, birth % 100);
        return year is >= 0 and < Years && month is >= 1 and <= 12 && day is >= 1 and <= DaysOfMonth ? (year * DaysOfYear) + ((month - 1) * DaysOfMonth) + day - 1 : -1;
    }
}
