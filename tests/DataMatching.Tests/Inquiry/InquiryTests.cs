using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Inquiry;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Inquiry;

/// <summary>Asking person by person: against a service that is really there and fails as services do.</summary>
[TestClass]
public sealed class InquiryTests
{
    private const string AllFound = "H000001/1:Found H000002/1:Found H000003/1:Found";

    [TestMethod]
    [DataRow(SignAlgorithm.HmacSm3)]
    [DataRow(SignAlgorithm.HmacSha256)]
    public void Everybody_is_asked_once_and_only_agreed_columns_come_back(SignAlgorithm algorithm)
    {
        using var bench = new InquiryBench(algorithm: algorithm);
        bench.Bring();
        Assert.AreEqual(AllFound, bench.Landing.Answers);
        Assert.AreEqual(string.Join('\n', Enumerable.Range(1, 3).Select(n => $"王伟|{Orders.Id(n)}|2026-04|3500.50")), bench.Landing.Text);
        Assert.IsTrue(bench.Landing.Finished);
        Assert.IsTrue(bench.Server.Asked.Values.All(n => n == 1));
        Assert.IsTrue(bench.Server.Addresses.All(a => a == "/wages"), "no number stands in an address");
        Assert.AreEqual(1, bench.Server.Tokens);
        InquiryBench.Clean(bench.Landing.Place!);
    }

    [TestMethod]
    public void Each_person_s_answer_has_its_state()
    {
        using var bench = new InquiryBench();
        bench.Server.Answer = (ids, _) => ids[0] == Orders.Id(1) ? """{"code":"404"}""" : ids[0] == Orders.Id(2) ? """{"code":403,"data":{"rows":[]}}""" : InquiryBench.Person(InquiryBench.Row(ids[0]), InquiryBench.Row(ids[0], "2026-05"));
        bench.Bring();
        Assert.AreEqual("H000001/1:NoRecord H000002/1:Refused H000003/1:Found", bench.Landing.Answers);
        Assert.HasCount(2, bench.Landing.Committed);
    }

    [TestMethod]
    public void A_slow_answer_half_an_answer_and_a_failing_server_are_asked_again()
    {
        using var bench = new InquiryBench();
        bench[0] = bench.Server.Slow;
        bench[1] = FaultServer.HalfABody;
        bench[2] = FaultServer.Status(500);
        bench[3] = FaultServer.Instead("""{"code":0,"data":{"rows":[""");
        bench.Bring();
        Assert.AreEqual(AllFound, bench.Landing.Answers);
        Assert.AreEqual(5, bench.Server.Asked[Orders.Id(1)]);
        Assert.AreEqual(7, bench.Server.Requests);
    }

    [TestMethod]
    public void An_agency_that_says_when_is_waited_for()
    {
        using var bench = new InquiryBench();
        bench[0] = FaultServer.Status(429, "120");
        var from = bench.Clock.Now;
        bench.Bring();
        Assert.AreEqual(AllFound, bench.Landing.Answers);
        Assert.Contains(TimeSpan.FromSeconds(120), bench.Clock.Waits);
        Assert.IsLessThan(TimeSpan.FromSeconds(125), bench.Clock.Now - from);
        using var long_ = new InquiryBench();
        long_[0] = FaultServer.Status(503, "3600");
        StringAssert.Contains(long_.Fails().Message, "60 minutes", StringComparison.Ordinal);
        Assert.AreEqual(1, long_.Server.Requests);
    }

    [TestMethod]
    public void The_token_is_had_anew_once_and_not_for_ever()
    {
        using var bench = new InquiryBench();
        bench[1] = FaultServer.Status(401);
        bench.Bring();
        Assert.AreEqual(AllFound, bench.Landing.Answers);
        Assert.AreEqual(2, bench.Server.Tokens);
        using var shut = new InquiryBench();
        shut[1] = shut[2] = FaultServer.Status(401);
        StringAssert.Contains(shut.Fails().Message, "401", StringComparison.Ordinal);
        Assert.AreEqual(3, shut.Server.Requests);
        Assert.AreEqual("H000001/1:Found", shut.Landing.Answers);
    }

    [TestMethod]
    [DataRow("""{"code":0}""", DisplayName = "no list")]
    [DataRow("""{"code":0,"data":{"rows":{}}}""", DisplayName = "an object for the list")]
    [DataRow("""{"code":0,"data":{"rows":[{"zjhm":"ID","xm":"王伟","ny":"2026-04"}]}}""", DisplayName = "a column is gone")]
    [DataRow("""{"code":0,"data":{"rows":[{"zjhm":"ID","xm":"王伟","ny":["2026-04"],"sre":1}]}}""", DisplayName = "a list for a text")]
    [DataRow("""{"code":7,"data":{"rows":[]}}""", DisplayName = "a state that was not agreed")]
    [DataRow("""{"code":0,"data":{"rows":[]}}""", DisplayName = "found, and nothing there")]
    [DataRow("""{"code":404,"data":{"rows":[{"zjhm":"ID","xm":"王伟","ny":"2026-04","sre":1}]}}""", DisplayName = "nothing, and something there")]
    [DataRow("""[]""", DisplayName = "no object")]
    [DataRow("""{"code":0,"code":404,"data":{"rows":[]}}""", DisplayName = "a field twice")]
    public void An_answer_that_is_not_as_agreed_is_no_answer(string answer)
    {
        using var bench = new InquiryBench();
        bench.Server.Answer = (ids, _) => ids[0] == Orders.Id(2) ? answer.Replace("ID", ids[0], StringComparison.Ordinal) : InquiryBench.Person(InquiryBench.Row(ids[0]));
        bench.Bring();
        Assert.AreEqual("H000001/1:Found H000002/1:Failed H000003/1:Found", bench.Landing.Answers, "known absent is never guessed");
        Assert.HasCount(2, bench.Landing.Committed);
    }

