using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Tests.Extracts;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>What a night knows of the union's people from one reading says what the files say.</summary>
[TestClass]
public sealed class PeopleOfImportTests
{
    private static readonly DateOnly First = new(2026, 9, 1);
    private static readonly string[] Registries = ["tax", "vehicle", "property"];

    /// <summary>Households of one to four with some of everything: open and closed edges, several authorisations a person, minors, guardians, all registries and none.</summary>
    private static List<Household> Some(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60).Select(i => Household($"F{i:D4}"))];

        Household Household(string key)
        {
            var people = Enumerable.Range(1, random.Next(1, 5)).Select(n => $"{key}/{n}").ToList();
            return new Household(
                key, new District(440100 + random.Next(1, 5)), (FileState)random.Next(0, 4), null, [], null, null,
                [.. people.Select(p => new HouseholdMember(p, PersonName.TryCreate("王伟")!, "", random.Next(4) == 0 ? null : Number(), Relation.Other, true, false, false, DateInterval.Always))],
                [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => new Authorisation(people[random.Next(people.Count)], Asked(), Days(), random.Next(4) == 0))], []);
        }

        ResidentId Number() => ResidentId.FromBody((440_106L * 100_000_000_000) + (random.Next(1960, 2020) * 10_000_000L) + 0101_000 + random.Next(1000))!.Value;
        string[] Asked() => random.Next(3) == 0 ? ["*"] : [.. Registries.Where(_ => random.Next(2) == 0)];
        DateInterval Days()
        {
            var from = First.AddDays(random.Next(-40, 20));
            return new DateInterval(random.Next(5) == 0 ? null : from, random.Next(4) == 0 ? null : from.AddDays(random.Next(0, 60)));
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Who_may_be_asked_about_is_whom_the_basis_allows(int seed)
    {
        var households = Some(seed);
        var people = new PeopleOfImport(households);
        var all = households.SelectMany(h => h.Members.Select(m => (Household: h, m.Person))).ToList();
        Assert.AreEqual(all.Count, people.Index.Count);
        foreach (var (registry, covers, day) in from r in Registries from c in Enum.GetValues<AgreementCovers>() from d in Enumerable.Range(-5, 40) select (r, c, First.AddDays(d)))
        {
            var basis = people.BasisFor(Settings(registry, covers), day);
            for (var i = 0; i < all.Count; i++)
                Assert.AreEqual(Basis.Allows(all[i].Household, all[i].Person, registry, covers, day), basis.Allows(i), $"{all[i].Person} {registry} {covers} {day:O}");
        }
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(5)]
    public void Authorisations_that_run_out_are_those_of_the_files_and_none_that_another_outlasts(int seed)
    {
        var households = Some(seed);
        var people = new PeopleOfImport(households);
        foreach (var day in Enumerable.Range(-20, 50).Select(d => First.AddDays(d)))
        {
            var until = day.AddDays(20);
            var expected = from h in households
                           where h.State is FileState.Active or FileState.Monitored
                           let ends = h.Authorisations.Where(a => a.Valid.Contains(day)).GroupBy(a => a.Person).Select(p => p.Max(a => a.Valid.End ?? DateOnly.MaxValue)).Where(end => end <= until).ToList()
                           where ends.Count > 0
                           select $"{h.Key} {h.District} {ends.Count} {ends.Min():O}";
            CollectionAssert.AreEqual(expected.ToArray(), people.Expiring(day, until).Select(e => $"{e.Household} {e.District} {e.People} {e.First:O}").ToArray(), $"{day:O}");
        }
    }

    [TestMethod]
    [DataRow(6)]
    [DataRow(7)]
    public void Where_and_when_it_began_that_somebody_may_be_asked_about_is_told_once(int seed)
    {
        var households = Some(seed);
        var people = new PeopleOfImport(households);
        var expected = from h in households
                       from a in h.Authorisations
                       where a.Valid.Start <= First
                       from r in a.Registries
                       select (a.Valid.Start!.Value, h.District, r);
        Assert.IsTrue(people.Begun(First).SetEquals(expected));
        CollectionAssert.AreEquivalent(households.Select(h => h.District).Distinct().ToArray(), people.Districts.ToArray());
    }

    private static RegistrySettings Settings(string registry, AgreementCovers covers) =>
        new(registry, "", "", new SharingAgreement("1", "", DateInterval.Always, covers, new Dictionary<string, IReadOnlySet<string>>()), new Dictionary<string, DatasetSettings>());
}
