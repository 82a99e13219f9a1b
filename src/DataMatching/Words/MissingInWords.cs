using DataMatching.Assessment;
using DataMatching.Households;

namespace DataMatching.Words;

/// <summary>What would settle an Unknown, as a line that names nobody.</summary>
public static class MissingInWords
{
    /// <summary>Who (by number in the file), which registry or text, which months, and what the answer was instead.</summary>
    public static string Of(Household household, MissingEvidence missing)
    {
        var number = missing.Person[(missing.Person.LastIndexOf('/') + 1)..];
        var months = missing.Months.Count == 0 ? "" : $" {missing.Months[0]}" + (missing.Months.Count > 1 ? $" 至 {missing.Months[^1]}（{missing.Months.Count} 个月）" : "");
        if (missing.IsText) return $"{ListWords.OfText(missing)}{months}：没有规定";
        var who = number == "1" ? (household.State == FileState.Unfiled ? "本人" : "困难职工本人") : $"{number} 号成员";
        return $"{who}·{ListWords.OfRegistry(missing.Registry)}·{ListWords.OfDataset(missing.Registry, missing.Dataset)}{months}：{ListWords.Of(missing.Answer)}";
    }
}
