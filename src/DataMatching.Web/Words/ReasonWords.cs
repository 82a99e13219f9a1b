using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>Rules by name in lists, where one may come from an older program.</summary>
public static class ReasonWords
{
    /// <summary>The rule's name; its id where it has none.</summary>
    public static Word Of(string rule) => RuleWords.Knows(rule) ? RuleWords.Of(rule).Name : Word.Same(rule);

    /// <summary>What a reviewer does about it next; null where the rule is not known.</summary>
    public static Word? NextStep(string rule) => RuleWords.Knows(rule) ? RuleWords.Of(rule).NextStep : null;
}
