using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.App.Links;

/// <summary>A plan for files.</summary>
/// <param name="Notes">Columns that were left out, with the reason.</param>
/// <param name="Records">The files' records, where making the plan had to read them; null: they are still to be read.</param>
/// <param name="SetAside">Rows of them that could not be read, told.</param>
internal sealed record PlanOfFiles(LinkPlan Plan, IReadOnlyList<string> Notes, LinkRecords? Records = null, IReadOnlyList<string>? SetAside = null);

/// <summary>Proposes a plan for files: columns by their first rows, blocking rules by all.</summary>
internal static class SuggestPlan
{
    private const int FirstRows = 20_000;

    /// <exception cref="UsageRefused">The files have no column in common that can be compared.</exception>
    public static PlanOfFiles Of(string left, string? right, CancellationToken cancel)
    {
        var ofLeft = Profiles(left, cancel);
        var ofRight = right is null ? ofLeft : Profiles(right, cancel);
        var fields = SuggestFields.Of(ofLeft.Columns, ofRight.Columns, (ofLeft.Repeated, ofRight.Repeated));
        if (fields.Fields.Count == 0) throw new UsageRefused($"Nothing to compare was found. {string.Join("; ", fields.Notes)}. Say in a configuration which columns belong together (docs/matching.md).");
        var plan = new LinkPlan(fields.LeftId, fields.RightId, fields.Fields, []);
        var load = new LoadRecords();
        var records = load.Of(left, right, plan, cancel);
        return new PlanOfFiles(plan with { Blocking = SuggestBlocking.Of(records, fields.Fields) }, fields.Notes, records, load.SetAside);
    }

    private static (List<ColumnProfile> Columns, RepeatedColumns Repeated) Profiles(string path, CancellationToken cancel)
    {
        using var file = new TableFile(path);
        List<ColumnProfile> columns = [.. file.Headers.Select(h => new ColumnProfile(h))];
        var repeated = new RepeatedColumns([.. file.Headers]);
        for (var row = 0; row < FirstRows && file.Read(); row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++) columns[i].Add(file[i]);
            if (row < RepeatedColumns.Rows) repeated.Add([.. columns.Select((_, i) => file[i])]);
        }

        return (columns, repeated);
    }
}
