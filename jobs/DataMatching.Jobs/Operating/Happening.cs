namespace DataMatching.Jobs.Operating;

/// <summary>
/// Something that happened while the site was worked on, in words and numbers that are of no person: <paramref name="Event"/> such as <c>step-done</c>; <paramref name="Run"/> such as <c>night/2026-09-30</c>;
/// <paramref name="Unit"/> counts from 0. There is no room for anything else on purpose: what could be read from a file has no place in a log.
/// </summary>
internal sealed record Happening(string Event, string? Run = null, string? Step = null, int? Unit = null)
{
    /// <summary>A registry and dataset that this program knows, and the district of a delivery.</summary>
    public (string Registry, string Dataset, int? Scope)? Of { get; init; }

    public long? Batch { get; init; }

    /// <summary>The how manieth beginning of a unit or job; null where it is the only one.</summary>
    public int? Attempt { get; init; }

    public TimeSpan? Took { get; init; }

    /// <summary>Counts by name, in their order.</summary>
    public IReadOnlyList<(string Name, long Count)> Counts { get; init; } = [];

    /// <summary>What failed: the kind alone. A <see cref="JobRefused"/> brings its sentence, which holds no personal data.</summary>
    public Exception? Failure { get; init; }

    /// <summary>What failed, in a word of the program's own, where no exception says it.</summary>
    public string? Problem { get; init; }

    /// <summary>How loud: <c>error</c> what ends work, <c>warning</c> what somebody should look at, else <c>info</c>.</summary>
    public string Level => Event.EndsWith("-failed", StringComparison.Ordinal) ? "error" : Failure is not null || Problem is not null || Event.EndsWith("-refused", StringComparison.Ordinal) ? "warning" : "info";
}
