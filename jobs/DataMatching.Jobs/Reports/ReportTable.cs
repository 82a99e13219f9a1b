using DataMatching.Words;
namespace DataMatching.Jobs.Reports;

/// <summary>A table of the report: a caption for those who hear it, headers with their scope, numbers to the right, a bold last row for totals.</summary>
internal static class ReportTable
{
    /// <param name="caption">What the table shows.</param>
    /// <param name="headers">A header that begins with <c>#</c> is one of numbers.</param>
    /// <param name="rows">Cells in the order of the headers; the first is the row's header.</param>
    /// <param name="total">The last row; null for none.</param>
    internal static Html Of(string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<Html>> rows, IReadOnlyList<Html>? total = null)
    {
        var numeric = headers.Select(header => header.StartsWith('#')).ToArray();
        var head = Html.All(headers.Select((header, i) => numeric[i] ? Html.Of($"<th scope=\"col\" class=\"n\">{header[1..]}</th>") : Html.Of($"<th scope=\"col\">{header}</th>")));
        var body = Html.All(rows.Select(row => Row(row, numeric)));
        var foot = total is null ? Html.None : Html.Of($"<tfoot>{Row(total, numeric)}</tfoot>\n");
        return Html.Of($"""
            <div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table>
            <caption>{caption}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>
            {body}</tbody>
            {foot}</table></div>

            """);
    }

    internal static Html Cell(string? text) => Html.Of($"{(string.IsNullOrWhiteSpace(text) ? "—" : text)}");

    internal static Html Cell(long count) => Html.Of($"{count}");

    internal static Html Cell(DateOnly? day) => day is { } d ? Html.Of($"<span class=\"nowrap\">{d}</span>") : Cell("—");

    /// <summary>A difference with its sign: +12, −3 (a true minus), 0.</summary>
    internal static string Signed(long difference) => difference > 0 ? "+" + ListWords.Of(difference) : difference < 0 ? "−" + ListWords.Of(-difference) : "0";

    private static Html Row(IReadOnlyList<Html> cells, bool[] numeric) =>
        Html.Of($"<tr>{Html.All(cells.Select((cell, i) => i == 0 ? Html.Of($"<th scope=\"row\">{cell}</th>") : numeric[i] ? Html.Of($"<td class=\"n\">{cell}</td>") : Html.Of($"<td>{cell}</td>")))}</tr>\n");
}
