using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>People of one question by their numbers; a number may be borne by several.</summary>
internal sealed class KeyedPeople(IReadOnlyList<Clearance> people)
{
    private readonly ILookup<long, Clearance> _byNumber = people.ToLookup(p => p.Id.Body);

    public IReadOnlyList<Clearance> All => people;

    public IEnumerable<Clearance> By(ResidentId id) => _byNumber[id.Body];

    /// <summary>Every way in which an agency may have written the numbers; a database compares texts. Each once, in order.</summary>
    public IReadOnlyList<string> Texts() => [.. _byNumber.SelectMany(g => g.First().Numbers).Order(StringComparer.Ordinal)];
}
