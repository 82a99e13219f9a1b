using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>The three lists, and Keep for everybody who needs no action.</summary>
public enum Flag { Keep = 0, Add = 1, Exit = 2, ReExamine = 3 }

/// <summary>脱困, 解困, 其他退出.</summary>
public enum ExitKind { OutOfPoverty = 0, Relieved = 1, Ineligible = 2 }

/// <summary>Whether a rule's statement holds. Unknown is not no.</summary>
public enum Truth { NotMet = 0, Met = 1, Unknown = 2 }

/// <summary>
/// What the program found for one household in one quarter. It decides nothing: a person does.
/// <paramref name="Likelihood"/> and <paramref name="Consequence"/> are 1 to 10; <see cref="Priority"/> their product, 1 to 100.
/// </summary>
public sealed record Verdict(
    string Household,
    Flag Flag,
    ExitKind? ExitKind,
    IReadOnlyList<Reason> Reasons,
    Fact? DecisiveRecord,
    FlipDistance? Flip,
    IReadOnlyList<MissingEvidence> Missing,
    int Likelihood,
    int Consequence)
{
    public int Priority => Likelihood * Consequence;

    /// <summary>The quarter judged; null in a verdict that nobody decided (tests of other parts).</summary>
    public Time.Quarter? Quarter { get; init; }

    public Households.FileState State { get; init; }

    /// <summary>Id of the policy pack that was in force.</summary>
    public string Policy { get; init; } = "";

    /// <summary>What every rule said, in the order of <see cref="DataMatching.Policy.AllRules"/>.</summary>
    public IReadOnlyList<RuleFinding> Findings { get; init; } = [];

    /// <summary>The six-month ledger, oldest month first.</summary>
    public IReadOnlyList<MonthAssessment> Months { get; init; } = [];

    /// <summary>Vehicles, homes, deposits: what counts and what is exempt, with the reason.</summary>
    public IReadOnlyList<JudgedAsset> Assets { get; init; } = [];
}

/// <summary>The flag for which a rule speaks when it is Met.</summary>
public enum RuleKind { Exit = 0, Add = 1, ReExamine = 2 }

/// <summary>
/// What one rule said of the household. <paramref name="Applies"/>: the rule is one for files in this state; of one that does not apply only the truth is kept.
/// </summary>
public sealed record RuleFinding(
    string Rule, RuleKind Kind, bool Applies, Truth Truth, string Citation, string Text, IReadOnlyList<Fact> Facts, IReadOnlyList<MissingEvidence> Missing);

/// <summary>One rule that speaks for the flag, its clause, and the facts it rests on. <paramref name="Text"/> is Chinese, without personal data.</summary>
public sealed record Reason(string Rule, string Citation, string Text, IReadOnlyList<Fact> Facts);

/// <summary>
/// The smallest change of fact that would reverse the flag: an amount a month for the household (<paramref name="PerMonth"/>),
/// or <paramref name="Counterfactual"/>, the flag without the decisive record.
/// </summary>
public sealed record FlipDistance(Money? PerMonth, Flag? Counterfactual, string Text);

/// <summary>
/// What would settle an Unknown: which person, registry and dataset, which months, and what the answer was instead. Of a text that is missing
/// (<see cref="IsText"/>) the person is the household's key, and the months are those for which it is missing.
/// </summary>
public sealed record MissingEvidence(string Person, string Registry, string Dataset, IReadOnlyList<Time.Month> Months, Answer Answer)
{
    /// <summary>Stands for registry and dataset where a place has no standard for a month.</summary>
    public const string Standard = "standard";

    /// <summary>Stands for the registry where the policy's text has run out; the dataset is then the parameter's name.</summary>
    public const string PolicyText = "policy";

    /// <summary>True when no agency's answer is missing but a standard or a policy's text.</summary>
    public bool IsText => Registry is Standard or PolicyText;

    /// <param name="dataset">Registry, slash and name, as policies name it.</param>
    public bool IsOf(string dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Length == Registry.Length + 1 + Dataset.Length && dataset[Registry.Length] == '/'
            && dataset.StartsWith(Registry, StringComparison.Ordinal) && dataset.EndsWith(Dataset, StringComparison.Ordinal);
    }
}
