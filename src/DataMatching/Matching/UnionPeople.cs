using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>One person of the union's files, as matching needs him.</summary>
public sealed record UnionPerson(string Person, ResidentId? Id, string IdAsWritten, PersonName Name)
{
    /// <summary>Valid numbers he had before; none is today's.</summary>
    public IReadOnlyList<ResidentId> FormerIds { get; init; } = [];

    /// <summary>His number is known to be another person's as well.</summary>
    public bool SharesId { get; init; }

    /// <summary>What is known of him besides, for rows without a number.</summary>
    public PersonDetails Details { get; init; } = PersonDetails.None;
}

/// <summary>One of our people that a row may be about. <paramref name="Index"/>: his place in <see cref="UnionPeople"/>.</summary>
public readonly record struct Match(int Index, MatchGrade Grade);

/// <summary>
/// The union's people held compactly, to be met by the rows of an extract: tiers 1 to 3 of DESIGN.md 7 by ID number and name, tier 4 by name and details.
/// About 70 bytes a person, and 32 more where details are known. A person whose own number fails its check digit is found by the numbers one slip away from it.
/// </summary>
public sealed partial class UnionPeople
{
    private const int SlipBit = 1 << 30, LostBit = 1 << 29, SharedBit = 1 << 28, FormerBit = 1 << 27, PersonBits = FormerBit - 1;
    private const int FewestBits = 10, PartBits = 8;
    /// <summary>Answers of <see cref="LookUp"/> that are no person.</summary>
    public const int Nobody = -1, Several = -2, Unread = -3, Unnumbered = -4;

    private readonly CompactPeople _people = new();

    /// <summary>Bearers of numbers that several bear: a person with his bits, and the next bearer or -1.</summary>
    private readonly List<(int Person, int Next)> _shared = [];
    private Slot[] _slots = [];
    private ulong[] _filter = [];
    private int _filterShift;
    private int _used;

    public UnionPeople(IEnumerable<UnionPerson> people)
    {
        var numbers = new List<(long Body, int Bearer)>();
        foreach (var person in people) Add(person, numbers);
        BuildTable(numbers);
        BuildFilter();
        _byName = new Lazy<(ulong Name, int Person)[]>(SortNames);
        _bodies = new Lazy<long[]>(OwnBodies);
        _byBirth = new Lazy<(ulong, int)[]>(() => Sorted(m => (ulong)m.Birth));
        _byPhone = new Lazy<(ulong, int)[]>(() => Sorted(m => m.Phone));
    }

    public int Count => _people.Count;

    /// <summary>The person key (household/number) of an index.</summary>
    public string KeyOf(int index) => _people.KeyOf(index);

    /// <summary>A quick no: false means that nobody bears the number, true that probably somebody does.</summary>
    public bool MayHave(long body)
    {
        var mixed = Mix(body);
        var bits = FilterBits(mixed);
        return (_filter[mixed >> _filterShift] & bits) == bits;
    }

    /// <summary>
    /// Looks many numbers up at once, several times as fast as one by one since memory is waited for together. A number's answer is <see cref="Nobody"/>, the
    /// person who alone bears it as his own, or <see cref="Several"/>; for 0, which is no number, it is <see cref="Unread"/>, and for one of nobody's <see cref="Unnumbered"/> where <see cref="MayBeUnnumbered"/> says so.
    /// </summary>
    /// <param name="found">At least as many places as there are numbers.</param>
    public void LookUp(ReadOnlySpan<long> bodies, Span<int> found)
    {
        var hits = 0;
        Span<int> places = stackalloc int[bodies.Length];
        for (var i = 0; i < bodies.Length; i++)
        {
            found[i] = bodies[i] == 0 ? Unread : Nobody;
            places[hits] = i;
            if (MayHave(bodies[i])) hits++;
        }

        foreach (var i in places[..hits])
        {
            var slot = Find(bodies[i]);
            if (slot.Body != 0) found[i] = slot.Bearer >= 0 && (slot.Bearer & ~PersonBits) == 0 ? slot.Bearer : Several;
        }

        if (_birthsUnnumbered is null) return;
        for (var i = 0; i < bodies.Length; i++)
        {
            if (found[i] == Nobody && MayBeUnnumbered(bodies[i])) found[i] = Unnumbered;
        }
    }

    /// <summary>True when the number is in the index, as somebody's own or as a slip of somebody's.</summary>
    public bool Has(long body) => MayHave(body) && Find(body).Body != 0;

    /// <summary>True when the person, found by <see cref="LookUp"/>, is written with exactly these UTF-8 bytes: then the match is Certain. False says nothing: ask <see cref="Match"/>.</summary>
    public bool IsWritten(int person, ReadOnlySpan<byte> name) => person >= 0 && name.SequenceEqual(_people.NameOf(person));

