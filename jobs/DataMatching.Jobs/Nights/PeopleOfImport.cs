using System.Collections;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Quarters;

namespace DataMatching.Jobs;

/// <summary>
/// The people of an import as a night needs them, from one reading of it: an index by number and name, where they live, and what they signed. A hundred bytes a person, or little more.
/// </summary>
internal sealed class PeopleOfImport
{
    private readonly List<Home> _homes = [];
    private readonly List<Signed> _signed = [];
    private readonly List<IReadOnlyList<string>> _registries = [];
    private readonly Dictionary<string, int> _registriesByName = new(StringComparer.Ordinal);

    public PeopleOfImport(IEnumerable<Household> households) => Index = new UnionPeople(People(households));

    public UnionPeople Index { get; }

    /// <summary>Where households live: each district once, in no order that means anything.</summary>
    public IEnumerable<District> Districts => _homes.Select(h => h.District).Distinct();

    /// <summary>Where somebody lives, by index.</summary>
    public District DistrictOf(int person)
    {
        var (low, high) = (0, _homes.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_homes[middle].Principal <= person) low = middle;
            else high = middle - 1;
        }

        return _homes[low].District;
    }

    /// <summary>The household of a person key (household/number).</summary>
    public static string HouseholdOf(string person) => person[..person.LastIndexOf('/')];

    /// <summary>Whom the registry may be asked about on the day.</summary>
    public IBasis BasisFor(RegistrySettings settings, DateOnly on)
    {
        var allowed = new BitArray(Index.Count);
        if (settings.Covers == AgreementCovers.Roll)
        {
            foreach (var home in _homes) allowed[home.Principal] = true;
        }

        var named = _registries.ConvertAll(r => r.Contains("*", StringComparer.Ordinal) || r.Contains(settings.Registry, StringComparer.Ordinal));
        foreach (var signed in _signed)
        {
            if (signed.Suffices && named[signed.Registries] && signed.HoldsOn(on)) allowed[signed.Person] = true;
        }

        return new AllowedPeople(allowed);
    }

    /// <summary>On which days, up to <paramref name="upTo"/> (included), somebody of a district began to be asked about at a registry (* for all): each once.</summary>
    public IReadOnlySet<(DateOnly On, District District, string Registry)> Begun(DateOnly upTo)
    {
        var found = new HashSet<(int From, int District, int Registries)>();
        var home = 0;
        foreach (var signed in _signed)
        {
            while (home + 1 < _homes.Count && _homes[home + 1].Principal <= signed.Person) home++;
            if (signed.From > 0 && signed.From <= upTo.DayNumber) found.Add((signed.From, _homes[home].District.Code, signed.Registries));
        }

        return found.SelectMany(f => _registries[f.Registries].Select(r => (DateOnly.FromDayNumber(f.From), new District(f.District), r))).ToHashSet();
    }

    /// <summary>
    /// Files in which, of somebody who may be asked about on the day, the last authorisation that holds then ends by <paramref name="until"/> (included): how many people that is, and the
    /// first day on which one ends. In the order of the import.
    /// </summary>
    public IEnumerable<(string Household, District District, int People, DateOnly First)> Expiring(DateOnly day, DateOnly until)
    {
        var at = 0;
        for (var i = 0; i < _homes.Count; i++)
        {
            var end = i + 1 < _homes.Count ? _homes[i + 1].Principal : Index.Count;
            var (people, first) = (0, int.MaxValue);
            while (at < _signed.Count && _signed[at].Person < end)
            {
                var (person, last) = (_signed[at].Person, 0);
                for (; at < _signed.Count && _signed[at].Person == person; at++)
                {
                    if (_signed[at].HoldsOn(day)) last = Math.Max(last, _signed[at].To);
                }

                if (last == 0 || last > until.DayNumber) continue;
                people++;
                first = Math.Min(first, last);
            }

            if (people > 0 && _homes[i].State is FileState.Active or FileState.Monitored)
                yield return (HouseholdOf(Index.KeyOf(_homes[i].Principal)), _homes[i].District, people, DateOnly.FromDayNumber(first));
        }
    }

    private IEnumerable<UnionPerson> People(IEnumerable<Household> households)
    {
        var index = 0;
        foreach (var household in households)
        {
            _homes.Add(new Home(index, household.District, household.State));
            foreach (var member in household.Members)
            {
                Remember(household, member, index++);
                yield return new UnionPerson(member.Person, member.Id, member.IdAsWritten, member.Name) { FormerIds = member.FormerIds, SharesId = member.SharesId, Details = member.Details };
            }
        }
    }

    private void Remember(Household household, HouseholdMember member, int person)
    {
        for (var i = 0; i < household.Authorisations.Count; i++)
        {
            var authorisation = household.Authorisations[i];
            if (!string.Equals(authorisation.Person, member.Person, StringComparison.Ordinal)) continue;
            _signed.Add(new Signed(
                person, authorisation.Valid.Start?.DayNumber ?? 0, authorisation.Valid.End?.DayNumber ?? int.MaxValue, NumberOf(authorisation.Registries), Basis.Suffices(authorisation, member.Id)));
        }
    }

    /// <summary>Few differ: the same registries are kept once.</summary>
    private int NumberOf(IReadOnlyList<string> registries)
    {
        var name = registries.Count == 1 ? registries[0] : string.Join(';', registries);
        if (_registriesByName.TryGetValue(name, out var number)) return number;
        _registries.Add(registries);
        return _registriesByName[name] = _registries.Count - 1;
    }

    private sealed class AllowedPeople(BitArray allowed) : IBasis
    {
        public bool Allows(int person) => allowed[person];
    }

    /// <param name="Principal">The index of its first person.</param>
    private readonly record struct Home(int Principal, District District, FileState State);

    /// <summary>What one signed: days as day numbers, 0 and the largest number where an edge is open.</summary>
    private readonly record struct Signed(int Person, int From, int To, int Registries, bool Suffices)
    {
        public bool HoldsOn(DateOnly day) => From <= day.DayNumber && day.DayNumber <= To;
    }
}
