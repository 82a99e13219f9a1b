using DataMatching.Assessment;
using DataMatching.Identity;

namespace DataMatching.Households;

/// <summary>
/// Finds the ID numbers that stand in more than one place of the union's files: the same person filed twice, or one number borne by two people.
/// Holds eight bytes a person while it looks, and afterwards only the numbers that repeat.
/// </summary>
public sealed class SharedNumbers
{
    private readonly Dictionary<long, List<Bearer>> _repeated = [];

    private sealed record Bearer(string Household, string Person, PersonName Name, FileState State);

    /// <param name="households">Every household, read once.</param>
    /// <param name="bearers">The households in which a number stands; asked for repeated numbers only.</param>
    public SharedNumbers(IEnumerable<Household> households, Func<ResidentId, IEnumerable<Household>> bearers)
    {
        var seen = new HashSet<long>();
        var repeated = new HashSet<ResidentId>();
        foreach (var member in households.SelectMany(h => h.Members))
        {
            if (member.Id is { } id && !seen.Add(id.Body)) repeated.Add(id);
        }

        foreach (var id in repeated) _repeated[id.Body] = BearersOf(id, bearers);
    }

    /// <summary>The other places where a number of this household stands, ordered by person.</summary>
    public IReadOnlyList<OtherFile> Of(Household household) => _repeated.Count == 0 ? [] : Others(household, id => _repeated.GetValueOrDefault(id.Body));

    /// <summary>The same for one household alone, without a look at all the others.</summary>
    /// <param name="bearers">The households in which a number stands.</param>
    public static IReadOnlyList<OtherFile> Of(Household household, Func<ResidentId, IEnumerable<Household>> bearers) => Others(household, id => BearersOf(id, bearers));

    private static List<Bearer> BearersOf(ResidentId id, Func<ResidentId, IEnumerable<Household>> bearers) =>
        [.. bearers(id).SelectMany(h => h.Members.Where(m => m.Id == id).Select(m => new Bearer(h.Key, m.Person, m.Name, h.State))).OrderBy(b => b.Person, StringComparer.Ordinal)];

    private static List<OtherFile> Others(Household household, Func<ResidentId, List<Bearer>?> bearersOf)
    {
        var others = new List<OtherFile>();
        foreach (var member in household.Members)
        {
            if (member.Id is not { } id || bearersOf(id) is not { } bearers) continue;
            foreach (var bearer in bearers)
            {
                if (bearer.Person == member.Person) continue;
                var same = NameAgreements.Compare(member.Name, bearer.Name) != NameAgreement.Different;
                others.Add(new OtherFile(member.Person, bearer.Household, bearer.Person, bearer.State, same));
            }
        }

        return others;
    }
}
