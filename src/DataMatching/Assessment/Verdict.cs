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
}

/// <summary>One rule that speaks for the flag, its clause, and the facts it rests on. <paramref name="Text"/> is Chinese, without personal data.</summary>
public sealed record Reason(string Rule, string Citation, string Text, IReadOnlyList<Fact> Facts);

/// <summary>
/// The smallest change of fact that would reverse the flag: an amount a month for the household (<paramref name="PerMonth"/>),
/// or <paramref name="Counterfactual"/>, the flag without the decisive record.
/// </summary>
public sealed record FlipDistance(Money? PerMonth, Flag? Counterfactual, string Text);

/// <summary>What would settle an Unknown: which person, registry and dataset, which months, and what the answer was instead.</summary>
public sealed record MissingEvidence(string Person, string Registry, string Dataset, IReadOnlyList<Time.Month> Months, Answer Answer);
