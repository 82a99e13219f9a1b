using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>Rules by name in lists, where one may come from an older program.</summary>
public static class ReasonWords
{
    /// <summary>The rule's Chinese name; its id where it has none.</summary>
    public static string Of(string rule) => RuleWords.Knows(rule) ? RuleWords.Of(rule).Name : rule;
}
