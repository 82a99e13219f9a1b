using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void A_household_comes_back_as_it_was()
    {
        using var store = Open();
        var given = Samples.Household("A1");
        var bare = new Household("B1", new District(110000), FileState.Unfiled, null, [], null, null, [given.Members[1] with { Person = "B1/1" }], [], []);
        var import = store.Union.Import("x", [given, bare], []);
        CollectionAssert.AreEqual(new[] { Plain(given), Plain(bare) }, store.Union.Read(import.Id).Select(Plain).ToArray());
        Assert.AreEqual(Plain(given), Plain(store.Union.Find(import.Id, "A1")!));
        Assert.AreEqual(Samples.NameRare, store.Union.Find(import.Id, "A1")!.Members[1].Name.Written);
        Assert.IsNull(store.Union.Find(import.Id, "A2"));
        Assert.AreEqual((1, 1, 0), (import.Households, import.Roll, import.Rejected));
    }

    [TestMethod]
    public void Households_are_read_in_ordinal_order_of_their_keys_whatever_order_they_came_in()
    {
        using var store = Open();
        string[] keys = ["a", "Z", "10", "9", "é", "档案", "ａ", "B-1", "B"];
        var import = store.Union.Import("x", keys.Select(k => Samples.Household(k)), []);
        CollectionAssert.AreEqual(keys.Order(StringComparer.Ordinal).ToArray(), store.Union.Read(import.Id).Select(h => h.Key).ToArray());
    }

    [TestMethod]
    public void A_key_is_found_whatever_the_case_of_its_letters_and_only_in_its_import()
    {
        using var store = Open();
        var first = store.Union.Import("x", [Samples.Household("KN1"), Samples.Household("kn1"), Samples.Household("档案A")], []);
        var second = store.Union.Import("y", [Samples.Household("KN1")], []);
        CollectionAssert.AreEqual(new[] { "KN1", "kn1" }, store.Union.KeysWritten(first.Id, "Kn1").ToArray());
        CollectionAssert.AreEqual(new[] { "档案A" }, store.Union.KeysWritten(first.Id, "档案a").ToArray());
        CollectionAssert.AreEqual(new[] { "KN1" }, store.Union.KeysWritten(second.Id, "kn1").ToArray());
        Assert.IsEmpty(store.Union.KeysWritten(first.Id, "KN%"));
    }

    [TestMethod]
    public void The_same_digest_again_changes_nothing_and_is_not_even_read()
    {
        using var store = Open();
        var first = store.Union.Import("x", [Samples.Household("A")], []);
        var again = store.Union.Import("x", Enumerable.Range(0, 1).Select<int, Household>(_ => throw new InvalidOperationException("read")), []);
        Assert.AreEqual(first, again);
        Assert.AreEqual(first, store.Union.Latest());
    }

    [TestMethod]
    public void Files_that_went_back_to_an_earlier_state_are_the_latest_again()
    {
        using var store = Open();
        var first = store.Union.Import("x", [Samples.Household("A")], []);
        var second = store.Union.Import("y", [Samples.Household("A", "王五")], []);
        var third = store.Union.Import("x", [Samples.Household("A")], []);
        Assert.AreEqual(third, store.Union.Latest());
        CollectionAssert.AreEqual(new[] { "A" }, store.Union.Changed(second.Id, third.Id).ToArray());
        Assert.IsEmpty(store.Union.Changed(first.Id, third.Id));
    }

    [TestMethod]
    public void Changed_names_what_was_added_changed_and_gone_in_both_directions_and_older_imports_stay_readable()
    {
        using var store = Open();
        var first = store.Union.Import("x", [Samples.Household("same"), Samples.Household("changed"), Samples.Household("gone")], []);
        var second = store.Union.Import("y", [Samples.Household("added"), Samples.Household("changed", "王五"), Samples.Household("same")], []);
        string[] expected = ["added", "changed", "gone"];
        CollectionAssert.AreEqual(expected, store.Union.Changed(first.Id, second.Id).ToArray());
        CollectionAssert.AreEqual(expected, store.Union.Changed(second.Id, first.Id).ToArray());
        CollectionAssert.AreEqual(new[] { "changed", "gone", "same" }, store.Union.Read(first.Id).Select(h => h.Key).ToArray());
        Assert.AreEqual(Samples.NameA, store.Union.Find(first.Id, "changed")!.Principal.Name.Written);
        Assert.AreEqual("王五", store.Union.Find(second.Id, "changed")!.Principal.Name.Written);
        Assert.IsNull(store.Union.Find(second.Id, "gone"));
    }

    [TestMethod]
    public void A_household_that_comes_twice_or_without_a_sound_key_stops_the_import_and_leaves_nothing()
    {
        using var store = Open();
        var twice = Assert.ThrowsExactly<StoreException>(() => store.Union.Import("x", [Samples.Household("A"), Samples.Household("A")], []));
        Assert.Contains("comes twice", twice.Message, StringComparison.Ordinal);
        Assert.ThrowsExactly<StoreException>(() => store.Union.Import("x", [Samples.Household("A"), Samples.Household("𠮷")], []));
        Assert.IsNull(store.Union.Latest());
    }

    [TestMethod]
    public void Rejected_rows_of_the_union_files_are_kept_with_the_import()
    {
        using var store = Open();
        QuarantinedRow[] rows = [new("union/members.csv", 7, 512, "证件号码", "校验码不符", "A/1"), new("union/members.csv", 9, 700, null, "列数不符", null)];
        var import = store.Union.Import("x", [], rows);
        Assert.AreEqual(2, import.Rejected);
        CollectionAssert.AreEqual(rows, store.Union.Rejected(import.Id, 10).ToArray());
        Assert.ThrowsExactly<StoreException>(() => store.Union.Read(import.Id + 1));
    }

    private static string Plain(Household h) => JsonSerializer.Serialize(new
    {
        h.Key,
        h.District.Code,
        h.State,
        h.Tier,
        h.Causes,
        h.FiledOn,
        h.ExitedOn,
        Members = h.Members.Select(m => new { m.Person, m.Name.Written, m.IdAsWritten, m.Id?.Body, m.Relation, m.Counted, m.Student, m.MigrantWorker, m.SharesId, m.Details.Birth, m.Details.Sex, m.Details.Phone, m.Details.Address, m.Details.Employer, Former = m.FormerIds.Select(i => i.Body), Days = m.Membership.ToString() }),
        Authorisations = h.Authorisations.Select(a => new { a.Person, a.Registries, Days = a.Valid.ToString() }),
        Incomes = h.DeclaredIncomes.Select(i => i.ToString()),
    });
}
