using System.Globalization;

namespace DataMatching.Storage;

/// <summary>Somebody else has noted something of the case first: read it again and decide again. Nothing was stored.</summary>
public sealed class CaseConflictException(long reviewCase, int expected, int found) : StoreException(string.Create(
    CultureInfo.InvariantCulture, $"Case {reviewCase} has gone on meanwhile: its last event is {found}, not {expected}. Read it again; nothing was stored."))
{
    public long Case => reviewCase;

    /// <summary>The last event that the caller knew.</summary>
    public int Expected => expected;

    /// <summary>The last event there is.</summary>
    public int Found => found;
}
