using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>Fields that two files have in common. <paramref name="Notes"/>: columns that were left out, each with the reason.</summary>
public sealed record SuggestedFields(string? LeftId, string? RightId, IReadOnlyList<PlanField> Fields, IReadOnlyList<string> Notes);

/// <summary>Proposes which columns are compared, and how, from headers and first rows alone.</summary>
public static class SuggestFields
{
    /// <summary>Columns under different headers belong together when so much of their texts is the same.</summary>
    private const double SameTexts = 0.2;

    /// <summary>Texts of so many words are long.</summary>
    private const double LongText = 6;

    /// <param name="right">The left ones again, when duplicates of one file are looked for.</param>
    /// <param name="repeated">Of both files; null: none is left out for it.</param>
    public static SuggestedFields Of(IReadOnlyList<ColumnProfile> left, IReadOnlyList<ColumnProfile> right, (RepeatedColumns Left, RepeatedColumns Right)? repeated = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (leftId, rightId) = (IdOf(left), IdOf(right));
        List<string> notes = [];
        List<PlanField> fields = [];
        var free = right.Where(c => c != rightId).ToList();
        var open = new List<ColumnProfile>();
        foreach (var column in left.Where(c => c != leftId))
        {
            var other = free.Find(c => HeaderMeaning.Plain(c.Header) == HeaderMeaning.Plain(column.Header)) ?? (column.Meaning is null ? null : free.Find(c => c.Meaning == column.Meaning));
            if (other is null)
            {
                open.Add(column);
                continue;
            }

            free.Remove(other);
            Take(column, other, fields, notes);
        }

        foreach (var column in open)
        {
            var other = free.Where(c => c.Meaning is null || column.Meaning is null).OrderByDescending(column.Overlap).FirstOrDefault();
            if (other is not null && column.Distinct > 12 && column.Overlap(other) >= SameTexts)
            {
                free.Remove(other);
                Take(column, other, fields, notes);
            }
            else
            {
                notes.Add($"{column.Header} has no counterpart in the right file");
            }
        }

        notes.AddRange(free.Select(c => $"{c.Header} has no counterpart in the left file"));
        foreach (var (field, reason) in repeated is { } columns ? columns.Left.Of(fields, columns.Right) : [])
        {
            fields.Remove(field);
            notes.Add(reason);
        }

        notes.AddRange(fields.Where(f => f.Nothing is not null).Select(f => $"of {f.Left} what far more records have than anything else ({f.Nothing!.Count}), as it seems to stand for nothing"));
        return new SuggestedFields(leftId?.Header, rightId?.Header, Partners(fields), notes);
    }

    /// <summary>The column with the record's own number: it is called so, or is the first, and has something else in each row.</summary>
    private static ColumnProfile? IdOf(IReadOnlyList<ColumnProfile> columns) =>
        columns.FirstOrDefault(c => c.Meaning == HeaderMeaning.Record && c.IsUnique) ?? (columns.Count > 0 && columns[0].IsUnique && columns[0].Meaning is null ? columns[0] : null);

    private static void Take(ColumnProfile left, ColumnProfile right, List<PlanField> fields, List<string> notes)
    {
        var levels = left.Kind() switch
        {
            ContentKind.Date when left.Meaning != HeaderMeaning.Birth => UsualLevels.OfEvents,
            ContentKind.Text when left.Meaning is null && left.Words >= LongText => UsualLevels.OfLongTexts,
            var kind => UsualLevels.Of(kind),
        };
        if (left.Meaning is HeaderMeaning.Truth or HeaderMeaning.Record) notes.Add($"{left.Header} seems to number records or entities, and is not compared");
        else if (left.Distinct < 2 && right.Distinct < 2) notes.Add($"{left.Header} is empty or everywhere the same");
        else if (!PairComparison.CanBeTold(fields.Select(f => f.Levels!).Append(levels).Select(AtMost))) notes.Add($"{left.Header} is one column more than can be compared at once");
        else fields.Add(new PlanField(NameOf(left.Header, fields), left.Header, right.Header, left.Kind(), levels, Shared: IsShared(left), Nothing: NothingOf(left, right)));
    }

    private static string[]? NothingOf(ColumnProfile left, ColumnProfile right) =>
        left.Nothing().Union(right.Nothing(), StringComparer.Ordinal).ToArray() is { Length: > 0 } nothing ? nothing : null;

    /// <summary>A number that most records have for themselves is their own, one that many have in common, such as a postcode, is shared; so is a family's name.</summary>
    private static bool IsShared(ColumnProfile column) => column.Kind() switch
    {
        ContentKind.Number => column.Distinct * 2 < column.Filled,
        ContentKind.Name => column.Meaning != HeaderMeaning.Given,
        var kind => UsualLevels.AreShared(kind),
    };

    /// <summary>A comparison of these levels, and with a partner, which adds one.</summary>
    private static Comparison AtMost(IReadOnlyList<LevelTest> levels) => new("", levels, "");

    private static string NameOf(string header, List<PlanField> taken)
    {
        var name = header.Replace(':', ' ').Replace('+', ' ').Trim();
        while (taken.Exists(f => f.Name == name)) name += "'";
        return name;
    }

    /// <summary>Given name and surname are exchanged at times, and so are the lines of an address.</summary>
    private static List<PlanField> Partners(List<PlanField> fields) => [.. fields.Select(field =>
    {
        var other = HeaderMeaning.Of(field.Left) switch
        {
            HeaderMeaning.Given => fields.Find(f => HeaderMeaning.Of(f.Left) == HeaderMeaning.Surname),
            HeaderMeaning.Surname => fields.Find(f => HeaderMeaning.Of(f.Left) == HeaderMeaning.Given),
            _ => field.Left.Length > 1 && char.IsAsciiDigit(field.Left[^1]) ? fields.Find(f => f != field && f.Kind == field.Kind && f.Left.Length == field.Left.Length && f.Left[..^1] == field.Left[..^1]) : null,
        };
        return other is null ? field : field with { Partner = other.Name };
    })];
}
