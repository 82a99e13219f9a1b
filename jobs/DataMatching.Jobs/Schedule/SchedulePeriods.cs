using DataMatching.Storage;

namespace DataMatching.Jobs.Schedule;

/// <summary>A schedule and the time for which it was in force: after <paramref name="Since"/> (excluded), up to <paramref name="Until"/> (included).</summary>
internal sealed record SchedulePeriod(JobSchedule Schedule, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>
    /// The schedule in force and those it followed without a gap, the oldest first: what was due by an earlier one is owed still. Empty when the job is on no schedule. One that was noted while the clock
    /// was wrong has no time of its own.
    /// </summary>
    public static IReadOnlyList<SchedulePeriod> Of(IReadOnlyList<ScheduleVersion> versions, DateTimeOffset now)
    {
        var periods = new List<SchedulePeriod>();
        var until = now;
        for (var version = ScheduleTables.InForce(versions, now); version is not null && JobSchedule.OfWording(version.Wording) is { } schedule;)
        {
            periods.Add(new SchedulePeriod(schedule, version.Since, until));
            until = version.Since;
            version = versions.Where(v => v.Id < version.Id && v.Since < version.Since).OrderBy(v => v.Since).ThenBy(v => v.Id).LastOrDefault();
        }

        periods.Reverse();
        return periods;
    }
}
