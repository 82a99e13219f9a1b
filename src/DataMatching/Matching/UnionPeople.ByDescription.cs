using System.Security.Cryptography;
using System.Text;
using DataMatching.Evidence;
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

    /// <summary>A telephone that more of our people have is an office's or made up, and says nothing.</summary>
    private const int MostOfOneTelephone = 6;

    /// <summary>Of several who may be meant together, whoever is so much less likely than the likeliest is none of them.</summary>
    private const double LeastOfLikeliest = 0.1;

    /// <summary>
    /// Our people whom the row's name and details fit, and how likely. Looked at are those of the same name, born on the same day (but for the first of January, which too many are) or with the same telephone.
    /// They compete: of two who fit alike neither is likelier than a half; but where the row is likelier than not one of theirs, it is doubtful for each of them, however many they are.
    /// </summary>
    /// <param name="rows">Of the delivery.</param>
    /// <param name="mayBeShown">Whether somebody, by index, may be the likeliest that is told; null: anybody.</param>
    public DescribedRow MatchDescribed(PersonName name, PersonMarks row, long rows, MatchThresholds thresholds, Func<int, bool>? mayBeShown = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(thresholds);

        // Of whom nothing but his number is known, nothing but birth and sex can agree.
        return row.IsEmpty || (row.Birth == 0 && _marks.Count == 0) ? DescribedRow.Nobody : Weigh(name, row, rows, thresholds, _ => true, mayBeShown);
    }

    private DescribedRow Weigh(PersonName name, PersonMarks row, long rows, MatchThresholds thresholds, Func<int, bool> among, Func<int, bool>? mayBeShown = null)
    {
        if (With(_byPhone.Value, row.Phone).Skip(MostOfOneTelephone).Any()) row = row with { Phone = 0 };
        var (all, population, likely) = (1.0, DescriptionMatch.PopulationOf(rows, Count), new SortedDictionary<int, (double Odds, bool Contradicts)>());
        foreach (var person in MayBeMeant(name, row))
        {
            // Many are born on a day, and few of them called alike.
            if (likely.ContainsKey(person) || !among(person) || NameOf(person) is var ours && DescriptionMatch.LikenessOf(ours, name) == NameLikeness.Different) continue;
            var match = DescriptionMatch.Of(ours, MarksOf(person), name, row, population);
            var odds = match.MayBe ? Math.Pow(2, match.TotalBits) : 0;
            likely.Add(person, (odds, match.Contradicts));
            all += odds;
        }

        var most = likely.Count == 0 ? 0 : likely.Values.Max(l => l.Odds);
        var isOneOfOurs = (all - 1) / all >= MatchThresholds.LeastProbable;
        List<Match> matches = [];
        var (shown, shownGrade, shownOdds) = (-1, (MatchGrade?)null, 0.0);
        foreach (var (person, (odds, contradicts)) in likely)
        {
            var grade = thresholds.GradeOf(odds / all, contradicts) ?? (isOneOfOurs && odds >= LeastOfLikeliest * most ? MatchGrade.Doubtful : null);
            if (grade is { } of) matches.Add(new Match(person, of));
            if (odds > shownOdds && mayBeShown?.Invoke(person) != false) (shown, shownGrade, shownOdds) = (person, grade, odds);
        }

        return new DescribedRow(matches, shown, shownOdds / all, shownGrade);
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

    /// <summary>SHA-256 in hex of all by which somebody is compared: name and marks. The same on every machine.</summary>
    public string DigestOf(int person)
    {
        var of = MarksOf(person);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{NameOf(person).Written}\n{of.Birth}\n{of.Sex}\n{of.Phone}\n{of.Address}\n{of.Employer}"))));
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
