using DataMatching.Review;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>The records proved wrong as a CSV that is sent to the agency which keeps them: in Chinese, with the place of the record and what is right, without anybody's name or number.</summary>
public static class CorrectionList
{
    public static IReadOnlyList<ListColumn<ProvedCorrection>> Columns { get; } =
    [
        .. RowPlaceColumns.Of<ProvedCorrection>(),
        new("该行摘要 SHA-256", row => CellValue.Text(row.RowHash)),
        new("核查结果", row => CellValue.Text(ListWords.Of(row.Outcome))),
        new("实际情况", row => QuarterLists.Shown(row.Says)),
        new("证明材料", row => QuarterLists.Shown(row.Proof)),
        new("证明日期", row => CellValue.Day(row.ProvedOn)),
        new("有效期至", row => CellValue.Day(row.ExpiresOn)),
    ];

    /// <summary>Writes the file whole or not at all; one that is there is replaced.</summary>
    public static void Write(string file, IEnumerable<ProvedCorrection> rows) => WholeFile.Write(file, stream => ListFile.WriteCsv(stream, Columns, rows));
}
