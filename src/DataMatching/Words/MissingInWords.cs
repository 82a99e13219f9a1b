using DataMatching.Assessment;
using DataMatching.Households;

namespace DataMatching.Words;

/// <summary>What would settle an Unknown, as a line that names nobody.</summary>
public static class MissingInWords
{
    /// <summary>Who (by number in the file), which registry or text, which months, and what the answer was instead.</summary>
    public static Word Of(Household household, MissingEvidence missing)
    {
        var number = missing.Person[(missing.Person.LastIndexOf('/') + 1)..];
        var months = Months(missing);
        if (missing.IsText) return new Word($"{ListWords.OfText(missing)}{months.Chinese}：没有规定", $"{ListWords.OfText(missing).English}{months.English}: not set");
        var who = number != "1" ? new Word($"{number} 号成员", $"member {number}") : household.State == FileState.Unfiled ? new Word("本人", "the worker") : new Word("困难职工本人", "the worker");
        var what = Word.Join("·", who, ListWords.OfRegistry(missing.Registry), ListWords.OfDataset(missing.Registry, missing.Dataset));
        var answer = ListWords.Of(missing.Answer);
        return new Word($"{what.Chinese}{months.Chinese}：{answer.Chinese}", $"{what.English}{months.English}: {answer.English}");
    }

    private static Word Months(MissingEvidence missing) => missing.Months switch
    {
        [] => Word.None,
        [var only] => Word.Same($" {only}"),
        [var first, .., var last] => new($" {first} 至 {last}（{missing.Months.Count} 个月）", $" {first} to {last} ({missing.Months.Count} months)"),
    };
}
