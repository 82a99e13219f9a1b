using System.Globalization;
using System.Text.RegularExpressions;

namespace DataMatching.Jobs.Reports;

/// <summary>The rows set aside as a CSV that is sent to the agency which made them: in Chinese, with places and reasons, without any content of the rows.</summary>
public static partial class SetAsideList
{
    public static IReadOnlyList<ListColumn<SetAside>> Columns { get; } =
    [
        .. RowPlaceColumns.Of<SetAside>(),
        new("列", row => QuarterLists.Shown(row.Column)),
        new("原因", row => QuarterLists.Shown(Words(row.Reason))),
    ];

    /// <summary>Writes the file whole or not at all; one that is there is replaced.</summary>
    public static void Write(string file, IEnumerable<SetAside> rows) => WholeFile.Write(file, stream => ListFile.WriteCsv(stream, Columns, rows));

    /// <summary>The reason in Chinese. The registries' contracts write theirs so; those about a row as such, and of the union's files, are turned here.</summary>
    public static string Words(string reason)
    {
        if (FieldsOfRow().Match(reason) is { Success: true } fields)
            return string.Create(CultureInfo.InvariantCulture, $"本行有 {fields.Groups["row"].Value} 个字段，表头有 {fields.Groups["header"].Value} 个：字段内的逗号未加引号，或一行被拆断");
        return reason switch
        {
            "the row breaks the quoting rules" => "引号不成对，或字段内的引号未写两次",
            "the row holds a NUL byte" => "行内有空字节（NUL），导出文件已损坏",
            "the row has another number of fields than the header" => "字段数与表头不一致：字段内的逗号未加引号，或一行被拆断",
            "a quoted field is never closed" => "引号没有闭合",
            "a quote stands inside an unquoted field" => "未加引号的字段内有引号",
            _ => reason,
        };
    }

    [GeneratedRegex("^the row has (?<row>[0-9]+) fields, the header (?<header>[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldsOfRow();
}
