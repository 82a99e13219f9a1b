using System.Text.Json;
using DataMatching.Time;

namespace DataMatching.Jobs.Work;

/// <summary>What goes with a quarter's job. <paramref name="Repin"/>: takes what is known now. <paramref name="Cutoff"/>: the newest as-of date that counts, null for the site's.</summary>
public sealed record QuarterOptions(bool Repin, DateOnly? Cutoff)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static QuarterOptions FromJson(string json) => json.Length == 0 ? new QuarterOptions(false, null) : JsonSerializer.Deserialize<QuarterOptions>(json, Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>How far the job is that runs now. <paramref name="Since"/>: when the step began. <paramref name="RowsPerSecond"/>: of this step so far, null when it reads no rows or has read none yet.</summary>
public sealed record RunningJob(long Job, DateTimeOffset Began, string? Step, DateTimeOffset Since, long Done, long? Total, long Rows, long? RowsPerSecond, bool Stopping);
