using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;

namespace DataMatching.Web.Worklists;

/// <summary>What a search came to. <paramref name="Fault"/>: why the text cannot be searched for; it holds nothing of the text.</summary>
public sealed record SearchResult(IReadOnlyList<CaseListing> Found, IdFault Fault, bool Cut);

/// <summary>Finds cases by the whole name or the ID number of one of the household's people, or by the household's number; within the account's district.</summary>
public sealed class SearchCases(Store store, SignedIn who)
{
    private const int Most = 50, LongestText = 64, FewestDigits = 8;

    /// <returns>Null when nothing was typed that could be a name or a number.</returns>
    public SearchResult? For(Quarter quarter, string? text)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length is 0 or > LongestText) return null;
        var scope = who.Required.Scope;
        if (store.Cases.FindByHousehold(quarter, typed.ToUpperInvariant(), scope) is { } one) return new SearchResult([one.Listing], IdFault.None, false);
        var reading = ResidentIdReader.Read(typed);
        if (reading.Id is { } id) return Cut(store.Cases.Search(quarter, scope, id, Most + 1));
        if (typed.Count(char.IsDigit) >= FewestDigits) return new SearchResult([], reading.Fault, false);
        return PersonName.TryCreate(typed) is { } name ? Cut(store.Cases.Search(quarter, scope, name, Most + 1)) : null;
    }

    private static SearchResult Cut(IReadOnlyList<CaseListing> found) => new([.. found.Take(Most)], IdFault.None, found.Count > Most);
}
