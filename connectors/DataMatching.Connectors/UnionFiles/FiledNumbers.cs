using System.Runtime.InteropServices;
using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>Whose numbers stand in files, so that a worker of the roll who has a file is not judged a second time on his own.</summary>
internal sealed class FiledNumbers
{
    private readonly HashSet<ResidentId> _sure = [];

    /// <summary>Numbers that are not enough to tell a person by: known to be borne by two, or his of before. There are few.</summary>
    private readonly Dictionary<ResidentId, List<HouseholdMember>> _byName = [];

    public void Add(HouseholdMember member)
    {
        for (var i = 0; i < member.FormerIds.Count; i++) AddByName(member.FormerIds[i], member);
        if (member.Id is not { } id) return;
        if (member.SharesId) AddByName(id, member);
        else _sure.Add(id);
    }

    /// <summary>True when the worker has a file: his number stands in one, and where it is a shared or a former number the name agrees as well.</summary>
    public bool Has(HouseholdMember worker) => worker.Id is { } id && (_sure.Contains(id) || _byName.GetValueOrDefault(id)?.Exists(m => IsNamedLike(worker, m)) == true);

    /// <summary>True when the worker's number is known to be borne by two, of whom the one with a file is not he.</summary>
    public bool IsSharedWith(HouseholdMember worker) => worker.Id is { } id && _byName.GetValueOrDefault(id)?.Exists(m => m.SharesId && m.Id == id && !IsNamedLike(worker, m)) == true;

    private static bool IsNamedLike(HouseholdMember worker, HouseholdMember member) => NameAgreements.Compare(worker.Name, member.Name) != NameAgreement.Different;

    private void AddByName(ResidentId number, HouseholdMember member) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_byName, number, out _) ??= []).Add(member);
}
