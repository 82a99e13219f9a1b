namespace DataMatching.Time;

/// <summary>
/// What a judgement looks at: six consecutive months ending with <paramref name="Last"/>, and the <paramref name="Day"/> on which statuses and assets are looked at.
/// For a quarter: its last month and its last day. For a night: the last month that has ended, and the night's business date.
/// </summary>
public sealed record JudgedPeriod(Month Last, DateOnly Day)
{
    public const int Length = 6;

    public Month First => Last.Plus(1 - Length);

    /// <summary>The six months, earliest first.</summary>
    public IEnumerable<Month> Months => First.To(Last);

    public static JudgedPeriod Of(Quarter quarter) => new(quarter.LastMonth, quarter.LastDay);

    /// <summary>The period of a night: a month counts as ended on its last day.</summary>
    public static JudgedPeriod OfNight(DateOnly businessDate)
    {
        var month = Month.Of(businessDate);
        return new JudgedPeriod(businessDate == month.LastDay ? month : month.Plus(-1), businessDate);
    }
}
