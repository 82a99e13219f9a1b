using DataMatching.Identity;
using DataMatching.Matching.Description;

namespace DataMatching.Matching;

/// <summary>Tier 4: whom a row is about that bears no number that can be used.</summary>
public sealed partial class UnionPeople
{
    private readonly List<PersonMarks> _marks = [];

    /// <summary>
    /// Our people of that name whom the row's details fit, with the grade that follows from how likely each of them is; by index. They compete: of two who fit alike neither is likelier than a half.
    /// A name of which a character is lost is not enough to look by.
    /// </summary>
    /// <param name="rows">Of the delivery.</param>
    public IReadOnlyList<Match> MatchDescribed(PersonName name, PersonMarks row, long rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        // Of whom nothing but his number is known, nothing but birth and sex can agree.
        if (row.IsEmpty || (row.Birth == 0 && _marks.Count == 0) || name.Key.Contains(NameKey.Lost, StringComparison.Ordinal)) return [];
        var (all, likely) = (1.0, new List<(int Person, double Odds)>());
        foreach (var person in Named(name))
        {
            var match = DescriptionMatch.Of(name, MarksOf(person), row, DescriptionMatch.PopulationOf(rows, Count));
            if (!match.MayBe) continue;
            var odds = Math.Pow(2, match.TotalBits);
            likely.Add((person, odds));
            all += odds;
        }

        List<Match> matches = [];
        foreach (var (person, odds) in likely)
        {
            if (DescriptionMatch.GradeOf(odds / all) is { } grade) matches.Add(new Match(person, grade));
        }

        return matches;
    }

    /// <summary>Those whose number is right need no more than what stands in it, unless they have more.</summary>
    private void Remember(int index, UnionPerson person)
    {
        if (person.Details.IsEmpty) return;
        while (_marks.Count < index) _marks.Add(default);
        _marks.Add(PersonMarks.Of(person.Details));
    }

    private PersonMarks MarksOf(int person)
    {
        var marks = person < _marks.Count ? _marks[person] : default;
        return ResidentId.FromBody(_bodies.Value[person]) is { } id ? marks.With(id) : marks;
    }
}
