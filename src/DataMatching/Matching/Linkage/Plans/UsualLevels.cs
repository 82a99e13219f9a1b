using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>How fields of a kind are compared unless a plan says otherwise: from what speaks most for one person to what speaks least. How much each says is estimated from the files.</summary>
public static class UsualLevels
{
    public static IReadOnlyList<LevelTest> Of(ContentKind kind) => [.. Names(kind).Select(n => LevelTest.Parse(n)!)];

    /// <summary>Of dates that may be those of something that happened, which two files note some days apart.</summary>
    public static IReadOnlyList<LevelTest> OfEvents { get; } = [.. ((string[])["day-month", "days 1", "days 3", "digits 1", "days 10", "days 30", "digits 2"]).Select(n => LevelTest.Parse(n)!)];

    /// <summary>Of long texts, such as titles and descriptions: letters in the same order say little there, rare words much.</summary>
    public static IReadOnlyList<LevelTest> OfLongTexts { get; } = [.. ((string[])["damerau 2", "rare-words 0.9", "rare-words 0.75", "rare-words 0.6", "rare-words 0.45", "rare-words 0.3", "rare-words 0.15"]).Select(n => LevelTest.Parse(n)!)];

    /// <summary>Whether families, neighbours or colleagues usually have fields of the kind in common.</summary>
    public static bool AreShared(ContentKind kind) => kind is not (ContentKind.Name or ContentKind.ChineseName or ContentKind.Date or ContentKind.Number);

    private static string[] Names(ContentKind kind) => kind switch
    {
        ContentKind.Name => ["damerau 1", "jaro-winkler 0.9", "damerau 2", "jaro-winkler 0.8"],
        ContentKind.ChineseName => ["variant", "lost", "homophone", "shape", "fuzzy-sound", "order", "truncated", "given-name", "all-but-one", "surname"],
        ContentKind.Date => ["day-month", "digits 1", "digits 2"],
        ContentKind.Number => ["damerau 1", "damerau 2"],
        ContentKind.Phone => ["suffix 7", "damerau 1", "damerau 2"],
        ContentKind.Division => ["county", "city", "province"],
        ContentKind.Category => [],
        ContentKind.Quantity => ["percent 1", "percent 3", "percent 10"],
        ContentKind.Set => ["overlap 1", "overlap 0.5"],
        _ => ["damerau 1", "damerau 2", "jaro-winkler 0.9", "jaccard 0.5", "jaro-winkler 0.8", "jaccard 0.25"],
    };
}
