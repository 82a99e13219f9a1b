using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private static readonly byte[] StampA = [1], StampB = [2];

    [TestMethod]
    public void An_account_comes_back_by_number_and_name_and_its_name_is_its_own()
    {
        using var store = Open();
        var made = store.Accounts.Create("li.na", "李娜", Role.County, new District(440106), StampA);
        Assert.AreEqual(new Account(made.Id, "li.na", "李娜", Role.County, new District(440106), true), made);
        Assert.AreEqual(made, store.Accounts.Find(made.Id));
        Assert.AreEqual(made, store.Accounts.Find("LI.na"));
        Assert.IsNull(store.Accounts.Find("li"));
        var first = store.Accounts.Create("an", "安", Role.Auditor, null, StampA);
        CollectionAssert.AreEqual(new[] { first, made }, store.Accounts.All().ToArray());
        Assert.Contains("taken", Assert.ThrowsExactly<StoreException>(() => store.Accounts.Create("li.na", "另", Role.City, null, StampA)).Message, StringComparison.Ordinal);
        foreach (var bad in new[] { "", "Li", "李", "a b", new string('a', 65) }) Assert.ThrowsExactly<StoreException>(() => store.Accounts.Create(bad, "x", Role.City, null, StampA));
    }

    [TestMethod]
    public void Changing_rights_or_the_password_renews_the_stamp_and_names_stay()
    {
        using var store = Open();
        var made = store.Accounts.Create("li", "李娜", Role.County, new District(440106), StampA);
        var after = made with { DisplayName = "李 娜", Role = Role.City, Scope = null, Enabled = false };
        store.Accounts.Change(after, StampB);
        Assert.AreEqual(after, store.Accounts.Find(made.Id));
        CollectionAssert.AreEqual(StampB, store.Accounts.Secret(made.Id).Stamp);
        store.Accounts.SetPassword(made.Id, "hash", StampA);
        var secret = store.Accounts.Secret(made.Id);
        Assert.AreEqual("hash", secret.PasswordHash);
        CollectionAssert.AreEqual(StampA, secret.Stamp);
        Assert.ThrowsExactly<StoreException>(() => store.Accounts.Change(after with { Name = "other" }, StampB));
        Assert.ThrowsExactly<StoreException>(() => store.Accounts.Change(after with { Id = 99 }, StampB));
        Assert.ThrowsExactly<StoreException>(() => store.Accounts.Secret(99));
    }

    [TestMethod]
    public void The_last_administrator_cannot_be_disabled_or_made_something_else()
    {
        using var store = Open();
        var one = store.Accounts.Create("one", "一", Role.Administrator, null, StampA);
        Assert.ThrowsExactly<StoreException>(() => store.Accounts.Change(one with { Enabled = false }, StampB));
        Assert.ThrowsExactly<StoreException>(() => store.Accounts.Change(one with { Role = Role.Auditor }, StampB));
        Assert.AreEqual(one, store.Accounts.Find(one.Id));
        CollectionAssert.AreEqual(StampA, store.Accounts.Secret(one.Id).Stamp);
        store.Accounts.Create("two", "二", Role.Administrator, null, StampA);
        store.Accounts.Change(one with { Enabled = false }, StampB);
    }

    [TestMethod]
    public void Of_attempts_made_at_once_no_more_are_given_than_there_are_and_the_last_locks_the_account()
    {
        using var store = Open();
        var id = R.Somebody(store);
        var until = Clock.GetUtcNow().AddMinutes(15);
        var given = Enumerable.Range(0, 12).AsParallel().WithDegreeOfParallelism(4).Count(_ => store.Accounts.TakeAttempt(id, 5, until));
        Assert.AreEqual(5, given);
        Assert.AreEqual((5, until), (store.Accounts.Secret(id).FailedAttempts, store.Accounts.Secret(id).LockedUntil));
        store.Accounts.ClearFailures(id);
        Assert.AreEqual((0, null), (store.Accounts.Secret(id).FailedAttempts, store.Accounts.Secret(id).LockedUntil));
        Assert.IsFalse(store.Accounts.TakeAttempt(99, 5, until), "nobody's");
        Assert.IsTrue(store.Accounts.TakeAttempt(id, 1, Clock.GetUtcNow()));
        Assert.IsTrue(store.Accounts.TakeAttempt(id, 5, until), "a lock whose end has come is over");
        Assert.AreEqual((1, null), (store.Accounts.Secret(id).FailedAttempts, store.Accounts.Secret(id).LockedUntil), "and counting begins anew");
        Assert.IsTrue(store.Accounts.TakeAttempt(id, 2, until));
        store.Accounts.SetPassword(id, "h", StampB);
        Assert.AreEqual((0, null), (store.Accounts.Secret(id).FailedAttempts, store.Accounts.Secret(id).LockedUntil));
        store.Accounts.LogSignIn(id, false);
        store.Accounts.LogSignIn(null, false);
        store.Accounts.LogSignIn(id, true);
        CollectionAssert.AreEqual(new[] { (id, true), ((long?)null, false), (id, false) }, store.Accounts.SignIns(null, 10).Select(s => (s.Account, s.Ok)).ToArray());
        Assert.HasCount(1, store.Accounts.SignIns(id, 1));
    }

    [TestMethod]
    public void A_code_is_good_once_until_it_expires_or_another_takes_its_place()
    {
        using var store = Open();
        var id = R.Somebody(store);
        var later = Clock.GetUtcNow().AddDays(1);
        store.Accounts.AddCode(CodePurpose.Setup, null, "setup-1", later);
        store.Accounts.AddCode(CodePurpose.Invite, id, "invite-1", later);
        Assert.AreEqual(new GoodCode(CodePurpose.Setup, null), store.Accounts.LookAtCode("setup-1"));
        var used = Enumerable.Range(0, 6).AsParallel().Select(_ => store.Accounts.UseCode("setup-1")).Count(c => c is not null);
        Assert.AreEqual(1, used);
        Assert.AreEqual(new GoodCode(CodePurpose.Invite, id), store.Accounts.LookAtCode("invite-1"), "the other's is as good as before");
        store.Accounts.AddCode(CodePurpose.Invite, id, "invite-2", later);
        Assert.IsNull(store.Accounts.UseCode("invite-1"));
        store.Accounts.SetPassword(id, "h", StampB);
        Assert.IsNull(store.Accounts.UseCode("invite-2"), "a password was set meanwhile");
        store.Accounts.AddCode(CodePurpose.Invite, id, "invite-3", Clock.GetUtcNow());
        Assert.IsNull(store.Accounts.UseCode("invite-3"), "expired");
        Assert.IsNull(store.Accounts.UseCode(""));
        Assert.ThrowsExactly<ArgumentException>(() => store.Accounts.AddCode(CodePurpose.Invite, null, "x", later));
    }

    [TestMethod]
    public void Saved_filters_are_each_accounts_own()
    {
        using var store = Open();
        var (one, two) = (R.Somebody(store), R.Somebody(store, "wang"));
        store.Filters.Save(one, new SavedFilter("超期", "due=late"));
        store.Filters.Save(one, new SavedFilter("A", "q=欧阳修竹\n&x=1"));
        store.Filters.Save(one, new SavedFilter("超期", "due=2026-10-01"));
        store.Filters.Save(two, new SavedFilter("A", "x"));
        CollectionAssert.AreEqual(new[] { new SavedFilter("A", "q=欧阳修竹\n&x=1"), new SavedFilter("超期", "due=2026-10-01") }, store.Filters.All(one).ToArray());
        Assert.IsTrue(store.Filters.Delete(one, "A"));
        Assert.IsFalse(store.Filters.Delete(one, "A"));
        Assert.HasCount(1, store.Filters.All(two));
        Assert.ThrowsExactly<StoreException>(() => store.Filters.Save(one, new SavedFilter(" ", "x")));
        for (var i = 0; i < 99; i++) store.Filters.Save(one, new SavedFilter($"f{i}", ""));
        Assert.ThrowsExactly<StoreException>(() => store.Filters.Save(one, new SavedFilter("one too many", "")));
    }
}
