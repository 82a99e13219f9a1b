using System.Text.Json;
using DataMatching.Storage;

namespace DataMatching.Jobs.Schedule;

/// <summary>config/schedule.json: when each job is due; null: only when somebody starts it.</summary>
public sealed record SiteSchedule(JobSchedule? Night, JobSchedule? Quarter, JobSchedule? Tidy = null)
{
    /// <summary>The file, as faults name it.</summary>
    public const string File = "config/schedule.json";

    /// <summary>Nothing runs by itself.</summary>
    public static readonly SiteSchedule None = new(null, null);

    /// <summary>The jobs that can be on it.</summary>
    public static readonly IReadOnlyList<JobKind> Jobs = [JobKind.Night, JobKind.Quarter, JobKind.Tidy];

    /// <summary>The schedule of a job; null when it has none.</summary>
    public JobSchedule? Of(JobKind kind) => kind switch
    {
        JobKind.Night => Night,
        JobKind.Quarter => Quarter,
        JobKind.Tidy => Tidy,
        _ => null,
    };

    /// <summary>Reads it; every fault is added to <paramref name="errors"/>, and the job has no schedule instead.</summary>
    public static SiteSchedule Parse(string json, List<ConfigurationError> errors)
    {
        const string Expected = "night, quarter, tidy; each with a schedule or null";
        var schedule = None;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new ConfigurationError(File, "$", document.RootElement.ValueKind.ToString(), "an object with " + Expected));
                return schedule;
            }

            var said = new HashSet<string>(StringComparer.Ordinal);
            foreach (var job in document.RootElement.EnumerateObject())
            {
                var place = "$." + job.Name;
                if (!said.Add(job.Name)) errors.Add(new ConfigurationError(File, place, "it a second time", "each job once"));
                if (job.Name == "night") schedule = schedule with { Night = JobScheduleReader.Read(job.Value, place, errors) };
                else if (job.Name == "quarter") schedule = schedule with { Quarter = JobScheduleReader.Read(job.Value, place, errors) };
                else if (job.Name == "tidy") schedule = schedule with { Tidy = JobScheduleReader.Read(job.Value, place, errors) };
                else errors.Add(new ConfigurationError(File, place, job.Value.ValueKind.ToString(), Expected));
            }

            // Sites of before have no line for tidy: nothing is removed there until they ask for it.
            foreach (var job in Jobs.Select(ScheduledWork.NameOf).Where(name => name != "tidy" && !said.Contains(name)))
                errors.Add(new ConfigurationError(File, "$." + job, "nothing", "its schedule, or null when it runs only when somebody starts it"));
        }
        catch (JsonException e)
        {
            errors.Add(new ConfigurationError(File, $"line {e.LineNumber + 1}", "text that is not JSON", "a JSON object"));
        }

        return schedule;
    }
}
