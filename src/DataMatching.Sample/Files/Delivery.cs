namespace DataMatching.Sample.Files;

/// <summary>One extract of one dataset: for whom, as of when, and which months it promises (both included).</summary>
internal sealed record Delivery(Dataset Dataset, int Scope, string Label, DateOnly AsOf, YearMonth First, YearMonth Last)
{
    public static Delivery SecondQuarter(Dataset dataset, int scope) =>
        new(dataset, scope, "2026Q2", Year2026.Day(6, 30).AddDays(-dataset.DaysBefore), Year2026.January, Year2026.Month(6));

    /// <summary>Repeats April to June, as agencies do when they deliver half a year.</summary>
    public static Delivery ThirdQuarter(Dataset dataset, int scope) =>
        new(dataset, scope, "2026Q3", Year2026.Day(9, 30).AddDays(-dataset.DaysBefore), Year2026.WindowFirst, Year2026.WindowLast);

    public bool Covers(YearMonth month) => month >= First && month <= Last;

    /// <summary>The day when it is known by the extract's date, otherwise null: an agency can't deliver what has not happened.</summary>
    public DateOnly? Known(DateOnly? day) => day is { } known && known <= AsOf ? day : null;
}
