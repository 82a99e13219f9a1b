using DataMatching.Jobs.Reports;
using DataMatching.Web.Hosting;

namespace DataMatching.App;

/// <summary>Gives the pages the writers of the lists. A file is made in the system's folder for such, its user's alone, and is gone when it has been read.</summary>
internal sealed class ListExport : IListExport
{
    private static readonly IReadOnlyList<ListColumn<ExportedCase>> Columns =
    [
        new("优先级", c => CellValue.Count(c.Priority)),
        new("档案号", c => CellValue.Text(c.Household), 22),
        new("行政区划代码", c => CellValue.Text(c.District.ToString())),
        new("地区", c => CellValue.Text(c.Place), 26),
        new("困难职工", c => CellValue.Text(c.Shown), 12),
        new("家庭人口", c => CellValue.Count(c.Members)),
        new("结论", c => CellValue.Text(c.Flag)),
        new("退出类别", c => CellValue.Text(c.ExitKind)),
        new("事由", c => CellValue.Text(c.Reasons), 36),
        new("决定性记录", c => CellValue.Text(c.Decisive), 36),
        new("差多少会变（元/月）", c => CellValue.Amount(c.Flip)),
        new("环节", c => CellValue.Text(c.Step), 18),
        new("由谁办理", c => CellValue.Text(c.Turn)),
        new("到期日", c => CellValue.Day(c.Due), 13),
        new("是否逾期", c => CellValue.Text(c.Late)),
        new("责任人", c => CellValue.Text(c.Assignee), 14),
        new("立案日", c => CellValue.Day(c.Opened), 13),
    ];

    public Stream Write(ListFormat format, string sheet, string mark, IEnumerable<ExportedCase> rows)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), "datamatching-" + Path.GetRandomFileName()), options);
        try
        {
            if (format == ListFormat.Xlsx) ListFile.WriteXlsx(file, sheet, Columns, rows, mark);
            else ListFile.WriteCsv(file, Columns, rows, mark);
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
