using DataMatching.Connectors.Transports;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Inquiry;

/// <summary>Asking many at once, page by page.</summary>
[TestClass]
public sealed class BatchInquiryTests
{
    [TestMethod]
    public void Pages_are_followed_and_absence_from_all_of_them_is_what_was_agreed()
    {
        using var bench = new InquiryBench(batch: 4);
        bench.Server.Answer = (ids, page) => page is null ? InquiryBench.Page("\"p2\"", InquiryBench.Row(ids[0]), InquiryBench.Row(ids[^1])) : InquiryBench.Page(null, InquiryBench.Row(ids[0], "2026-05"));
        bench.Bring(6);
        Assert.AreEqual("H000001/1:Found H000002/1:NoRecord H000003/1:NoRecord H000004/1:Found H000005/1:Found H000006/1:Found", bench.Landing.Answers);
        Assert.HasCount(6, bench.Landing.Committed);
        Assert.AreEqual(4, bench.Server.Requests);
    }

    [TestMethod]
    public void Without_that_promise_somebody_about_whom_nothing_is_said_has_no_answer()
    {
        using var bench = new InquiryBench(batch: 3, answer: """{ "items": "data.rows", "id": "zjhm", "state": "code", "found": ["0"], "none": ["1"], "columns": { "姓名": "$asked", "证件号码": "zjhm", "税款所属期": "ny", "收入额": "sre" } }""");
        bench.Server.Answer = (ids, _) => $$$"""{"data":{"rows":[{"zjhm":"{{{ids[0]}}}","code":1},{"zjhm":"{{{ids[1]}}}","code":0,"ny":"2026-04","sre":true}]}}""";
        bench.Bring();
        Assert.AreEqual("H000001/1:NoRecord H000002/1:Found H000003/1:Failed", bench.Landing.Answers);
        Assert.AreEqual($"王伟|{Orders.Id(2)}|2026-04|是", bench.Landing.Text);
    }

    [TestMethod]
    [DataRow("same", DisplayName = "the page that came already, under another name")]
    [DataRow("loop", DisplayName = "a next that was")]
    [DataRow("stranger", DisplayName = "state contradicts")]
    public void A_page_that_is_no_progress_fails_the_batch_and_the_next_goes_on(string how)
    {
        using var bench = new InquiryBench(batch: 2);
        bench.Server.Answer = (ids, page) => ids[0] != Orders.Id(1) ? InquiryBench.Page(null, InquiryBench.Row(ids[0]))
            : how == "same" ? InquiryBench.Page(page is null ? "2" : null, InquiryBench.Row(ids[0]))
            : how == "loop" ? InquiryBench.Page("\"2\"", InquiryBench.Row(ids[0], page is null ? "2026-04" : "2026-05"))
            : InquiryBench.Page(null, "7");
        bench.Bring(4);
        Assert.AreEqual("H000001/1:Failed H000002/1:Failed H000003/1:Found H000004/1:NoRecord", bench.Landing.Answers);
        Assert.HasCount(1, bench.Landing.Committed);
    }

    [TestMethod]
    public void Items_alike_in_all_that_is_agreed_are_believed_only_when_they_are_one()
    {
        using var bench = new InquiryBench(batch: 3);
        bench.Server.Answer = (ids, page) => page is null
            ? InquiryBench.Page("2", InquiryBench.Row(ids[0]), InquiryBench.Row(ids[0]), InquiryBench.Row(ids[1]))
            : InquiryBench.Page(null, InquiryBench.Row(ids[1]).Replace("{", "{\"employer\":\"another\",", StringComparison.Ordinal), InquiryBench.Row(ids[2]));
        bench.Bring();
        Assert.AreEqual("H000001/1:Found H000002/1:Failed H000003/1:Found", bench.Landing.Answers, "the same wage from two employers is not one wage");
        Assert.HasCount(3, bench.Landing.Committed);
    }

    [TestMethod]
    public void A_page_that_fails_is_asked_again_and_no_row_counts_twice()
    {
        using var bench = new InquiryBench(batch: 3);
        bench.Server.Answer = (ids, page) => page is null ? InquiryBench.Page("2", InquiryBench.Row(ids[0])) : InquiryBench.Page(null, InquiryBench.Row(ids[1]));
        bench[1] = FaultServer.HalfABody;
        bench.Bring();
        Assert.HasCount(2, bench.Landing.Committed);
        Assert.AreEqual("H000001/1:Found H000002/1:Found H000003/1:NoRecord", bench.Landing.Answers);
    }

    [TestMethod]
    public void A_killed_night_asks_only_the_batch_again_whose_answer_was_on_the_way()
    {
        using var bench = new InquiryBench(batch: 3);
        bench.Landing.BeforeCommit = n => { if (n == 1) throw new InvalidOperationException("killed"); };
        Assert.ThrowsExactly<InvalidOperationException>(() => bench.Bring(9));
        bench.StartAgain();
        bench.Bring(9);
        Assert.HasCount(9, bench.Landing.Committed);
        Assert.IsTrue(bench.Server.Asked.All(a => a.Value <= 2));
        Assert.AreEqual(12, bench.Server.Asked.Values.Sum());
    }

    [TestMethod]
    public void Settings_that_name_what_the_dataset_lacks_are_told_before_a_question_leaves()
    {
        using var bench = new InquiryBench(batch: 3, answer: """{ "items": "rows", "id": "zjhm", "columns": { "工资": "gz" } }""");
        StringAssert.Contains(bench.Fails().Message, "工资", StringComparison.Ordinal);
        using var asked = new InquiryBench(batch: 3, answer: """{ "items": "rows", "id": "zjhm", "columns": { "收入额": "$asked" } }""");
        StringAssert.Contains(asked.Fails().Message, "收入额", StringComparison.Ordinal);
        Assert.AreEqual(0, bench.Server.Requests + asked.Server.Requests);
    }
}
