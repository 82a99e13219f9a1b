using System.Globalization;
using System.Text.Json;
using Quartz;

namespace DataMatching.Jobs.Schedule;

/// <summary>Reads the schedule of one job out of config/schedule.json; every fault is told with its place.</summary>
internal static class JobScheduleReader
{
    private const string Fields = "cron, timeZone, days, missed, window";

    /// <summary>Null when it cannot be read, or is null.</summary>
    public static JobSchedule? Read(JsonElement job, string place, List<ConfigurationError> errors)
    {
        if (job.ValueKind == JsonValueKind.Null) return null;
        if (job.ValueKind != JsonValueKind.Object)
        {
            Fault(place, job, $"an object with {Fields}, or null for no schedule");
            return null;
        }

        var schedule = new JobSchedule("");
        var said = new HashSet<string>(StringComparer.Ordinal);
        var before = errors.Count;
        foreach (var field in job.EnumerateObject())
        {
            var at = $"{place}.{field.Name}";
            if (!said.Add(field.Name)) errors.Add(new ConfigurationError(SiteSchedule.File, at, "it a second time", "each field once"));
            schedule = field.Name switch
            {
                "cron" => schedule with { Cron = Cron(field.Value, at) },
                "timeZone" => schedule with { TimeZone = Zone(field.Value, at) },
                "days" => schedule with { Days = OneOf(field.Value, at, Enum.GetValues<ScheduledDays>(), JobSchedule.NameOf) },
                "missed" => schedule with { Missed = OneOf(field.Value, at, Enum.GetValues<MissedRule>(), JobSchedule.NameOf) },
                "window" => schedule with { Window = Window(field.Value, at) },
                _ => Unknown(field, at),
            };
        }

        if (!said.Contains("cron")) errors.Add(new ConfigurationError(SiteSchedule.File, place + ".cron", "nothing", "when it is due, such as \"0 30 1 * * ?\" for 01:30 every day"));
        return errors.Count == before ? schedule : null;

        JobSchedule Unknown(JsonProperty field, string at)
        {
            errors.Add(new ConfigurationError(SiteSchedule.File, at, field.Value.ValueKind.ToString(), Fields));
            return schedule;
        }

        void Fault(string at, JsonElement found, string expected) => errors.Add(new ConfigurationError(SiteSchedule.File, at, found.GetRawText(), expected));

        string Cron(JsonElement value, string at)
        {
            const string Expected = "second, minute, hour, day of the month, month, day of the week (and a year if you like), such as \"0 30 1 * * ?\"";
            var words = Text(value)?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var cron = words is { Length: 6 or 7 } ? string.Join(' ', words) : null;
            try
            {
                if (cron is not null) return new CronExpression(cron).CronExpressionString;
                Fault(at, value, Expected);
            }
            catch (FormatException e)
            {
                Fault(at, value, $"{Expected} ({e.Message.TrimEnd('.')})");
            }

            return "";
        }

        string? Zone(JsonElement value, string at)
        {
            if (value.ValueKind == JsonValueKind.Null) return null;
            if (Text(value) is { } name && name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)) return name;
            Fault(at, value, "an IANA name that this machine knows, such as \"Asia/Shanghai\", or null for the machine's own");
            return null;
        }

        T OneOf<T>(JsonElement value, string at, T[] known, Func<T, string> name)
            where T : struct
        {
            var text = Text(value);
            foreach (var one in known)
            {
                if (name(one) == text) return one;
            }

            Fault(at, value, string.Join(" or ", known.Select(k => $"\"{name(k)}\"")));
            return default;
        }

        TimeWindow? Window(JsonElement value, string at)
        {
            if (value.ValueKind == JsonValueKind.Null) return null;
            if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Count() == 2 && Time(value, "from") is { } from && Time(value, "to") is { } to && from != to) return new TimeWindow(from, to);
            Fault(at, value, "{\"from\": \"22:00\", \"to\": \"06:00\"} with two different times of day, or null for any time");
            return null;
        }

        static TimeOnly? Time(JsonElement window, string name) =>
            window.TryGetProperty(name, out var value) && TimeOnly.TryParseExact(Text(value), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

        static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
