namespace DataMatching.Jobs;

/// <summary>On whose word something is done that the program would not do by itself, and why: one line each, without blanks around it.</summary>
internal sealed record WhoAndWhy(string Who, string Why)
{
    /// <summary>Characters of a name, and of a reason.</summary>
    private const int LongestName = 100, LongestReason = 2000;

    /// <param name="what">What he answers for, as in "the batch".</param>
    /// <param name="expected">What the reason is expected to say.</param>
    /// <exception cref="JobRefused">A text is missing, too long, or no single line.</exception>
    public static WhoAndWhy Of(string who, string why, string what, string expected)
    {
        var word = new WhoAndWhy(who.Trim(), why.Trim());
        if (word.Who.Length == 0) throw new JobRefused($"--who is empty. Expected the name of who answers for {what}.");
        if (word.Why.Length == 0) throw new JobRefused($"--why is empty. Expected {expected}.");
        if (word.Who.Length > LongestName || word.Why.Length > LongestReason) throw new JobRefused($"--who may have {LongestName} characters, --why {LongestReason}.");
        if (word.Who.Any(char.IsControl) || word.Why.Any(char.IsControl)) throw new JobRefused("--who and --why have to be one line each, without control characters.");
        return word;
    }
}
