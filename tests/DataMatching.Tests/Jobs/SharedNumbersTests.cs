using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>Numbers that stand in more than one file.</summary>
[TestClass]
public sealed class SharedNumbersTests
{
    private static readonly ResidentId One = ResidentId.FromBody(44010019800101001)!.Value;
    private static readonly ResidentId Two = ResidentId.FromBody(44010019800101002)!.Value;

    private static Household File(string key, FileState state, params (string Name, ResidentId? Id)[] members) => new(
        key, new District(440106), state, null, [], null, null,
        [.. members.Select((m, i) => new HouseholdMember($"{key}/{i + 1}", PersonName.TryCreate(m.Name)!, "", m.Id, Relation.Principal, true, false, false, DateInterval.Always))], [], []);

    private static IReadOnlyList<OtherFile> Of(Household household, params Household[] beside) => SharedNumbers.Of(household, beside);

    [TestMethod]
    public void A_person_filed_twice_is_found_from_both_sides()
    {
        var (a, b) = (File("A", FileState.Active, ("王伟", One)), File("B", FileState.Monitored, ("李娜", Two), ("王伟", One)));
        var fromA = Assert.ContainsSingle(Of(a, b));
        Assert.AreEqual(("A/1", "B", "B/2", FileState.Monitored, true), (fromA.Person, fromA.OtherHousehold, fromA.OtherPerson, fromA.State, fromA.SameName));
        var fromB = Assert.ContainsSingle(Of(b, a));
        Assert.AreEqual(("B/2", "A/1"), (fromB.Person, fromB.OtherPerson));
    }

    [TestMethod]
    public void One_number_under_two_names_is_not_the_same_person()
    {
        var (a, b) = (File("A", FileState.Active, ("王伟", One)), File("B", FileState.Active, ("张敏", One)));
        Assert.IsFalse(Assert.ContainsSingle(Of(a, b)).SameName);
    }

    [TestMethod]
    public void A_number_that_is_known_to_be_shared_is_no_misuse_by_the_other_bearer_but_still_one_of_a_person_filed_twice()
    {
        var known = File("A", FileState.Active, ("王伟", One));
        known = known with { Members = [known.Principal with { SharesId = true }] };
        var (other, same) = (File("B", FileState.Active, ("张敏", One)), File("C", FileState.Active, ("王伟", One)));
        Assert.IsEmpty(Of(known, other));
        Assert.IsEmpty(Of(other, known));
        Assert.AreEqual("C", Assert.ContainsSingle(Of(known, other, same)).OtherHousehold);
        Assert.IsTrue(Assert.ContainsSingle(Of(same, known)).SameName);
    }

    [TestMethod]
    public void Different_numbers_and_unreadable_ones_share_nothing()
    {
        var (a, b) = (File("A", FileState.Active, ("王伟", One), ("王小", null)), File("B", FileState.Active, ("王伟", Two), ("王小", null)));
        Assert.IsEmpty(Of(a, b));
        Assert.IsEmpty(Of(b, a));
    }

    [TestMethod]
    public void A_number_that_stands_twice_in_one_file_is_told_too()
    {
        var a = File("A", FileState.Active, ("王伟", One), ("王芳", One));
        CollectionAssert.AreEqual(new[] { "A/1>A/2", "A/2>A/1" }, Of(a).Select(o => $"{o.Person}>{o.OtherPerson}").ToArray());
    }
}
