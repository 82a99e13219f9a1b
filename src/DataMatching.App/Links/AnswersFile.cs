using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.App.Links;

/// <summary>What people said of pairs: a CSV with same, left_id, right_id and whatever else. Pairs for which nothing is written, or ?, are left open.</summary>
internal static class AnswersFile
{
    /// <summary>The header of the answers' column, which a drawn sample leaves empty.</summary>
    public const string Same = "same";

    private const string Needed = "Expected a file that --doubtful or --sample wrote, or another one with left_id, right_id and same.";

    private static readonly HashSet<string> Yes = Words("yes", "y", "true", "1", "same", "是", "同一人"), No = Words("no", "n", "false", "0", "different", "否", "不同人"), Open = Words("", "?", "？", "unsure", "不确定");

    /// <param name="into">Takes the answers; also those of files before.</param>
    /// <returns>By pair what was said; null for those left open. Of one file the earlier record first.</returns>
    /// <exception cref="UsageRefused">It has other columns, another word, a record that is in neither file, or contradicts itself.</exception>
    public static IReadOnlyDictionary<(int Left, int Right), bool?> Read(string path, LinkRecords records, RecordNumbers numbers, DecidedPairs into)
    {
        using var file = new TableFile(path);
        var (left, right, same) = (file.Find("left_id", Needed), file.Find("right_id", Needed), file.Find(Same, Needed));
        var said = new Dictionary<(int, int), bool?>();
        while (file.Read())
        {
            var word = file[same].Trim();
            bool? answer = Yes.Contains(word) ? true : No.Contains(word) ? false : null;
            if (answer is null && !Open.Contains(word))
                throw new UsageRefused($"{path} line {file.Line}: the column \"{Same}\" holds a word that is no answer. Expected yes or no (是, 否), or nothing where nobody can tell.");
            var (a, b) = (numbers.Left(file, left), numbers.Right(file, right));
            if (records.IsOne && a > b) (a, b) = (b, a);
            if (answer is { } decided && into.Add(a, b, decided, $"{path} line {file.Line}") is { } contradiction) throw new UsageRefused($"{path} line {file.Line}: {contradiction}. Correct one of the two.");
            said[(a, b)] = answer;
        }

        if (file.SetAside.Count > 0) throw new UsageRefused($"{path} line {file.SetAside[0]}: the row has another number of fields than the header, or a quote that is not closed. An answer would be lost.");
        return said;
    }

    /// <summary>Refuses answers that cannot all be true.</summary>
    public static void Check(DecidedPairs decided)
    {
        if (decided.Contradiction() is { } where) throw new UsageRefused($"{where}: the answers contradict each other. The two records were said to be two there, and by other answers they are one. Correct one of them.");
    }

    /// <summary>True when the file is there and somebody has answered in it.</summary>
    public static bool IsAnswered(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var file = new TableFile(path);
            var same = file.Find(Same);
            while (file.Read())
            {
                if (file[same].Trim().Length > 0) return true;
            }
        }
        catch (UsageRefused)
        {
            // Not a file of answers.
        }

        return false;
    }

    /// <summary>The answers to a sample, in its order; null when they are to another one.</summary>
    public static IReadOnlyList<bool?>? Of(PairSample sample, IReadOnlyDictionary<(int Left, int Right), bool?> said) =>
        sample.Pairs.Count == said.Count && sample.Pairs.All(p => said.ContainsKey((p.Left, p.Right))) ? [.. sample.Pairs.Select(p => said[(p.Left, p.Right)])] : null;

    private static HashSet<string> Words(params string[] words) => new(words, StringComparer.OrdinalIgnoreCase);
}
