using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Storage;

/// <summary>Households that share an ID number with some others, kept by number: a number that stands in thousands of files is kept thousands of times, not millions.</summary>
public sealed class HouseholdsBeside
{
    private readonly KeyRing _keys;
    private readonly ILookup<string, string> _bearers;

    internal HouseholdsBeside(KeyRing keys, IEnumerable<(byte[] Number, string Household)> bearers) =>
        (_keys, _bearers) = (keys, bearers.ToLookup(b => Convert.ToHexString(b.Number), b => b.Household, StringComparer.Ordinal));

    /// <summary>All of them, in no order that means anything.</summary>
    public IEnumerable<string> Keys => _bearers.SelectMany(households => households).Distinct(StringComparer.Ordinal);

    /// <summary>Those that share a number with this one, which is one of those they were looked up for; ordinal order.</summary>
    public IReadOnlyList<string> Of(Household household)
    {
        ArgumentNullException.ThrowIfNull(household);
        if (_bearers.Count == 0) return [];
        return [.. household.Members.Select(m => m.Id).OfType<ResidentId>().SelectMany(id => _bearers[Convert.ToHexString(UnionLanding.IdIndex(_keys, id))])
            .Where(key => !string.Equals(key, household.Key, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
