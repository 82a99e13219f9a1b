using DataMatching.Matching.Linkage.Plans;

namespace DataMatching.App.Links;

/// <summary>Proposes a plan for files: columns by their first rows, blocking rules by all.</summary>
internal static class SuggestPlan
{
    private const int FirstRows = 20_000;

    /// <returns>The plan, and columns that were left out, with the reason.</returns>
    /// <exception cref="UsageRefused">The files have no column in common that can be compared.</exception>
    public static (LinkPlan Plan, IReadOnlyList<string> Notes) Of(string left, string? right, CancellationToken cancel)
    {
        var profiles = Profiles(left, cancel);
        var fields = SuggestFields.Of(profiles, right is null ? profiles : Profiles(right, cancel));
        if (fields.Fields.Count == 0) throw new UsageRefused($"Nothing to compare was found. {string.Join("; ", fields.Notes)}. Say in a configuration which columns belong together (docs/matching.md).");
        var plan = new LinkPlan(fields.LeftId, fields.RightId, fields.Fields, []);
        return (plan with { Blocking = SuggestBlocking.Of(new LoadRecords().Of(left, right, plan, cancel), fields.Fields) }, fields.Notes);
    }

    private static List<ColumnProfile> Profiles(string path, CancellationToken cancel)
    {
        using var file = new TableFile(path);
        List<ColumnProfile> columns = [.. file.Headers.Select(h => new ColumnProfile(h))];
        for (var row = 0; row < FirstRows && file.Read(); row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++) columns[i].Add(file[i]);
        }

        return columns;
    }
}
