using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Landings;

/// <summary>Whose key may leave the house, and whose not.</summary>
[TestClass]
public sealed class GateTests
{
    private static readonly DateOnly Signed = new(2026, 3, 1), Expires = new(2026, 12, 31);
    private static readonly DateInterval Agreement = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 30));

    [TestMethod]
    [DataRow("2026-02-28", false)]
    [DataRow("2026-03-01", true)]
    [DataRow("2026-11-30", true)]
    [DataRow("2026-12-01", false)]
    public void Authorisation_and_agreement_count_on_their_first_and_last_day(string day, bool cleared)
    {
        var gate = Clear([Of(Adult, new Authorisation("H/1", ["tax"], new DateInterval(Signed, Expires)))], day);
        Assert.AreEqual(cleared, gate.Cleared.Count == 1);
        if (!cleared) Assert.AreEqual(day == "2026-12-01" ? GateRefusal.AgreementNotInForce : GateRefusal.AuthorisationNotInForce, gate.Refused.Keys.Single());
        else Assert.AreEqual((ClearanceBasis.Authorisation, Signed), (gate.Cleared[0].Basis, gate.Cleared[0].Signed!.Value));
    }

    [TestMethod]
    public void An_authorisation_for_other_registries_is_none()
    {
        Assert.AreEqual(GateRefusal.NoAuthorisation, Clear([Of(Adult, new Authorisation("H/1", ["vehicle"], DateInterval.Always))]).Refused.Keys.Single());
        Assert.AreEqual(GateRefusal.NoAuthorisation, Clear([Of(Adult)]).Refused.Keys.Single());
    }

    [TestMethod]
    [DataRow("2008-03-02", false, false)]
    [DataRow("2008-03-01", false, true)]
    [DataRow("2015-06-01", false, false)]
    [DataRow("2015-06-01", true, true)]
    public void Under_eighteen_on_the_day_of_signing_a_guardian_signs(string born, bool guardian, bool cleared)
    {
        var gate = Clear([Of(Born(born), new Authorisation("H/1", ["*"], new DateInterval(Signed, Expires), guardian))]);
        Assert.AreEqual(cleared, gate.Cleared.Count == 1);
        if (!cleared) Assert.AreEqual(GateRefusal.MinorWithoutGuardian, gate.Refused.Keys.Single());
        else Assert.AreEqual(guardian ? ClearanceBasis.Guardian : ClearanceBasis.Authorisation, gate.Cleared[0].Basis);
        Assert.AreEqual(cleared, Basis.Allows(Of(Born(born), new Authorisation("H/1", ["*"], new DateInterval(Signed, Expires), guardian)), "H/1", "tax", AgreementCovers.Authorised, new DateOnly(2026, 10, 1)), "matching asks the same");
    }

    [TestMethod]
    public void The_roll_covers_the_worker_and_nobody_else_of_his_family()
    {
        var family = Of(Adult) with { Members = [Member("H/1", Adult), Member("H/2", Born("1990-01-01"))] };
        var gate = Clear([family], covers: AgreementCovers.Roll);
        Assert.AreEqual(("H/1", ClearanceBasis.Roll, null), (gate.Cleared.Single().Person, gate.Cleared[0].Basis, gate.Cleared[0].Signed));
        Assert.AreEqual(1, gate.Refused[GateRefusal.NoAuthorisation]);
    }

    [TestMethod]
    public void Whoever_has_no_number_is_told_of_and_not_asked_about()
    {
        var gate = Clear([Of(null, new Authorisation("H/1", ["*"], DateInterval.Always))]);
        Assert.IsEmpty(gate.Cleared);
        CollectionAssert.AreEqual(new[] { "H/1" }, gate.Unnumbered.ToArray());
        Assert.AreEqual(1, gate.Refused[GateRefusal.NoUsableNumber]);
    }

    [TestMethod]
    [DataRow("2026-04-30", false)]
    [DataRow("2026-05-01", true)]
    public void Who_left_the_household_before_the_months_asked_about_is_not_asked(string left, bool cleared)
    {
        var member = Member("H/1", Adult) with { Membership = new DateInterval(null, DateOnly.Parse(left, System.Globalization.CultureInfo.InvariantCulture)) };
        var gate = Clear([Of(Adult, new Authorisation("H/1", ["*"], DateInterval.Always)) with { Members = [member] }]);
        Assert.AreEqual(cleared, gate.Cleared.Count == 1);
        if (!cleared) Assert.AreEqual(GateRefusal.NoLongerMember, gate.Refused.Keys.Single());
    }

    [TestMethod]
    public void A_number_is_asked_in_every_form_that_an_agency_may_have()
    {
        var old = Clear([Of(Adult, new Authorisation("H/1", ["*"], DateInterval.Always))]).Cleared[0];
        Assert.IsTrue(old.Numbers.Contains(Adult.Reveal()) && old.Numbers.Contains("440106800505001"));
        var young = Clear([Of(Born("2004-02-29"), new Authorisation("H/1", ["*"], DateInterval.Always))]).Cleared[0];
        Assert.IsTrue(young.Numbers.All(n => n.Length == 18));
        Assert.IsTrue(Enumerable.Range(1, 28).Select(d => Born($"1970-01-{d:00}")).Where(i => i.Reveal().EndsWith('X')).All(i => Clear([Of(i, new Authorisation("H/1", ["*"], DateInterval.Always))]).Cleared[0].Numbers.Count == 3));
    }

    internal static ResidentId Adult => Born("1980-05-05");

    /// <summary>A valid number of somebody born on the day.</summary>
    internal static ResidentId Born(string day)
    {
        var body = "440106" + day.Replace("-", "", StringComparison.Ordinal) + "001";
        return ResidentId.FromBody(long.Parse(body, System.Globalization.CultureInfo.InvariantCulture))!.Value;
    }

    internal static HouseholdMember Member(string person, ResidentId? id) =>
        new(person, PersonName.TryCreate("王强")!, id?.Reveal() ?? "?", id, person.EndsWith("/1", StringComparison.Ordinal) ? Relation.Principal : Relation.Child, true, false, false, DateInterval.Always);

    internal static Household Of(ResidentId? id, params Authorisation[] authorisations) =>
        new("H", new District(440106), FileState.Active, null, [], null, null, [Member("H/1", id)], authorisations, []);

    private static GateResult Clear(IEnumerable<Household> households, string day = "2026-10-01", AgreementCovers covers = AgreementCovers.Authorised) =>
        Gate.Clear(households, RegistryId.Tax, Agreement, covers, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new Month(2026, 5));
}
