using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.App.Links;

/// <summary>
/// Which records are one, from a CSV: two columns with the numbers of both records of each true pair (left_id,right_id), or, of one file, id,entity: records with the same entity are one.
/// </summary>
internal static class TruthFile
{
    private static readonly string[] Entity = ["entity", "cluster", "entity_id", "cluster_id", "group"];

    /// <exception cref="UsageRefused">It has other columns, or names a record that is in neither file.</exception>
    public static TruePairs Read(string path, LinkRecords records, RecordNumbers numbers)
    {
        using var file = new TableFile(path);
        if (file.Headers.Count < 2) throw new UsageRefused($"{path} has one column. Expected left_id,right_id with a row for each true pair, or id,entity.");
        var truth = new TruePairs(records);
        if (records.IsOne && Array.Exists(Entity, e => string.Equals(e, file.Headers[1], StringComparison.OrdinalIgnoreCase)))
        {
            var members = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            while (file.Read())
            {
                if (!members.TryGetValue(file[1].Trim(), out var group)) members[file[1].Trim()] = group = [];
                var record = numbers.Left(file, 0);
                foreach (var other in group) truth.Add(other, record);
                group.Add(record);
            }
        }
        else
        {
            while (file.Read()) truth.Add(numbers.Left(file, 0), numbers.Right(file, 1));
        }

        if (file.SetAside.Count > 0) throw new UsageRefused($"{path} line {file.SetAside[0]}: the row has another number of fields than the header, or a quote that is not closed. A truth that is not whole would say too much of the links.");
        return truth;
    }
}
