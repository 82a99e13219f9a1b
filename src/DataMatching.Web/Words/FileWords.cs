using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>Words of the union's file.</summary>
public static class FileWords
{
    public static string Of(Tier tier, Say say) => tier switch
    {
        Tier.Deep => say["深度困难", "deep hardship"],
        Tier.Relative => say["相对困难", "relative hardship"],
        _ => say["意外致困", "unexpected hardship"],
    };

    public static string Of(HardshipCause cause, Say say) => cause switch
    {
        HardshipCause.Illness => say["因病", "illness"],
        HardshipCause.Study => say["因学", "study"],
        HardshipCause.Disability => say["因残", "disability"],
        HardshipCause.SingleParent => say["单亲", "single parent"],
        HardshipCause.Accident => say["意外", "accident"],
        HardshipCause.Unemployment => say["失业", "unemployment"],
        _ => say["收入低", "low income"],
    };

    public static string Of(IncomeKind kind, Say say) => say[FactInWords.Of(kind)];

    public static string Of(Relation relation, Say say) => relation switch
    {
        Relation.Principal => say["本人", "worker"],
        Relation.Spouse => say["配偶", "spouse"],
        Relation.Child => say["子女", "child"],
        Relation.Parent => say["父母", "parent"],
        _ => say["其他", "other"],
    };
}
