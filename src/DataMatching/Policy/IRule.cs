using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy;

/// <summary>One named check: the class is called as the statement that is true when it is Met (docs/rules.md).</summary>
public interface IRule
{
    /// <summary>Kebab case; its clause stands in the packs under this id.</summary>
    string Id { get; }

    RuleKind Kind { get; }

    /// <summary>The states of a file in which the rule may speak for a flag.</summary>
    bool AppliesTo(FileState state) => state == FileState.Active;

    /// <summary>Whether the statement holds. Looks at nothing but the assessment.</summary>
    Finding Evaluate(HouseholdAssessment a);
}

/// <summary>A rule that speaks for an exit, and for which kind.</summary>
public interface IExitRule : IRule
{
    ExitKind ExitKind { get; }
}

/// <summary>
/// A rule's answer with the facts it rests on. <paramref name="Text"/>: Chinese, amounts, months and registries' words, nothing personal.
/// <paramref name="Missing"/>: what would settle it.
/// </summary>
public sealed record Finding(Truth Truth, string Text, IReadOnlyList<Fact> Facts, IReadOnlyList<MissingEvidence> Missing)
{
    public static Finding Met(string text, IEnumerable<Fact> facts, IEnumerable<MissingEvidence>? missing = null) =>
        new(Truth.Met, text, [.. facts], [.. missing ?? []]);

    public static Finding NotMet(string text = "") => new(Truth.NotMet, text, [], []);

    public static Finding Unknown(string text, IEnumerable<MissingEvidence>? missing = null, IEnumerable<Fact>? facts = null) =>
        new(Truth.Unknown, text, [.. facts ?? []], [.. missing ?? []]);

    /// <summary>Met when there are facts; otherwise Unknown when an answer is missing, or NotMet.</summary>
    public static Finding Of(IReadOnlyCollection<Fact> facts, string met, IReadOnlyList<MissingEvidence> missing) =>
        facts.Count > 0 ? Met(met, facts) : missing.Count > 0 ? Unknown("未得到全部答复", missing) : NotMet();
}
