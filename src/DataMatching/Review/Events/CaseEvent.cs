namespace DataMatching.Review;

/// <summary>
/// Something that was done to a case. Events are appended and never changed; the case is their fold. May hold personal data (what a person said, names of
/// visitors): whoever keeps it encrypts it.
/// </summary>
/// <param name="Sequence">Its place among the case's events: 1 for the opening, then without a gap.</param>
/// <param name="At">When it was recorded, with the offset of the place; its day is the one on the wall there.</param>
/// <param name="By">Account that recorded it.</param>
public abstract record CaseEvent(long Sequence, DateTimeOffset At, long By)
{
    /// <summary>The day on which it was recorded.</summary>
    public DateOnly Recorded => DateOnly.FromDateTime(At.DateTime);

    /// <summary>The step of a plan that it does; null for what may be recorded beside the steps.</summary>
    public virtual StepKind? Does => null;

    /// <summary>The day on which it happened, where that is told apart from the recording and the order of days matters.</summary>
    public virtual DateOnly? Happened => null;

    /// <summary>The photos and scans that belong to it.</summary>
    public IEnumerable<Attachment> Files => EventForm.Attachments(this);
}

/// <summary>A file kept with a case: <paramref name="Hash"/> is the SHA-256 of its bytes in 64 lower-case hex digits, <paramref name="Name"/> what people call it.</summary>
public sealed record Attachment(string Hash, string Name);
