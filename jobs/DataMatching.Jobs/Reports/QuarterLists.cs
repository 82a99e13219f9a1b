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
        var flagged = rows.Where(row => row.Flag != Flag.Keep).ToLookup(row => row.Flag);
        var written = Task.WhenAll(
            Task.Run(() => WriteOne(folder, prefix + "add", quarter, Flag.Add, flagged[Flag.Add])),
            Task.Run(() => WriteOne(folder, prefix + "exit", quarter, Flag.Exit, flagged[Flag.Exit])),
            Task.Run(() => WriteOne(folder, prefix + "re-examine", quarter, Flag.ReExamine, flagged[Flag.ReExamine]))).GetAwaiter().GetResult();
        return new ListedCounts(written[0], written[1], written[2]);
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

    private static long WriteOne(string folder, string name, Quarter quarter, Flag flag, IEnumerable<QuarterListRow> rows) =>
        ListFile.WriteBoth(folder, name, ListWords.Of(flag), Columns(quarter), rows
            .OrderByDescending(row => row.Priority).ThenBy(row => row.District).ThenBy(row => row.Household, StringComparer.Ordinal));

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
