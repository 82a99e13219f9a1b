using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

internal static class Spans
{
    /// <summary>Every household: no sound key lies outside.</summary>
    public static readonly HouseholdSpan Whole = new("", "\uffff");
}
