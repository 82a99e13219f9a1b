using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Matching;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>The people of an import as matching needs them: an index by number and name, and for each registry whom it may be asked about.</summary>
internal sealed class UnionUnderMatch
{
    private readonly Dictionary<string, List<(int Person, DateOnly? From, DateOnly? To)>> _authorised = new(StringComparer.Ordinal);
    private readonly List<bool> _onRoll = [];

    public UnionUnderMatch(IEnumerable<Household> households) => Index = new UnionPeople(People(households));

    public UnionPeople Index { get; }

    /// <summary>Whom the registry may be asked about on the day.</summary>
    public IBasis BasisFor(RegistrySettings settings, DateOnly on)
    {
        var allowed = new System.Collections.BitArray(Index.Count);
        if (settings.Covers == AgreementCovers.Roll)
        {
            for (var i = 0; i < _onRoll.Count; i++) allowed[i] = _onRoll[i];
        }

        foreach (var name in new[] { "*", settings.Registry })
        {
            foreach (var (person, from, to) in _authorised.GetValueOrDefault(name) ?? [])
            {
                if ((from is null || from <= on) && (to is null || on <= to)) allowed[person] = true;
            }
        }

        return new AllowedPeople(allowed);
    }

    /// <summary>The household of a person key (household/number).</summary>
    public static string HouseholdOf(string person) => person[..person.LastIndexOf('/')];

    private IEnumerable<UnionPerson> People(IEnumerable<Household> households)
    {
        var index = 0;
        foreach (var household in households)
        {
            var first = index;
            foreach (var member in household.Members)
            {
                _onRoll.Add(ReferenceEquals(member, household.Principal));
                index++;
                yield return new UnionPerson(member.Person, member.Id, member.IdAsWritten, member.Name);
            }

            foreach (var authorisation in household.Authorisations) Remember(household, first, authorisation);
        }
    }

    private void Remember(Household household, int first, Authorisation authorisation)
    {
        for (var i = 0; i < household.Members.Count; i++)
        {
            if (household.Members[i].Person != authorisation.Person || !Basis.Suffices(authorisation, household.Members[i].Id)) continue;
            foreach (var registry in authorisation.Registries)
            {
                if (!_authorised.TryGetValue(registry, out var people)) _authorised[registry] = people = [];
                people.Add((first + i, authorisation.Valid.Start, authorisation.Valid.End));
            }
        }
    }

    private sealed class AllowedPeople(System.Collections.BitArray allowed) : IBasis
    {
        public bool Allows(int person) => allowed[person];
    }
}

/// <summary>Puts a scan's evidence into a batch's transaction, and keeps the first bad rows for a refusal.</summary>
internal sealed class StoreSink(FactWriter writer, UnionUnderMatch people, UnfoldedPlaces? places = null) : IExtractSink
{
    private const int ShownBadRows = 1000;
    private readonly List<QuarantinedRow> _bad = [];

    public IReadOnlyList<QuarantinedRow> FirstBadRows => _bad;

    public void Add(int person, Fact fact) => writer.Add(UnionUnderMatch.HouseholdOf(people.Index.KeyOf(person)), fact);

    /// <summary>Of an unfolded file the row is named as the delivered one has it: part, sheet and number there.</summary>
    public void SetAside(QuarantinedRow row)
    {
        if (places?.Named(row.Line) is var (number, place)) row = row with { Line = number, Reason = place + row.Reason };
        if (_bad.Count < ShownBadRows) _bad.Add(row);
        writer.SetAside(row);
    }
}
