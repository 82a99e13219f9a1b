using DataMatching.Assessment;
using DataMatching.Web.Worklists;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>The worklists by name.</summary>
public static class TabWords
{
    public static string Of(WorklistTab tab, Say say) => tab switch
    {
        WorklistTab.Add => say[ListWords.Of(Flag.Add)],
        WorklistTab.Exit => say[ListWords.Of(Flag.Exit)],
        WorklistTab.ReExamine => say[ListWords.Of(Flag.ReExamine)],
        WorklistTab.Doubt => say["存疑匹配", "Doubtful matches"],
        WorklistTab.Objection => say["异议", "Objections"],
        WorklistTab.All => say["全部名单", "All lists"],
        _ => say["本周到期", "Due this week"],
    };

    public static string Of(Standing standing, Say say) => standing switch
    {
        Standing.Open => say["待办理", "to be done"],
        Standing.Objected => say["异议", "objected"],
        Standing.Closed => say["已办结", "closed"],
        _ => say["全部", "all"],
    };
}
