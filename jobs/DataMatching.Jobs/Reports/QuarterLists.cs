using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// The three lists of a quarter: <c>add</c> (拟纳入), <c>exit</c> (拟退出) and <c>re-examine</c> (需复核), each as .csv and .xlsx, the most urgent household first.
/// A list without households is written too: empty is an answer.
/// </summary>
public static class QuarterLists
{
    /// <summary>
    /// Writes the six files into <paramref name="folder"/>. Order: priority falling, then district, then file number (ordinal). Rows flagged Keep are on no list.
    /// The rows are held in memory to be ranked. <paramref name="prefix"/> begins the names of the files.
    /// </summary>
    public static ListedCounts Write(string folder, Quarter quarter, IEnumerable<QuarterListRow> rows, string prefix = "")
    {
        var flagged = rows.ToLookup(row => row.Flag);
        return Write(folder, quarter, flag => flagged[flag].OrderByDescending(row => row.Priority).ThenBy(row => row.District).ThenBy(row => row.Household, StringComparer.Ordinal), prefix);
    }

    /// <summary>The same of rows that come ranked, one list after the other: none is held.</summary>
    /// <param name="ranked">Those of a flag, in the order of the list.</param>
    public static ListedCounts Write(string folder, Quarter quarter, Func<Flag, IEnumerable<QuarterListRow>> ranked, string prefix = "")
    {
        return new ListedCounts(Write("add", Flag.Add), Write("exit", Flag.Exit), Write("re-examine", Flag.ReExamine));

        long Write(string name, Flag flag) => ListFile.WriteBoth(folder, prefix + name, ListWords.Of(flag), Columns(quarter), ranked(flag));
    }

    /// <summary>The columns of a list of this quarter; those of the six months carry the month in their header.</summary>
    public static IReadOnlyList<ListColumn<QuarterListRow>> Columns(Quarter quarter)
    {
        List<ListColumn<QuarterListRow>> columns =
        [
            new("优先级", row => CellValue.Count(row.Priority)),
            new("档案号", row => CellValue.Text(row.Household), 22),
            new("行政区划代码", row => CellValue.Text(row.District.ToString())),
            new("地区", row => CellValue.Text(row.DistrictName), 18),
            new("档案状态", row => CellValue.Text(ListWords.Of(row.State))),
            new("困难职工", row => CellValue.Text(row.Principal.ToString()), 12),
            new("家庭人口", row => CellValue.Count(row.Members)),
            new("结论", row => CellValue.Text(ListWords.Of(row.Flag))),
            new("退出类别", row => row.ExitKind is { } kind ? CellValue.Text(ListWords.Of(kind)) : CellValue.Empty),
            new("事由", row => Shown(string.Join("；", row.Reasons.Select(reason => reason.Name))), 28),
            new("事由说明", row => Shown(Numbered(row.Reasons.Select(reason => reason.Text))), 48),
            new("政策依据", row => Shown(string.Join("；", row.Reasons.Select(reason => reason.Citation).Distinct(StringComparer.Ordinal))), 32),
            new("决定性记录", row => Shown(row.Decisive?.Words), 36),
            .. PlaceColumns<QuarterListRow>(row => row.Decisive?.Place),
            new("差多少会变", row => Shown(row.Flip), 28),
            new("缺什么证据", row => Shown(Numbered(row.Missing)), 40),
        ];
        columns.AddRange(quarter.LastMonth.Plus(-5).To(quarter.LastMonth).Select(month =>
            new ListColumn<QuarterListRow>($"{month.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture)} 人均收入", row => MonthOf(row, month), 26)));
        columns.Add(new("下一步", row => Shown(row.NextStep), 28));
        return columns;
    }

    internal static CellValue Shown(string? text) => CellValue.Text(PersonalNumbers.Mask(CleanText.Of(text)));

    /// <summary>Where a record stands: enough to open the row again and show that it is unchanged.</summary>
    internal static IEnumerable<ListColumn<T>> PlaceColumns<T>(Func<T, Provenance?> place) =>
    [
        new("来源批次", row => place(row) is { } p ? CellValue.Count(p.Batch) : CellValue.Empty),
        new("来源文件", row => Shown(place(row)?.File), 36),
        new("来源行号", row => place(row) is { } p ? CellValue.Count(p.Line) : CellValue.Empty),
        new("字节偏移", row => place(row) is { } p ? CellValue.Count(p.ByteOffset) : CellValue.Empty),
    ];

    private static CellValue MonthOf(QuarterListRow row, Month month) =>
        row.Ledger.FirstOrDefault(cell => cell.Month == month) is { } cell ? CellValue.Text(cell.InWords()) : CellValue.Text("未计算");

    private static string Numbered(IEnumerable<string> texts)
    {
        var all = texts.Where(text => !string.IsNullOrWhiteSpace(text)).ToArray();
        return all.Length < 2 ? string.Concat(all) : string.Join('\n', all.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {text}")));
    }
}

/// <summary>Households on each list.</summary>
public sealed record ListedCounts(long Add, long Exit, long ReExamine);
