using DataMatching.Identity;
using DataMatching.Matching.Linkage.Blocking;

namespace DataMatching.Matching;

/// <summary>By name alone: whom a row may be about whose number a spreadsheet damaged, or that has none. A damaged one is nobody's evidence; it only takes away that there is no record.</summary>
public sealed partial class UnionPeople
{
    private readonly Lazy<(ulong Name, int Person)[]> _byName;
    private readonly Lazy<long[]> _bodies;

    /// <summary>Our people whose name is the same once folded and whose own number, where they have a right one, may have been the damaged one; by index.</summary>
    public IReadOnlyList<int> MayBeDamaged(PersonName name, DamagedNumber number)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. Named(name).Where(person => _bodies.Value[person] is var body && (body == 0 || number.MayBe(body)))];
    }

    /// <summary>Our people whose name is the same once folded, by index.</summary>
    private IEnumerable<int> Named(PersonName name)
    {
        foreach (var person in With(_byName.Value, KeyHash.Of(name.Key)))
        {
            if (NameOf(person).Key == name.Key) yield return person;
        }
    }

    private (ulong Name, int Person)[] SortNames()
    {
        var names = new (ulong Name, int Person)[Count];
        for (var i = 0; i < names.Length; i++) names[i] = (KeyHash.Of(NameOf(i).Key), i);
        Array.Sort(names);
        return names;
    }

    /// <summary>Each person's own number; 0 where he has no right one.</summary>
    private long[] OwnBodies()
    {
        var bodies = new long[Count];
        foreach (var slot in _slots)
        {
            if (slot.Body == 0) continue;
            foreach (var bearer in Bearers(slot.Body))
            {
                if ((bearer & (SlipBit | FormerBit)) == 0) bodies[bearer & PersonBits] = slot.Body;
            }
        }

        return bodies;
    }
}
