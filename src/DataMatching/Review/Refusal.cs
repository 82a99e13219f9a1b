namespace DataMatching.Review;

/// <summary>Why something may not be done: a code that stays, and a sentence for the reviewer in both languages, without personal data.</summary>
public sealed record Refusal(string Code, string Chinese, string English);
