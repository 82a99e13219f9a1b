namespace DataMatching.Jobs;

/// <summary>How far a step is. <paramref name="Total"/> null: not known beforehand.</summary>
public sealed record StepProgress(string Step, long Done, long? Total);
