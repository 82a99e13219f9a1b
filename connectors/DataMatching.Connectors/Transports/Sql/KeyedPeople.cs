using System.Globalization;
using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>People of one question by their numbers; a number may be borne by several.</summary>
internal sealed class KeyedPeople(IReadOnlyList<Clearance> people)
{
    private static readonly DateOnly Fifteen = new(1900, 1, 1), Eighteen = new(2000, 1, 1);
    private readonly ILookup<long, Clearance> _byNumber = people.ToLookup(p => p.Id.Body);

    public IReadOnlyList<Clearance> All => people;

    public IEnumerable<Clearance> By(ResidentId id) => _byNumber[id.Body];

    /// <summary>Every way in which an agency may have written the numbers; a database compares texts. Each once, in order.</summary>
    public IReadOnlyList<string> Texts() => [.. _byNumber.SelectMany(g => Forms(g.First().Id)).Order(StringComparer.Ordinal)];

    /// <summary>18 characters; with a small x; and the old 15 digits of those born in the 20th century.</summary>
    private static IEnumerable<string> Forms(ResidentId id)
    {
        var text = id.Reveal();
        yield return text;
        if (text[17] == 'X') yield return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 17)}x");
        if (id.Birth >= Fifteen && id.Birth < Eighteen) yield return string.Concat(text.AsSpan(0, 6), text.AsSpan(8, 9));
    }
}
