using System.Text;
using DataMatching.Jobs.Reports;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.App.Links;

/// <summary>
/// Pairs for a person to look at, side by side as the files have them: neither how sure the program is nor in which order it would have them. Answers go into the first column. Opens in a spreadsheet.
/// </summary>
internal static class QuestionsFile
{
    public static void Write(Stream to, LinkRequest request, LinkPlan plan, LinkRecords records, IReadOnlyList<(int Left, int Right)> pairs, CancellationToken cancel)
    {
        var isOne = request.Right is null;
        var rows = new Dictionary<(bool Left, int Record), string[]>();
        Collect(request.Left, true, [.. plan.Fields.Select(f => f.Left)], [.. pairs.SelectMany(p => isOne ? [p.Left, p.Right] : (int[])[p.Left])], rows, cancel);
        if (!isOne) Collect(request.Right!, false, [.. plan.Fields.Select(f => f.Right)], [.. pairs.Select(p => p.Right)], rows, cancel);
        to.Write(Encoding.UTF8.Preamble);
        using var csv = LinksFile.Csv(to);
        LinksFile.Row(csv, [AnswersFile.Same, "left_id", "right_id", .. plan.Fields.SelectMany(f => (string[])["left " + f.Name, "right " + f.Name])]);
        foreach (var (left, right) in pairs)
        {
            var (a, b) = (rows[(true, left)], rows[(isOne, right)]);
            LinksFile.Row(csv, ["", SpreadsheetGuard.Of(records.LeftId(left)), SpreadsheetGuard.Of(records.RightId(right)), .. a.Zip(b, (x, y) => (string[])[SpreadsheetGuard.Of(x), SpreadsheetGuard.Of(y)]).SelectMany(v => v)]);
        }
    }

    /// <summary>Reads the file once more: records keep no text as it was written.</summary>
    private static void Collect(string path, bool left, string[] headers, HashSet<int> wanted, Dictionary<(bool Left, int Record), string[]> rows, CancellationToken cancel)
    {
        using var file = new TableFile(path);
        int[] columns = [.. headers.Select(h => file.Find(h))];
        for (var record = 0; file.Read(); record++)
        {
            cancel.ThrowIfCancellationRequested();
            if (wanted.Contains(record)) rows[(left, record)] = [.. columns.Select(c => file[c])];
        }
    }
}
