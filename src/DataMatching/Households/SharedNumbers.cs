using DataMatching.Assessment;
using DataMatching.Identity;

namespace DataMatching.Households;

/// <summary>
/// Finds the ID numbers that stand in more than one place of the union's files: the same person filed twice, or one number borne by two people.
/// Fed once with every household; holds eight bytes a person and more only for numbers that repeat.
/// </summary>
public sealed class SharedNumbers
{
    private readonly Dictionary<long, List<Bearer>> _repeated = [];

    private sealed record Bearer(string Household, string Person, PersonName Name, FileState State);

    /// <param name="households">Called twice: numbers are counted first, and the bearers of repeated ones collected then.</param>
    public SharedNumbers(Func<IEnumerable<Household>> households)
    {
        var seen = new HashSet<long>();
        foreach (var member in households().SelectMany(h => h.Members))
        {
            if (member.Id is { } id && !seen.Add(id.Body)) _repeated.TryAdd(id.Body, []);
        }

        if (_repeated.Count == 0) return;
        foreach (var household in households())
        {
            foreach (var member in household.Members)
            {
                if (member.Id is { } id && _repeated.TryGetValue(id.Body, out var bearers))
                    bearers.Add(new Bearer(household.Key, member.Person, member.Name, household.State));
            }
        }
    }

    /// <summary>The other places where a number of this household stands, ordered by person.</summary>
    public IReadOnlyList<OtherFile> Of(Household household)
    {
        if (_repeated.Count == 0) return [];
        var others = new List<OtherFile>();
        foreach (var member in household.Members)
        {
            if (member.Id is not { } id || !_repeated.TryGetValue(id.Body, out var bearers)) continue;
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
