using DataMatching.Storage;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Operations;

/// <summary>What the worker does and is to do, as the part of a page that refreshes itself shows it. <paramref name="Ended"/>: the job that ended last, when it did within a quarter of an hour.</summary>
internal sealed record WorkNow(JobUnderWay? UnderWay, IReadOnlyList<Job> Open, Job? Ended, IReadOnlyDictionary<long, string> Names, DateTimeOffset At)
{
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(15);

    public static WorkNow Of(IOperations operations, Store store, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var open = store.Jobs.Unfinished();
        var last = store.Jobs.Latest(20).Where(j => !j.IsOpen).MaxBy(j => j.EndedAt);
        var ended = last?.EndedAt > now - Recently ? last : null;
        var names = open.Append(ended).Select(j => j?.AskedBy).OfType<long>().Distinct().ToDictionary(id => id, id => store.Accounts.Find(id)?.DisplayName ?? "？");
        return new WorkNow(operations.Now, open, ended, names, now);
    }

    /// <summary>Who asked; null: the schedule.</summary>
    public string? NameOf(Job job) => job.AskedBy is { } id ? Names.GetValueOrDefault(id, "？") : null;
}
