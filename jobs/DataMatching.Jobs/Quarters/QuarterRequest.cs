namespace DataMatching.Jobs;

/// <summary>
/// How a quarter is to be run. <paramref name="Today"/>: the business date. <paramref name="Cutoff"/>: the newest as-of date that counts, by default the quarter's last
/// day and the site's cutoff days. <paramref name="Repin"/>: takes what is known now instead of what the quarter pinned. <paramref name="Preview"/>: keeps
/// neither pins nor verdicts, whatever the day, and writes to a folder of its own.
/// </summary>
public sealed record QuarterRequest(DateOnly Today, DateOnly? Cutoff = null, bool Repin = false, bool Preview = false);
