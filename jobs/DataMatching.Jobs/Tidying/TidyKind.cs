namespace DataMatching.Jobs.Tidying;

/// <summary>What was removed of a kind, or (nothing removed) would be. <paramref name="Rows"/> of the database; <paramref name="Files"/> with their <paramref name="Bytes"/>; <paramref name="Left"/>: files that could not be removed.</summary>
public sealed record TidiedKind(string Kind, int Days, long Rows, long Files, long Bytes, long Left);

/// <summary>What tidying is asked for: up to which moment and day things of a kind are old, and whether they are removed or only counted.</summary>
internal sealed record TidyOrder(Site Site, DateOnly Today, int Days, bool Remove, CancellationToken Cancel)
{
    /// <summary>What ended before this moment is old.</summary>
    public DateTimeOffset Before => Site.Clock.GetUtcNow().AddDays(-Days);

    /// <summary>What is of a day before this one is old.</summary>
    public DateOnly Since => Today.AddDays(-Days);
}

/// <summary>What is removed of one kind.</summary>
internal sealed record Removed(long Rows = 0, RemovedFiles Files = default);

/// <summary>
/// A kind of thing that is removed when it is old and nothing needs it. <paramref name="Days"/>: after how many days, where config/site.json says nothing; <paramref name="Least"/>: the fewest that may be
/// configured, so that nothing goes that the schedule, a night made up for or a repeated command still looks at.
/// </summary>
internal sealed record TidyKind(string Name, int Days, int Least, Func<TidyOrder, Removed> Remove)
{
    /// <summary>The most days that may be configured.</summary>
    public const int Most = 36_500;
}
