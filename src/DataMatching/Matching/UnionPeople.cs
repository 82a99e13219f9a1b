using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>One person of the union's files, as matching needs him.</summary>
public sealed record UnionPerson(string Person, ResidentId? Id, string IdAsWritten, PersonName Name);

/// <summary>One of our people that a row may be about. <paramref name="Index"/>: his place in <see cref="UnionPeople"/>.</summary>
public readonly record struct Match(int Index, MatchGrade Grade);

/// <summary>
/// The union's people held compactly, to be met by the rows of an extract: tiers 1 to 3 of DESIGN.md 7 by ID number and name.
/// About 70 bytes a person. A person whose own number fails its check digit is found by the numbers one slip away from it.
/// Rows without a usable number (tier 4, probabilistic) are not matched here.
/// </summary>
public sealed class UnionPeople
{
    private const int SlipBit = 1 << 30, LostBit = 1 << 29, PersonBits = LostBit - 1;
    private readonly CompactStrings _keys = new();
    private readonly CompactStrings _names = new();
    private readonly List<int> _entryPerson = [];
    private readonly List<int> _entryNext = [];
    private long[] _bodies = new long[1024];
    private int[] _heads = new int[1024];
    private ulong[] _filter = [];
    private int _filterShift;
    private int _used;

    public UnionPeople(IEnumerable<UnionPerson> people)
    {
        foreach (var person in people) Add(person);
        BuildFilter();
    }

    public int Count => _keys.Count;

    /// <summary>The person key (household/number) of an index.</summary>
    public string KeyOf(int index) => _keys[index];

    /// <summary>A quick no: false means that nobody bears the number, true that probably somebody does.</summary>
    public bool MayHave(long body)
    {
        var mixed = Mix(body);
        var bits = FilterBits(mixed);
        return (_filter[mixed >> _filterShift] & bits) == bits;
    }

    /// <summary>True when the number is in the index, as somebody's own or as a slip of somebody's.</summary>
    public bool Has(long body) => MayHave(body) && Find(body) >= 0;

    /// <summary>
    /// The one person who bears this number as his own and is written with exactly these UTF-8 bytes, no character of them lost: what <see cref="Match"/> calls Certain.
    /// False says nothing: then ask <see cref="Match"/>.
    /// </summary>
    public bool TryMatchExact(long body, ReadOnlySpan<byte> name, out int person)
    {
        person = -1;
        if (!MayHave(body) || Find(body) is not (>= 0 and var slot)) return false;
        var entry = _heads[slot];
        if (_entryNext[entry] >= 0 || (_entryPerson[entry] & ~PersonBits) != 0 || !_names.Is(_entryPerson[entry], name)) return false;
        person = _entryPerson[entry];
        return true;
    }

    /// <summary>
    /// Whom a row with this valid number and this name is about. Of several people who bear the number, those whose name agrees; only when none does, all of them as Conflict.
    /// A slip needs a name that agrees.
    /// </summary>
    public IReadOnlyList<Match> Match(long body, PersonName? name)
    {
        if (!Has(body)) return [];
        List<Match> agreed = [], conflicts = [];
        for (var entry = _heads[Find(body)]; entry >= 0; entry = _entryNext[entry])
        {
            var person = _entryPerson[entry] & PersonBits;
            var slip = (_entryPerson[entry] & SlipBit) != 0;
            var agreement = name is null ? NameAgreement.Different : NameAgreements.Compare(NameOf(person), name);
            if (agreement == NameAgreement.Different)
            {
                if (!slip) conflicts.Add(new Match(person, MatchGrade.Conflict));
            }
            else
            {
                agreed.Add(new Match(person, agreement == NameAgreement.Same && !slip ? MatchGrade.Certain : MatchGrade.Probable));
            }
        }

        return agreed.Count > 0 ? agreed : conflicts;
    }

    /// <summary>Whom a row is about whose number fails: people whose number is one slip away and whose name agrees, as Probable.</summary>
    public IReadOnlyList<Match> MatchSlips(string written, PersonName? name)
    {
        if (name is null) return [];
        List<Match> matches = [];
        foreach (var neighbour in ResidentIdSlips.Neighbours(written))
        {
            if (!Has(neighbour)) continue;
            for (var entry = _heads[Find(neighbour)]; entry >= 0; entry = _entryNext[entry])
            {
                var person = _entryPerson[entry] & PersonBits;
                if ((_entryPerson[entry] & SlipBit) != 0 || NameAgreements.Compare(NameOf(person), name) == NameAgreement.Different) continue;
                if (!matches.Exists(m => m.Index == person)) matches.Add(new Match(person, MatchGrade.Probable));
            }
        }

        return matches;
    }

    private PersonName NameOf(int person) => PersonName.TryCreate(_names[person])!;

    private void Add(UnionPerson person)
    {
        var index = _keys.Add(person.Person);
        _names.Add(person.Name.Written);
        if (person.Id is { } id)
        {
            // Two lost characters look alike and need not have been the same one.
            Insert(id.Body, person.Name.Key.Contains('\uFFFD', StringComparison.Ordinal) ? index | LostBit : index);
            return;
        }

        foreach (var neighbour in ResidentIdSlips.Neighbours(person.IdAsWritten)) Insert(neighbour, index | SlipBit);
    }

    private void Insert(long body, int person)
    {
        if (_used * 2 >= _bodies.Length) Grow();
        var slot = Slot(_bodies, body);
        if (_bodies[slot] == 0)
        {
            _bodies[slot] = body;
            _heads[slot] = -1;
            _used++;
        }

        _entryPerson.Add(person);
        _entryNext.Add(_heads[slot]);
        _heads[slot] = _entryPerson.Count - 1;
    }

    private int Find(long body)
    {
        var slot = Slot(_bodies, body);
        return _bodies[slot] == body ? slot : -1;
    }

    private void Grow()
    {
        var bodies = new long[_bodies.Length * 2];
        var heads = new int[bodies.Length];
        for (var i = 0; i < _bodies.Length; i++)
        {
            if (_bodies[i] == 0) continue;
            var slot = Slot(bodies, _bodies[i]);
            bodies[slot] = _bodies[i];
            heads[slot] = _heads[i];
        }

        (_bodies, _heads) = (bodies, heads);
    }

    private static int Slot(long[] bodies, long body)
    {
        var mask = bodies.Length - 1;
        var slot = (int)(Mix(body) & (ulong)mask);
        while (bodies[slot] != 0 && bodies[slot] != body) slot = (slot + 1) & mask;
        return slot;
    }

    /// <summary>About sixteen bits a number, three of one word set: small enough to stay in the processor's cache while the table does not.</summary>
    private void BuildFilter()
    {
        var words = 1;
        while ((1L << words) * 64 < _used * 16L) words++;
        _filterShift = 64 - words;
        _filter = new ulong[1 << words];
        foreach (var body in _bodies)
        {
            if (body != 0) _filter[Mix(body) >> _filterShift] |= FilterBits(Mix(body));
        }
    }

    private static ulong FilterBits(ulong mixed) => (1UL << (int)(mixed & 63)) | (1UL << (int)((mixed >> 6) & 63)) | (1UL << (int)((mixed >> 12) & 63));

    private static ulong Mix(long body)
    {
        unchecked
        {
            var x = (ulong)body * 0x9E3779B97F4A7C15UL;
            x ^= x >> 32;
            return x * 0xD6E8FEB86659FD93UL;
        }
    }
}
