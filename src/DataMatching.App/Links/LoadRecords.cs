using System.Globalization;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.App.Links;

/// <summary>Reads two files, or one, into records. <see cref="SetAside"/>: by file, how many rows could not be read and the first lines of them.</summary>
internal sealed class LoadRecords
{
    private const int Told = 5, Together = 8192;
    private readonly List<string> _setAside = [];

    public IReadOnlyList<string> SetAside => _setAside;

    /// <param name="right">Null: duplicates of the left one are looked for.</param>
    /// <exception cref="UsageRefused">A column is missing, or two records of a file have the same number.</exception>
    public LinkRecords Of(string left, string? right, LinkPlan plan, CancellationToken cancel)
    {
        var records = new LinkRecords(plan.RecordFields, right is null);
        Read(left, true, plan.LeftId, [.. plan.Fields.Select(f => f.Left)], records, cancel);
        if (right is not null) Read(right, false, plan.RightId, [.. plan.Fields.Select(f => f.Right)], records, cancel);
        return records;
    }

    private void Read(string path, bool left, string? idHeader, string[] headers, LinkRecords records, CancellationToken cancel)
    {
        using var file = new TableFile(path);
        var id = idHeader is null ? -1 : file.Find(idHeader);
        int[] columns = [.. headers.Select(h => file.Find(h))];
        List<string> ids = new(Together);
        List<string?>[] values = [.. columns.Select(_ => new List<string?>(Together))];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 1L; file.Read(); row++)
        {
            var number = id < 0 ? row.ToString(CultureInfo.InvariantCulture) : file[id].Trim();
            if (id >= 0 && (number.Length == 0 || !seen.Add(number)))
                throw new UsageRefused($"{path} line {file.Line}: the number of the record in the column \"{idHeader}\" is {(number.Length == 0 ? "empty" : "that of an earlier row")}. Each record needs one of its own; or leave \"id\" out of the configuration, and rows are numbered.");
            ids.Add(number);
            for (var i = 0; i < columns.Length; i++) values[i].Add(file[columns[i]]);
            if (ids.Count == Together) Put();
        }

        Put();
        if (file.SetAside.Count > 0)
            _setAside.Add($"{path}: {file.SetAside.Count} rows could not be read and are not linked (another number of fields than the header, or a quote that is not closed), the first at line {string.Join(", ", file.SetAside.Take(Told))}.");

        void Put()
        {
            cancel.ThrowIfCancellationRequested();
            records.Add(left, ids, values);
            ids.Clear();
            foreach (var field in values) field.Clear();
        }
    }
}
