using System.Globalization;
using DataMatching.Evidence;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.Web.Words;

/// <summary>Words of the blind check.</summary>
internal static class MatchWords
{
    public static string Of(MatchAnswer answer, Say say) => answer switch
    {
        MatchAnswer.Same => say["同一个人", "the same person"],
        MatchAnswer.Other => say["不是同一个人", "two people"],
        _ => say["无法判断", "cannot be told"],
    };

    public static string Of(PairField field, Say say) => field switch
    {
        PairField.Name => say["姓名", "Name"],
        PairField.Birth => say["出生日期", "Born"],
        PairField.Sex => say["性别", "Sex"],
        PairField.Number => say["证件号码", "ID number"],
        PairField.Phone => say["联系电话", "Telephone"],
        PairField.Address => say["住址", "Address"],
        _ => say["工作单位", "Employer"],
    };

    /// <summary>What rows of a kind are held to be, with the edges of their probability in per cent.</summary>
    public static string Of(RowStratum stratum, Say say)
    {
        var (from, below) = (Share(stratum.From), Share(stratum.Below));
        return stratum switch
        {
            { IsRest: true } => say[$"不像任何人（低于 {below}）", $"like nobody (below {below})"],
            { Grade: MatchGrade.Probable } => say[$"较可能（{from} 至 {below}）", $"probable ({from} to {below})"],
            { Grade: MatchGrade.Doubtful } => say[$"存疑（{from} 至 {below}）", $"doubtful ({from} to {below})"],
            _ => say[$"未匹配（{from} 至 {below}）", $"no match ({from} to {below})"],
        };
    }

    /// <summary>Such as <c>99.82 %（98.12 % 至 100 %）</c>.</summary>
    public static string Of(EstimatedShare share, Say say) => say[$"{Share(share.Share)}（{Share(share.Low)} 至 {Share(share.High)}）", $"{Share(share.Share)} ({Share(share.Low)} to {Share(share.High)})"];

    public static string Share(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
