using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching.Description;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.Matching.Checking;

/// <summary>A row of a delivery, of whose person name and details were compared.</summary>
/// <param name="RowHash">SHA-256 of the row, in hex: by it rows are drawn, so that an unchanged row is drawn again in the next delivery.</param>
/// <param name="Likeliest">Of our people, by index; -1: nobody is like its person.</param>
public sealed record WeighedRow(string RowHash, long Line, long ByteOffset, int Likeliest, double Probability, MatchGrade? Grade, PersonName Name, PersonMarks Marks)
{
    /// <summary>Which person of the row, from 0.</summary>
    public int Slot { get; init; }
}

/// <summary>Rows that are held to be of one kind. <paramref name="Band"/>: of their probability, a place in <see cref="Calibration"/>'s edges.</summary>
/// <param name="Grade">Null: no match.</param>
public readonly record struct RowStratum(MatchGrade? Grade, int Band) : IComparable<RowStratum>
{
    /// <summary>Of most kinds so many are drawn of a delivery, and of all deliveries together.</summary>
    public const int Drawn = 40;

    /// <summary>Of those that count so many: a hundred right ones show that at most one in twenty-seven is wrong.</summary>
    public const int DrawnOfProbable = 100;

    /// <summary>Of those like nobody so many: what is missed among them is rare, and most of them nobody has to look at.</summary>
    public const int DrawnOfRest = 500;

    /// <summary>The lower edge of its probability, included.</summary>
    public double From => Calibration.Edges[Band];

    /// <summary>The upper edge; not included but for 1.</summary>
    public double Below => Calibration.Edges[Band + 1];

    /// <summary>Like nobody, or hardly.</summary>
    public bool IsRest => Grade is null && Band == 0;

    public int Most => IsRest ? DrawnOfRest : Grade == MatchGrade.Probable ? DrawnOfProbable : Drawn;

    public static RowStratum Of(WeighedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new RowStratum(row.Grade, Calibration.BandOf(row.Probability));
    }

    /// <summary>The surest first.</summary>
    public int CompareTo(RowStratum other)
    {
        var order = (Grade ?? MatchGrade.Conflict).CompareTo(other.Grade ?? MatchGrade.Conflict);
        return order == 0 ? other.Band.CompareTo(Band) : order;
    }
}

/// <summary>Counts a delivery's weighed rows by what they came to, and draws of each kind those whose hashes are the lowest: the same whatever the order in which they come.</summary>
public sealed class WeighedRows(MatchThresholds thresholds)
{
    private readonly SortedDictionary<RowStratum, (long Size, SortedSet<WeighedRow> Drawn)> _strata = [];

    public IEnumerable<(RowStratum Stratum, long Size, IReadOnlyCollection<WeighedRow> Drawn)> Strata => _strata.Select(s => (s.Key, s.Value.Size, (IReadOnlyCollection<WeighedRow>)s.Value.Drawn));

    public MatchThresholds Thresholds => thresholds;

    /// <summary>True when the thresholds decided about some row, of those that are not drawn from too.</summary>
    public bool AreUsed { get; private set; }

    /// <summary>Notes that the thresholds decided about a row that is not one to be drawn: it bears a number.</summary>
    public void Use() => AreUsed = true;

    public void Add(WeighedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        AreUsed = true;
        var stratum = RowStratum.Of(row);
        var (size, drawn) = _strata.GetValueOrDefault(stratum, (0, new SortedSet<WeighedRow>(Lowest.First)));
        _strata[stratum] = (size + 1, drawn);
        drawn.Add(row);
        if (drawn.Count > stratum.Most) drawn.Remove(drawn.Max!);
    }

    private sealed class Lowest : IComparer<WeighedRow>
    {
        public static readonly Lowest First = new();

        public int Compare(WeighedRow? x, WeighedRow? y)
        {
            var order = string.CompareOrdinal(x!.RowHash, y!.RowHash);
            return order == 0 ? (x.ByteOffset, x.Slot).CompareTo((y.ByteOffset, y.Slot)) : order;
        }
    }
}
