namespace DataMatching.Jobs;

/// <summary>How far a step is. <paramref name="Total"/> null: not known beforehand. <paramref name="Rows"/>: rows of data read so far, 0 in steps that read none.</summary>
public sealed record StepProgress(string Step, long Done, long? Total, long Rows = 0);
