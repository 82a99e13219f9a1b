using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>Where a row of a delivery stands: enough for its agency to find it, and nothing of what stands there.</summary>
public interface IPlacedRow
{
    string Registry { get; }
    string Dataset { get; }

    /// <summary>Empty: the delivery is not kept any more.</summary>
    string File { get; }

    /// <summary>Null: of the union's own files, or not known.</summary>
    DateOnly? AsOf { get; }

    /// <summary>From 1; 0: not known.</summary>
    long Line { get; }

    /// <summary>From the start of the file, 0 is the first.</summary>
    long Byte { get; }
}

/// <summary>The columns by which an agency finds a row again, the same in every file that is sent to one.</summary>
internal static class RowPlaceColumns
{
    public static IReadOnlyList<ListColumn<T>> Of<T>()
        where T : IPlacedRow =>
    [
        new("部门", row => QuarterLists.Shown(ListWords.OfRegistry(row.Registry))),
        new("数据", row => QuarterLists.Shown(ListWords.OfDataset(row.Registry, row.Dataset))),
        new("文件", row => QuarterLists.Shown(row.File)),
        new("数据截至", row => CellValue.Day(row.AsOf)),
        new("行号", row => CellValue.Count(row.Line)),
        new("字节偏移", row => CellValue.Count(row.Byte)),
    ];
}
