using System.Globalization;
using Spectre.Console;

namespace DataMatching.App.Screen;

/// <summary>Tables in one manner: plain border, numbers to the right.</summary>
internal static class Tables
{
    public static Table Of(string title, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(title));
        foreach (var column in columns)
        {
            var right = column.StartsWith('>');
            var header = new TableColumn(Markup.Escape(right ? column[1..] : column));
            table.AddColumn(right ? header.RightAligned() : header);
        }

        return table;
    }

    public static Table Row(this Table table, params object?[] cells) => table.AddRow([.. cells.Select(c => Markup.Escape(Text(c)))]);

    private static string Text(object? cell) => cell switch
    {
        null => "—",
        long or int => Convert.ToInt64(cell, CultureInfo.InvariantCulture).ToString("#,##0", CultureInfo.InvariantCulture),
        double share => share.ToString("0.00 %", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan took => took.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
