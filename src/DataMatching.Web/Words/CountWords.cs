using DataMatching.Storage;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>Numbers of cases; a plus says that there are more than were counted.</summary>
public static class CountWords
{
    /// <summary><c>1,000+</c></summary>
    public static string Of(CaseCount count) => ListWords.Of(count.Number) + (count.Exact ? "" : "+");
}
