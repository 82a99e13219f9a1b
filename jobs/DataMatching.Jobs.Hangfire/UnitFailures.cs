namespace DataMatching.Jobs.Hangfire;

/// <summary>Something was in the way of a unit that may pass: Hangfire tries it again. What the exception that was in the way said is not told here: it may repeat data.</summary>
public sealed class UnitAgainException(string told) : Exception(told);

/// <summary>A unit can't be done, and is not tried again by itself.</summary>
public sealed class UnitFailedException(string told) : Exception(told);
