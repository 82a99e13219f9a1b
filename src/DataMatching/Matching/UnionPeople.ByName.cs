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
        var names = _byName.Value;
        var wanted = KeyHash.Of(name.Key);
        var (low, high) = (0, names.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (names[middle].Name < wanted) low = middle + 1;
            else high = middle;
        }

        for (; low < names.Length && names[low].Name == wanted; low++)
        {
            if (NameOf(names[low].Person).Key == name.Key) yield return names[low].Person;
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
