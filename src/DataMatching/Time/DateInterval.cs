namespace DataMatching.Time;

/// <summary>The days from <see cref="Start"/> to <see cref="End"/>, both included; a null edge is open (since ever, until further notice).</summary>
public sealed record DateInterval
{
    public static readonly DateInterval Always = new(null, null);

    /// <exception cref="ArgumentException">The end lies before the start.</exception>
    public DateInterval(DateOnly? start, DateOnly? end)
    {
        if (start is { } s && end is { } e && e < s) throw new ArgumentException("The interval ends before it starts.", nameof(end));
        Start = start;
        End = end;
    }

    public DateOnly? Start { get; }
    public DateOnly? End { get; }

    public static DateInterval From(DateOnly start) => new(start, null);

    public bool Contains(DateOnly day) => (Start is null || Start <= day) && (End is null || day <= End);

    /// <summary>True when at least one day of <paramref name="month"/> lies inside.</summary>
    public bool Touches(Month month) => (Start is null || Start <= month.LastDay) && (End is null || month.FirstDay <= End);

    /// <summary>True when every day of <paramref name="month"/> lies inside.</summary>
    public bool Covers(Month month) => (Start is null || Start <= month.FirstDay) && (End is null || month.LastDay <= End);

    /// <summary>True when the two share at least one day.</summary>
    public bool Overlaps(DateInterval other) =>
        (Start is null || other.End is null || Start <= other.End) && (other.Start is null || End is null || other.Start <= End);

    /// <summary>The days that lie in both; null when there are none.</summary>
    public DateInterval? Intersection(DateInterval other)
    {
        if (!Overlaps(other)) return null;
        var start = Start is null || other.Start > Start ? other.Start : Start;
        var end = End is null || other.End < End ? other.End : End;
        return new DateInterval(start, end);
    }

    public override string ToString() => $"{Start?.ToString("O") ?? ""}/{End?.ToString("O") ?? ""}";
}