    [TestMethod]
    public void An_answer_about_a_stranger_is_dropped_and_counted()
    {
        using var bench = new InquiryBench();
        bench.Server.Answer = (ids, _) => InquiryBench.Person(InquiryBench.Row(ids[0]), InquiryBench.Row(Orders.Id(99)));
        bench.Bring();
        Assert.HasCount(3, bench.Landing.Committed);
        Assert.DoesNotContain(Orders.Id(99), bench.Landing.Text, StringComparison.Ordinal);
        StringAssert.Contains(bench.Landing.Place!, "\"Strangers\":3", StringComparison.Ordinal);
        bench.StartAgain();
        using var only = new InquiryBench();
        only.Server.Answer = (_, _) => InquiryBench.Person(InquiryBench.Row(Orders.Id(99)));
        only.Fails();
    }

    [TestMethod]
    public void A_number_that_cannot_be_read_may_be_ours_and_is_no_answer()
    {
        using var bench = new InquiryBench();
        bench.Server.Answer = (ids, _) => InquiryBench.Person(InquiryBench.Row(ids[0] == Orders.Id(2) ? "4401************" : ids[0]));
        bench.Bring();
        Assert.AreEqual("H000001/1:Found H000002/1:Failed H000003/1:Found", bench.Landing.Answers);
    }

    [TestMethod]
    public void A_service_that_has_changed_stops_the_questions_and_nobody_is_failed_for_it()
    {
        using var bench = new InquiryBench();
        bench.Server.Answer = (ids, _) => ids[0] == Orders.Id(1) ? InquiryBench.Person(InquiryBench.Row(ids[0])) : """{"message":"new interface"}""";
        StringAssert.Contains(bench.Fails(20).Message, "'code' is not as agreed", StringComparison.Ordinal);
        Assert.AreEqual("H000001/1:Found", bench.Landing.Answers, "the others are still to be asked");
        Assert.AreEqual(6, bench.Server.Requests);
    }

    [TestMethod]
    public void A_service_that_is_down_is_left_alone()
    {
        using var bench = new InquiryBench();
        bench.Server.Answer = (ids, _) => InquiryBench.Person(InquiryBench.Row(ids[0]));
        for (var i = 2; i < 100; i++) bench[i] = FaultServer.Status(500);
        StringAssert.Contains(bench.Fails(30).Message, "ten minutes", StringComparison.Ordinal);
        var asked = bench.Server.Requests;
        Assert.IsLessThan(20, asked);
        bench.Fails(30);
        Assert.AreEqual(asked, bench.Server.Requests, "the circuit is open: nothing was sent");
        Assert.AreEqual("H000001/1:Found H000002/1:Found", bench.Landing.Answers);
        bench.Clock.Advance(TimeSpan.FromMinutes(11));
        bench.Server.Faults.Clear();
        bench.Bring(30);
        Assert.HasCount(30, bench.Landing.Committed);
    }

    [TestMethod]
    public void The_rate_that_was_promised_is_kept()
    {
        using var bench = new InquiryBench();
        var from = bench.Clock.Now;
        bench.Bring(22);
        Assert.AreEqual(4.0, (bench.Clock.Now - from).TotalSeconds, 0.01, "2 at once, then 5 a second");
    }

    [TestMethod]
    public void An_answer_beyond_16_MB_is_refused()
    {
        using var bench = new InquiryBench();
        bench[1] = context => FaultServer.Write(context, new string(' ', 17 * 1024 * 1024) + InquiryBench.Person());
        bench.Bring();
        Assert.AreEqual("H000001/1:Found H000002/1:Failed H000003/1:Found", bench.Landing.Answers);
    }

    [TestMethod]
    public void A_redirect_is_not_followed_with_the_numbers()
    {
        using var bench = new InquiryBench();
        bench[0] = FaultServer.Moved;
        StringAssert.Contains(bench.Fails().Message, "307", StringComparison.Ordinal);
        Assert.AreEqual(1, bench.Server.Tokens);
    }

    [TestMethod]
    public void A_night_killed_anywhere_asks_each_person_at_most_once_more()
    {
        for (var kill = 0; kill < 6; kill++)
        {
            using var bench = new InquiryBench();
            bench.Landing.BeforeCommit = n => { if (n == kill) throw new InvalidOperationException("killed"); };
            Assert.ThrowsExactly<InvalidOperationException>(() => bench.Bring(6));
            bench.StartAgain();
            bench.Bring(6);
            Assert.HasCount(6, bench.Landing.Committed);
            Assert.IsTrue(bench.Landing.Answers.Split(' ').All(a => a.EndsWith(":Found", StringComparison.Ordinal)));
            Assert.AreEqual(7, bench.Server.Asked.Values.Sum(), "one answer was on the way");
        }
    }

    [TestMethod]
    public void A_night_that_is_told_to_stop_stops_between_two_people()
    {
        using var bench = new InquiryBench();
        using var stop = new CancellationTokenSource();
        bench.Landing.BeforeCommit = n => { if (n == 1) stop.Cancel(); };
        Assert.ThrowsExactly<OperationCanceledException>(() => bench.Bring(6, stop.Token));
        Assert.HasCount(2, bench.Landing.Committed);
        bench.StartAgain();
        bench.Bring(6);
        Assert.AreEqual(6, bench.Server.Asked.Values.Sum());
    }
}
