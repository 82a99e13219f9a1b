namespace DataMatching.Jobs.Reports;

/// <summary>
/// A column of a list: its Chinese header and what stands in it. <paramref name="Width"/>: half-width characters in the spreadsheet,
/// 0 = as wide as the header needs.
/// </summary>
public sealed record ListColumn<T>(string Header, Func<T, CellValue> Value, double Width = 0)
{
    internal double ShownWidth => Width > 0 ? Math.Min(Width, 255) : Math.Max(DisplayWidth.Of(Header) + 4, 10);
}