    /// <summary>
    /// Whom a row with this valid number and this name is about. Of several people who bear the number, those whose name agrees; only when none does, all of them as Conflict.
    /// A slip needs a name that agrees.
    /// </summary>
    public IReadOnlyList<Match> Match(long body, PersonName? name)
    {
        List<Match> agreed = [], conflicts = [];
        foreach (var bearer in Bearers(body))
        {
            var person = bearer & PersonBits;
            var number = (bearer & SlipBit) != 0 ? NumberAgreement.Slip : (bearer & FormerBit) != 0 ? NumberAgreement.Former : (bearer & SharedBit) != 0 ? NumberAgreement.Shared : NumberAgreement.Equal;
            var agreement = name is null ? NameAgreement.Different : NameAgreements.Compare(NameOf(person), name);

            // Of one whose own number fails the same may be a slip away and have been his before.
            if (agreed.Exists(m => m.Index == person)) continue;
            if (MatchRule.GradeOf(number, agreement, name is null) is { } grade) (grade == MatchGrade.Conflict ? conflicts : agreed).Add(new Match(person, grade));
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
            if (!MayHave(neighbour)) continue;
            foreach (var bearer in Bearers(neighbour))
            {
                var person = bearer & PersonBits;
                if ((bearer & (SlipBit | FormerBit)) != 0 || matches.Exists(m => m.Index == person)) continue;
                if (MatchRule.GradeOf(NumberAgreement.Slip, NameAgreements.Compare(NameOf(person), name), nameMissing: false) is { } grade) matches.Add(new Match(person, grade));
            }
        }

        return matches;
    }

    private PersonName NameOf(int person) => PersonName.TryCreate(Encoding.UTF8.GetString(_people.NameOf(person)))!;

    /// <summary>Who bears a number, with their bits; the last added first.</summary>
    private IEnumerable<int> Bearers(long body)
    {
        var slot = Find(body);
        if (slot.Body == 0) yield break;
        if (slot.Bearer >= 0) yield return slot.Bearer;
        for (var at = ~slot.Bearer; at >= 0; at = _shared[at].Next) yield return _shared[at].Person;
    }

    private void Add(UnionPerson person, List<(long Body, int Bearer)> numbers)
    {
        var index = _people.Add(person.Person, person.Name.Written);
        Remember(index, person);
        for (var i = 0; i < person.FormerIds.Count; i++) numbers.Add((person.FormerIds[i].Body, index | FormerBit));
        if (person.Id is { } id)
        {
            var shared = person.SharesId ? SharedBit : 0;

            // Two lost characters look alike and need not have been the same one.
            numbers.Add((id.Body, person.Name.Key.Contains(NameKey.Lost, StringComparison.Ordinal) ? index | LostBit | shared : index | shared));
            return;
        }

        foreach (var neighbour in ResidentIdSlips.Neighbours(person.IdAsWritten)) numbers.Add((neighbour, index | SlipBit));
    }

    /// <summary>
    /// Puts the numbers into a table of at most half of its places. They are first parted by where in the table they will stand, so that each part is
    /// written while it is in the processor's cache: with a million people several times as fast as one by one.
    /// </summary>
    private void BuildTable(List<(long Body, int Bearer)> numbers)
    {
        var bits = Math.Max(FewestBits, BitOperations.Log2((uint)numbers.Count | 1) + 2);
        _slots = new Slot[1 << bits];
        var shift = bits - Math.Min(bits, PartBits);
        var places = new int[(1 << PartBits) + 1];
        var all = CollectionsMarshal.AsSpan(numbers);
        foreach (var (body, _) in all) places[(Home(body, _slots.Length) >> shift) + 1]++;
        for (var part = 0; part < 1 << PartBits; part++) places[part + 1] += places[part];
        var parted = new (long Body, int Bearer)[all.Length];
        foreach (var number in all) parted[places[Home(number.Body, _slots.Length) >> shift]++] = number;
        foreach (var (body, bearer) in parted) Insert(body, bearer);
    }

    private void Insert(long body, int bearer)
    {
        ref var slot = ref Place(_slots, body);
        if (slot.Body == 0)
        {
            slot = new Slot(body, bearer);
            _used++;
            return;
        }

        if (slot.Bearer >= 0)
        {
            _shared.Add((slot.Bearer, -1));
            slot = new Slot(body, ~(_shared.Count - 1));
        }

        _shared.Add((bearer, ~slot.Bearer));
        slot = new Slot(body, ~(_shared.Count - 1));
    }

    private Slot Find(long body) => Place(_slots, body);

    /// <summary>The slot that holds the number, or the free one where it would stand.</summary>
    private static ref Slot Place(Slot[] slots, long body)
    {
        var mask = slots.Length - 1;
        var place = Home(body, slots.Length);
        while (slots[place].Body != 0 && slots[place].Body != body) place = (place + 1) & mask;
        return ref slots[place];
    }

    private static int Home(long body, int slots) => (int)(Mix(body) & (ulong)(slots - 1));

    /// <summary>About sixteen bits a number, three of one word set: small enough to stay in the processor's cache while the table does not.</summary>
    private void BuildFilter()
    {
        var words = 1;
        while ((1L << words) * 64 < _used * 16L) words++;
        _filterShift = 64 - words;
        _filter = new ulong[1 << words];
        foreach (var slot in _slots)
        {
            if (slot.Body != 0) _filter[Mix(slot.Body) >> _filterShift] |= FilterBits(Mix(slot.Body));
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

    /// <summary>A number (0: free) and who bears it: a person with his bits, or the complement of a place in the shared ones.</summary>
    private readonly record struct Slot(long Body, int Bearer);
}
