using DataMatching.Identity;
using DataMatching.Matching.Description;

namespace DataMatching.Matching;

/// <summary>Tier 4: whom a row is about that bears no number that can be used.</summary>
public sealed partial class UnionPeople
{
    private const int FirstOfJanuary = 101;

    private readonly List<PersonMarks> _marks = [];
    private readonly Lazy<(ulong Birth, int Person)[]> _byBirth;
    private readonly Lazy<(ulong Phone, int Person)[]> _byPhone;

    /// <summary>
    /// Our people whom the row's name and details fit, and how likely. Looked at are those of the same name, born on the same day (but for the first of January, which too many are) or with the same telephone.
    /// They compete: of two who fit alike neither is likelier than a half.
    /// </summary>
    /// <param name="rows">Of the delivery.</param>
    public DescribedRow MatchDescribed(PersonName name, PersonMarks row, long rows, MatchThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(thresholds);

        // Of whom nothing but his number is known, nothing but birth and sex can agree.
        return row.IsEmpty || (row.Birth == 0 && _marks.Count == 0) ? DescribedRow.Nobody : Weigh(name, row, rows, thresholds, _ => true);
    }

    private DescribedRow Weigh(PersonName name, PersonMarks row, long rows, MatchThresholds thresholds, Func<int, bool> among)
    {
        var (all, population, likely) = (1.0, DescriptionMatch.PopulationOf(rows, Count), new SortedDictionary<int, double>());
        foreach (var person in MayBeMeant(name, row))
        {
            // Many are born on a day, and few of them called alike.
            if (likely.ContainsKey(person) || !among(person) || NameOf(person) is var ours && DescriptionMatch.LikenessOf(ours, name) == NameLikeness.Different) continue;
            var match = DescriptionMatch.Of(ours, MarksOf(person), name, row, population);
            var odds = match.MayBe ? Math.Pow(2, match.TotalBits) : 0;
            likely.Add(person, odds);
            all += odds;
        }

        List<Match> matches = [];
        var (likeliest, most) = (-1, 0.0);
        foreach (var (person, odds) in likely)
        {
            if (thresholds.GradeOf(odds / all) is { } grade) matches.Add(new Match(person, grade));
            if (odds > most) (likeliest, most) = (person, odds);
        }

        return new DescribedRow(matches, likeliest, most / all);
    }

    private IEnumerable<int> MayBeMeant(PersonName name, PersonMarks row)
    {
        foreach (var person in Named(name)) yield return person;
        if (row.Birth % 10_000 != FirstOfJanuary)
        {
            foreach (var person in With(_byBirth.Value, (ulong)row.Birth)) yield return person;
        }

        foreach (var person in With(_byPhone.Value, row.Phone)) yield return person;
    }

    /// <summary>Those whose number is right need no more than what stands in it, unless they have more.</summary>
    private void Remember(int index, UnionPerson person)
    {
        if (person.Details.IsEmpty) return;
        while (_marks.Count < index) _marks.Add(default);
        _marks.Add(PersonMarks.Of(person.Details));
        if (person.Id is null) RememberUnnumbered(_marks[index]);
    }

    private PersonMarks MarksOf(int person)
    {
        var marks = person < _marks.Count ? _marks[person] : default;
        return ResidentId.FromBody(_bodies.Value[person]) is { } id ? marks.With(id) : marks;
    }

    /// <summary>All who have the mark, in its order; those without are left out.</summary>
    private (ulong Mark, int Person)[] Sorted(Func<PersonMarks, ulong> mark)
    {
        var sorted = new List<(ulong, int)>();
        for (var i = 0; i < Count; i++)
        {
            if (mark(MarksOf(i)) is > 0 and var own) sorted.Add((own, i));
        }

        sorted.Sort();
        return [.. sorted];
    }

    /// <summary>Those of a sorted list who have the mark, by index; nobody for 0.</summary>
    private static IEnumerable<int> With((ulong Mark, int Person)[] sorted, ulong mark)
    {
        if (mark == 0) yield break;
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (sorted[middle].Mark < mark) low = middle + 1;
            else high = middle;
        }

        for (; low < sorted.Length && sorted[low].Mark == mark; low++) yield return sorted[low].Person;
    }
}
