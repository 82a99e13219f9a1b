using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>A word with a mark and a style class: never colour alone.</summary>
public readonly record struct Mark(string Sign, string Text, string Style)
{
    public static Mark Of(Flag flag, Say say) => flag switch
    {
        Flag.Add => new("＋", say[ListWords.Of(flag)], "add"),
        Flag.Exit => new("－", say[ListWords.Of(flag)], "exit"),
        Flag.ReExamine => new("？", say[ListWords.Of(flag)], "look"),
        _ => new("＝", say[ListWords.Of(flag)], "good"),
    };

    public static Mark Of(Truth truth, Say say) => truth switch
    {
        Truth.Met => new("✓", say["成立", "met"], "look"),
        Truth.NotMet => new("✕", say["不成立", "not met"], "good"),
        _ => new("？", say["未知", "unknown"], "unknown"),
    };

    public static Mark Of(Cell cell, Say say) => cell switch
    {
        Cell.Above => new("▲", say["高于标准", "above"], "exit"),
        Cell.NotAbove => new("▽", say["不高于标准", "not above"], "good"),
        _ => new("？", say["未知", "unknown"], "unknown"),
    };

    public static Mark Of(Answer answer, Say say) => answer switch
    {
        Answer.Found => new("●", say[ListWords.Of(answer)], "look"),
        Answer.NoRecord => new("○", say[ListWords.Of(answer)], "good"),
        Answer.NotAsked => new("－", say[ListWords.Of(answer)], "unknown"),
        Answer.Refused => new("✕", say[ListWords.Of(answer)], "bad"),
        _ => new("？", say[ListWords.Of(answer)], "unknown"),
    };

    public static Mark Of(MatchGrade grade, Say say) => grade switch
    {
        MatchGrade.Certain => new("✓", say["确认", "certain"], "good"),
        MatchGrade.Probable => new("≈", say["较可能", "probable"], "look"),
        MatchGrade.Doubtful => new("？", say["存疑", "doubtful"], "unknown"),
        _ => new("✕", say["冲突", "conflict"], "bad"),
    };
}
