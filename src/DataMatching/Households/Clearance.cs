using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Households;

/// <summary>On what a person may be asked about.</summary>
public enum ClearanceBasis
{
    /// <summary>His own signed authorisation (授权书).</summary>
    Authorisation = 0,

    /// <summary>A guardian's, for a minor (监护人签署).</summary>
    Guardian = 1,

    /// <summary>Membership of the roll, where the agreement covers it.</summary>
    Roll = 2,
}

/// <summary>What became of the question about one person.</summary>
public enum PersonAnswer
{
    /// <summary>Asked, or to be asked: no answer yet.</summary>
    Asked = 0,

    Found = 1,

    /// <summary>Answered: known absent.</summary>
    NoRecord = 2,

    /// <summary>The agency will not tell.</summary>
    Refused = 3,

    /// <summary>No usable answer.</summary>
    Failed = 4,
}

/// <summary>Why a person is not asked about.</summary>
public enum GateRefusal
{
    /// <summary>协议不在有效期</summary>
    AgreementNotInForce = 0,

    /// <summary>没有授权, or it is for other registries.</summary>
    NoAuthorisation = 1,

    /// <summary>授权已过期或尚未开始</summary>
    AuthorisationNotInForce = 2,

    /// <summary>未成年人须由监护人签署</summary>
    MinorWithoutGuardian = 3,

    /// <summary>The file has no number by which the agency could find him.</summary>
    NoUsableNumber = 4,

    /// <summary>已不是家庭成员: he left the household before the first month that is asked about.</summary>
    NoLongerMember = 5,
}

/// <summary>
/// That one person may be asked about, at one registry, for one purpose, on one day. Only <see cref="Gate"/> makes one: a transport that takes nothing else cannot send a key that was
/// not cleared.
/// </summary>
public sealed record Clearance
{
    internal Clearance(string person, ResidentId id, PersonName name, ClearanceBasis basis, DateOnly? signed, DateOnly? until = null) =>
        (Person, Id, Name, Basis, Signed, Until) = (person, id, name, basis, signed, until);

    /// <summary>Key of the person, such as <c>KN00001027/2</c>.</summary>
    public string Person { get; }

    public ResidentId Id { get; }
    public PersonName Name { get; }
    public ClearanceBasis Basis { get; }

    /// <summary>The number in every form that an agency may have it in: eighteen digits, with a small x, and the fifteen of before 1999 for those born in the last century.</summary>
    public IReadOnlyList<string> Numbers
    {
        get
        {
            var full = Id.Reveal();
            var small = full.ToLowerInvariant();
            List<string> forms = small == full ? [full] : [full, small];
            if (full.AsSpan(6, 2) is "19") forms.Add(string.Concat(full.AsSpan(0, 6), full.AsSpan(8, 9)));
            return forms;
        }
    }

    /// <summary>The day of the authorisation's signing; null where the basis is the roll.</summary>
    public DateOnly? Signed { get; }

    /// <summary>The last day of the authorisation, included; null where the basis is the roll.</summary>
    public DateOnly? Until { get; }
}

/// <summary>What the gate said of everybody: who is cleared, in the order of the files, and how many are not, by reason.</summary>
/// <param name="Unnumbered">Keys of people who might be asked about and have no number to ask by: of them nothing will be known.</param>
public sealed record GateResult(IReadOnlyList<Clearance> Cleared, IReadOnlyDictionary<GateRefusal, int> Refused, IReadOnlyList<string> Unnumbered);

/// <summary>Before a key leaves the house: is there an agreement, and a basis for this person, at this registry, on this day? (先授权、后核对; 个人信息保护法 art. 13, 31)</summary>
public static class Gate
{
    /// <summary>Everybody of these households who may be asked about. Nobody, when the agreement is not in force on the day.</summary>
    /// <param name="households">Those of the delivery's district.</param>
    /// <param name="registry">Who is asked.</param>
    /// <param name="agreement">The days on which the sharing agreement is in force, both edges included.</param>
    /// <param name="covers">Whom it covers.</param>
    /// <param name="on">The day on which the keys leave.</param>
    /// <param name="first">The first month asked about: who left the household before it is no longer our business.</param>
    public static GateResult Clear(IEnumerable<Household> households, string registry, DateInterval agreement, AgreementCovers covers, DateOnly on, Month first)
    {
        ArgumentNullException.ThrowIfNull(households);
        var cleared = new List<Clearance>();
        var refused = new SortedDictionary<GateRefusal, int>();
        var unnumbered = new List<string>();
        foreach (var household in households)
        {
            foreach (var member in household.Members)
            {
                var refusal = !agreement.Contains(on) ? GateRefusal.AgreementNotInForce
                    : member.Membership.End < first.FirstDay ? GateRefusal.NoLongerMember
                    : Look(household, member, registry, covers, on, cleared);
                if (refusal is { } why) refused[why] = refused.GetValueOrDefault(why) + 1;
                if (refusal == GateRefusal.NoUsableNumber) unnumbered.Add(member.Person);
            }
        }

        return new GateResult(cleared, refused, unnumbered);
    }

    private static GateRefusal? Look(Household household, HouseholdMember member, string registry, AgreementCovers covers, DateOnly on, List<Clearance> cleared)
    {
        if (Basis.Of(household, member, registry, covers, on) is not var (basis, signed, until)) return Why(household, member, registry, on);
        if (member.Id is not { } id) return GateRefusal.NoUsableNumber;
        cleared.Add(new Clearance(member.Person, id, member.Name, basis, signed, until));
        return null;
    }

    private static GateRefusal Why(Household household, HouseholdMember member, string registry, DateOnly on)
    {
        var his = household.Authorisations.Where(a => string.Equals(a.Person, member.Person, StringComparison.Ordinal) && a.Names(registry)).ToList();
        if (his.Count == 0) return GateRefusal.NoAuthorisation;
        return his.Exists(a => a.Valid.Contains(on)) ? GateRefusal.MinorWithoutGuardian : GateRefusal.AuthorisationNotInForce;
    }
}
