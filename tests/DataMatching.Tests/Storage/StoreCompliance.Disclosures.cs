using System.Text;
using DataMatching.Identity;
using DataMatching.Storage;
using R = DataMatching.Tests.Storage.ReviewSamples;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void Who_saw_what_is_told_newest_first_by_case_by_account_and_within_the_scope()
    {
        using var store = Open();
        var (one, two) = (R.Somebody(store), R.Somebody(store, "wang"));
        var a = R.Open(store, R.Opening("A", 440106), R.Opening("B", 320101));
        var b = store.Cases.FindByHousehold(R.Q3, "B", null)!.Listing.Case;
        store.Disclosures.Add(one, a, new District(440106), "A/1", Disclosed.IdNumber, "与车管所核对");
        store.Disclosures.Add(two, b, null, "B/2", Disclosed.Phone, "约访");
        store.Disclosures.AddView(one, a, null);
        store.Disclosures.AddView(one, b, null);
        var all = store.Disclosures.All(null, null, null, null, 10);
        CollectionAssert.AreEqual(new[] { "约访", "与车管所核对" }, all.Select(d => d.Purpose).ToArray());
        Assert.AreEqual((one, a, "A/1", Disclosed.IdNumber), (all[1].Account, all[1].Case, all[1].Person, all[1].What));
        Assert.IsGreaterThan(all[1].At, all[0].At);
        Assert.AreEqual(all[1], store.Disclosures.All(null, null, null, all[0].Id, 10).Single());
        Assert.AreEqual(all[1], store.Disclosures.All(null, a, null, null, 10).Single());
        Assert.AreEqual(all[0], store.Disclosures.All(null, null, two, null, 10).Single());
        Assert.AreEqual(all[1], store.Disclosures.All(new District(440000), null, null, null, 10).Single());
        CollectionAssert.AreEqual(new[] { b, a }, store.Disclosures.Views(null, null, one, null, 10).Select(v => v.Case).ToArray());
        Assert.AreEqual(a, store.Disclosures.Views(new District(440100), null, null, null, 10).Single().Case);
        Assert.IsEmpty(store.Disclosures.Views(null, null, two, null, 10));
        Assert.ThrowsExactly<StoreException>(() => store.Disclosures.Add(one, a, null, "A/1", Disclosed.IdNumber, " "));
        Assert.ThrowsExactly<StoreException>(() => store.Disclosures.Add(one, 99, null, "A/1", Disclosed.IdNumber, "x"));
        Assert.HasCount(2, store.Disclosures.All(null, null, null, null, 10));
    }

    [TestMethod]
    public void Who_took_which_list_is_told_newest_first_and_by_account()
    {
        using var store = Open();
        var (one, two) = (R.Somebody(store), R.Somebody(store, "wang"));
        store.Exports.Add(one, "xlsx", "t=exit&d=440106", 128);
        store.Exports.Add(two, "csv", "t=add", 0);
        store.Exports.Add(one, "csv", "t=due", 3_000_000_000);
        var all = store.Exports.All(null, null, 10);
        CollectionAssert.AreEqual(new[] { (one, "csv", "t=due", 3_000_000_000), (two, "csv", "t=add", 0L), (one, "xlsx", "t=exit&d=440106", 128L) }, all.Select(e => (e.Account, e.Format, e.Filter, e.Rows)).ToArray());
        Assert.IsGreaterThan(all[2].At, all[0].At);
        CollectionAssert.AreEqual(new[] { all[0], all[2] }, store.Exports.All(one, null, 10).ToArray());
        Assert.AreEqual(all[1], store.Exports.All(null, all[0].Id, 1).Single());
        Assert.ThrowsExactly<StoreException>(() => store.Exports.Add(one, "xlsx", "", 1));
        Assert.ThrowsExactly<StoreException>(() => store.Exports.Add(one, "xlsx", "t=add", -1));
        Assert.HasCount(3, store.Exports.All(null, null, 10));
    }

    [TestMethod]
    public void Files_are_kept_with_their_event_or_not_at_all()
    {
        using var store = Open();
        var who = R.Somebody(store);
        var id = R.Open(store, R.Opening("A"));
        store.Cases.Append(id, null, 1, [R.Event("noted", who)], R.Listing("A"));
        NewAttachment[] files = [new NewAttachment(new byte[] { 1, 2 }, "image/png", "a.png", who)];
        Assert.ThrowsExactly<CaseConflictException>(() => store.Cases.Append(id, null, 1, [R.Event("noted", who)], R.Listing("A"), files));
        Assert.IsEmpty(store.Attachments.Of(id, null), "a colleague was faster");
        store.Cases.Append(id, null, 2, [R.Event("noted", who)], R.Listing("A"), files);
        Assert.HasCount(1, store.Attachments.Of(id, null));
    }

    [TestMethod]
    public void Attachments_come_back_to_the_byte_and_the_same_content_is_stored_once()
    {
        using var store = Open();
        var who = R.Somebody(store);
        var a = R.Open(store, R.Opening("A", 440106), R.Opening("B", 320101));
        var b = store.Cases.FindByHousehold(R.Q3, "B", null)!.Listing.Case;
        foreach (var size in new[] { 1, (1024 * 1024) - 1, 1024 * 1024, (1024 * 1024) + 1, AttachmentTables.Most })
        {
            var content = new byte[size];
            new Random(size).NextBytes(content);
            var added = R.Attach(store, a, content, "image/jpeg", $"{size}.jpg", who);
            Assert.AreEqual(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), added.Sha256);
            var (attachment, read) = store.Attachments.Read(added.Id, null)!.Value;
            Assert.AreEqual(added, attachment);
            Assert.IsTrue(content.AsSpan().SequenceEqual(read));
            Assert.AreEqual(added, R.Attach(store, a, content, "image/jpeg", "again.jpg", who));
            Assert.AreNotEqual(added.Id, R.Attach(store, b, content, "image/jpeg", "b.jpg", who).Id);
            Assert.IsNull(store.Attachments.Read(added.Id, new District(320101)));
        }

        Assert.HasCount(5, store.Attachments.Of(a, new District(440106)));
        Assert.IsEmpty(store.Attachments.Of(a, new District(320101)));
        Assert.ThrowsExactly<StoreException>(() => R.Attach(store, a, ReadOnlyMemory<byte>.Empty, "image/png", "e.png", who));
        Assert.ThrowsExactly<StoreException>(() => R.Attach(store, a, new byte[AttachmentTables.Most + 1], "image/png", "e.png", who));
        Assert.AreEqual(15, Meddle("UPDATE attachment_content SET ordinal = ordinal"), "1 + 1 + 1 + 2 + 10 pieces, each once");
        Meddle("DELETE FROM attachment_content WHERE ordinal = 9");
        var last = store.Attachments.Of(a, null)[^1].Id;
        Assert.ThrowsExactly<StoreException>(() => store.Attachments.Read(last, null));
    }

    [TestMethod]
    public void Nothing_personal_of_the_review_stands_in_the_files_in_clear_and_what_is_moved_is_told()
    {
        using var store = Open();
        var who = store.Accounts.Create("li", "审核员隐私", DataMatching.Review.Role.Grassroots, null, StampA).Id;
        var id = R.Open(store, R.Opening("家庭甲"), R.Opening("家庭乙"));
        var listing = store.Cases.Find(id, null)!.Listing;
        var content = Encoding.UTF8.GetBytes("照片内容隐私照片内容隐私");
        store.Cases.Append(id, null, 1, [R.Event(json: "{\"t\":\"入户隐私\"}")], listing);
        store.Accounts.SetPassword(who, "口令散列隐私", StampB);
        store.Accounts.AddCode(CodePurpose.Invite, who, "CODE-SECRET-1", Clock.GetUtcNow().AddDays(1));
        store.Disclosures.Add(who, id, null, "家庭甲/1", Disclosed.IdNumber, "用途隐私");
        store.Filters.Save(who, new SavedFilter("过滤隐私", "q=查询隐私"));
        R.Attach(store, id, content, "image/png", "文件名隐私.png", who);
        string[] secrets =
        [
            Samples.NameA, Samples.NameRare, Samples.IdA.Reveal(), "立案隐私", "入户隐私", "审核员隐私", "口令散列隐私", "CODE-SECRET-1", "用途隐私", "过滤隐私", "查询隐私", "照片内容隐私", "文件名隐私",
        ];
        var files = Kept();
        Assert.IsTrue(files.Any(f => Contains(f, Encoding.UTF8.GetBytes("家庭乙"))), "the search itself finds keys that stand in clear");
        foreach (var secret in secrets)
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
                Assert.IsFalse(files.Any(f => Contains(f, encoding.GetBytes(secret))), $"secret {Array.IndexOf(secrets, secret)} in {encoding.WebName}");

        // As somebody would who may write the file: put one case's event in another's place.
        var other = store.Cases.FindByHousehold(R.Q3, "家庭乙", null)!.Listing.Case;
        Meddle(DropTrigger("case_event_is_not_changed", "case_event"));
        Meddle($"UPDATE case_event SET document_enc = (SELECT e.document_enc FROM case_event e WHERE e.review_case = {id} AND e.sequence = 1) WHERE review_case = {other}");
        Assert.Contains("moved from another row", Assert.ThrowsExactly<StoreException>(() => store.Cases.Events(other, null)).Message, StringComparison.Ordinal);
    }
}
