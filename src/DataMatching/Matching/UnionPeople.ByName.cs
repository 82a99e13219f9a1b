using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>By name alone: whom a row may be about whose number a spreadsheet damaged. Such a row is nobody's evidence; it only takes away that there is no record.</summary>
public sealed partial class UnionPeople
{
    private readonly Lazy<(ulong Name, int Person)[]> _byName;
    private readonly Lazy<long[]> _bodies;

    /// <summary>Our people whose name is the same once folded and whose own number, where they have a right one, may have been the damaged one; by index.</summary>
    public IReadOnlyList<int> MayBeDamaged(PersonName name, DamagedNumber number)
    {
        ArgumentNullException.ThrowIfNull(name);
        var names = _byName.Value;
        var wanted = HashOf(name.Key);
        var (low, high) = (0, names.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (names[middle].Name < wanted) low = middle + 1;
            else high = middle;
        }

        List<int> found = [];
        for (; low < names.Length && names[low].Name == wanted; low++)
        {
            var (person, body) = (names[low].Person, _bodies.Value[names[low].Person]);
            if ((body == 0 || number.MayBe(body)) && NameOf(person).Key == name.Key) found.Add(person);
        }

        return found;
    }

    private (ulong Name, int Person)[] SortNames()
    {
        var names = new (ulong Name, int Person)[Count];
        for (var i = 0; i < names.Length; i++) names[i] = (HashOf(NameOf(i).Key), i);
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

    private static ulong HashOf(string text)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
            return hash;
        }
    }
}
