using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Tests.Extracts;

namespace DataMatching.Tests.Matching;

[TestClass]
public sealed class UnionPeopleTests
{
    private static UnionPerson Person(string key, string id, string name) => new(key, ResidentIdReader.Read(id).Id, id, PersonName.TryCreate(name)!);

    private static long Body(string id) => ResidentIdReader.Read(id).Id!.Value.Body;

    private static string Grades(UnionPeople people, IReadOnlyList<Match> matches) =>
        string.Join(' ', matches.Select(m => $"{people.KeyOf(m.Index)}:{m.Grade}").Order(StringComparer.Ordinal));

    [TestMethod]
    public void A_number_borne_by_two_goes_to_him_whose_name_agrees()
    {
        var id = ScanBench.Id(5);
        var people = new UnionPeople([Person("A/1", id, "王伟"), Person("B/1", id, "李秀英")]);
        Assert.AreEqual("A/1:Certain", Grades(people, people.Match(Body(id), PersonName.TryCreate("王伟"))));
        Assert.AreEqual("B/1:Probable", Grades(people, people.Match(Body(id), PersonName.TryCreate("李秀瑛"))));
        Assert.AreEqual("A/1:Conflict B/1:Conflict", Grades(people, people.Match(Body(id), PersonName.TryCreate("赵六"))));
    }

    [TestMethod]
    public void A_wrong_number_in_the_union_s_own_file_is_found_by_the_right_one_when_the_name_agrees()
    {
        var right = ScanBench.Id(6);
        var wrong = right[..16] + right[17] + right[16];
        var people = new UnionPeople([Person("A/1", wrong, "王伟")]);
        Assert.AreEqual("A/1:Probable", Grades(people, people.Match(Body(right), PersonName.TryCreate("王伟"))));
        Assert.AreEqual("", Grades(people, people.Match(Body(right), PersonName.TryCreate("赵六"))), "a slip proves nothing against another name");
    }

    [TestMethod]
    public void A_failing_number_of_a_row_is_matched_one_slip_away_only()
    {
        var right = ScanBench.Id(7);
        var people = new UnionPeople([Person("A/1", right, "王伟")]);
        var swapped = right[..12] + right[13] + right[12] + right[14..];
        foreach (var text in new[] { swapped, right[..17] + (right[17] == '1' ? '2' : '1') })
        {
            if (text == right) continue;
            Assert.AreEqual("A/1:Probable", Grades(people, people.MatchSlips(text, PersonName.TryCreate("王伟"))));
        }

        Assert.AreEqual("", Grades(people, people.MatchSlips("44" + "8888" + right[6..], PersonName.TryCreate("王伟"))));
    }

    [TestMethod]
    [DoNotParallelize] // it measures the memory of the whole process
    public void Everybody_is_found_strangers_are_not_and_a_person_takes_few_bytes()
    {
        const int Count = 200_000;
        var before = GC.GetTotalMemory(true);
        var people = new UnionPeople(Enumerable.Range(0, Count).Select(i => Person($"KN{i / 3:D8}/{(i % 3) + 1}", Numbered(i), "欧阳修竹")));
        var bytes = (GC.GetTotalMemory(true) - before) / (double)Count;
        Assert.AreEqual(Count, people.Count);
        for (var i = 0; i < Count; i += 97) Assert.IsTrue(people.Has(Body(Numbered(i))), $"person {i}");
        Assert.AreEqual(0, Enumerable.Range(Count, 5000).Count(i => people.Has(Body(Numbered(i)))));
        Assert.IsLessThan(160, bytes, "bytes a person");
        GC.KeepAlive(people);
    }

    [TestMethod]
    public void Looked_up_together_numbers_give_their_only_bearer_several_nobody_or_unread()
    {
        var (one, two, unknown) = (Numbered(1), Numbered(2), Numbered(3));
        var people = new UnionPeople([Person("A/1", one, "王伟"), Person("B/1", two, "李秀英"), Person("C/1", two, "李秀英"), Person("D/1", Numbered(4), "王?")]);
        var found = new int[5];
        people.LookUp([Body(one), Body(two), Body(unknown), 0, Body(Numbered(4))], found);
        CollectionAssert.AreEqual(new[] { 0, UnionPeople.Several, UnionPeople.Nobody, UnionPeople.Unread, UnionPeople.Several }, found);
        Assert.IsTrue(people.IsWritten(0, "王伟"u8));
        Assert.IsFalse(people.IsWritten(0, "王玮"u8));
        Assert.IsFalse(people.IsWritten(UnionPeople.Several, "李秀英"u8));
    }

    private static string Numbered(int n)
    {
        var body = 449_901_1950_01_01_000L + (n % 1000) + (10_000_000L * (n / 1000 % 60)) + (n / 60_000 * 100_000_000_000L);
        return body.ToString("D17", System.Globalization.CultureInfo.InvariantCulture) + ResidentId.CheckDigit(body);
    }
}
