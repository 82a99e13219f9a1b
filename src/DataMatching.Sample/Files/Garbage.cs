namespace DataMatching.Sample.Files;

/// <summary>Rows that no reader can make sense of. They are nobody's, and each stays on its own line, so that they hurt nothing but themselves.</summary>
internal static class Garbage
{
    /// <summary>In turn: a missing column, a broken quote, letters in a number, an impossible date.</summary>
    public static string Line(Dataset dataset, int turn)
    {
        var fields = dataset.Columns.Select(_ => "").ToArray();
        for (var i = 0; i < fields.Length; i++)
        {
            var column = dataset.Columns[i];
            if (column.EndsWith("姓名", StringComparison.Ordinal) || column == "权利人") fields[i] = "无名氏";
            else if (column.EndsWith("证件号码", StringComparison.Ordinal)) fields[i] = "000000000000000000";
            else if (IsAmount(column)) fields[i] = "1.00";
            else if (IsTime(column)) fields[i] = "2026-05";
        }

        switch (turn % 4)
        {
            case 0:
                fields = fields[..^1];
                break;
            case 1:
                fields[0] = "\"无\"名\"氏\"";
                break;
            case 2:
                Spoil(IsAmount, "12O.5O元");
                break;
            default:
                Spoil(IsTime, "2026-13-45");
                break;
        }

        return string.Join(',', fields);

        void Spoil(Predicate<string> which, string with)
        {
            var at = Array.FindIndex(dataset.Columns, which);
            if (at >= 0) fields[at] = with;
        }
    }

    private static bool IsAmount(string column) => column is "户月保障金额" or "救助金额" or "缴费基数" or "发放金额" or "月失业金" or "缴存基数" or "收入额" or "经营收入" or "建筑面积";

    private static bool IsTime(string column) =>
        column.EndsWith("日期", StringComparison.Ordinal) || column.EndsWith("年月", StringComparison.Ordinal) || column.EndsWith("所属期", StringComparison.Ordinal);
}
