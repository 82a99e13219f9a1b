using System.Text;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Tests.Files;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Exchange;

/// <summary>Answers matched to their request: what is taken, what is not, and who is left without an answer.</summary>
[TestClass]
public sealed class AnswerTests
{
    [TestMethod]
    public void A_whole_answer_is_handed_over_in_the_order_of_the_request_and_taken_out_of_the_way()
    {
        using var bench = Asked();
        bench.Answer("answer.csv", bench.Row(2, "2026-09", "20"), bench.Row(1, "2026-08", "11"), bench.Row(1, "2026-09", "12"), bench.None(3));
        bench.Look();
        Assert.IsTrue(bench.Landing.Finished, bench.Problems);
        Assert.AreEqual($"王伟|{Orders.Id(1)}|2026-08|11\n王伟|{Orders.Id(1)}|2026-09|12\n王伟|{Orders.Id(2)}|2026-09|20", bench.Landing.Text, "no column beyond the agreement");
        Assert.AreEqual("H000001/1:Found H000002/1:Found H000003/1:NoRecord", bench.Landing.Answers);
        Assert.AreEqual(new AnswerCounts(3, 2, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0), bench.Counts);
        Assert.IsEmpty(Directory.GetFiles(bench.At("exchange", "answers")));
        Assert.HasCount(2, Directory.GetFiles(bench.At("exchange", "answers", "taken", "L12")));
        Assert.IsEmpty(Directory.GetFiles(bench.At("exchange", "requests")), "it has done its service");
        Assert.IsEmpty(Directory.GetFiles(bench.At("data", "landing")));
    }

    [TestMethod]
    public void The_answer_may_come_in_any_form_of_deliveries()
    {
        foreach (var (name, encoding, pack) in new (string, string, Func<string[], byte[]>)[]
        {
            ("a.csv", "utf-8", lines => Encoding.UTF8.GetBytes("\uFEFF" + Text(lines))), ("b.csv", "gb18030", lines => Unfolding.Gb18030.GetBytes(Text(lines))),
            ("c.csv.gz", "utf-8", lines => Unfolding.Gzip(Encoding.UTF8.GetBytes(Text(lines)))), ("d.zip", "gb18030", lines => Unfolding.Zip(("1.csv", Unfolding.Gb18030.GetBytes(Text(lines))))),
            ("e.xlsx", "utf-8", lines => Unfolding.Workbook(false, ("明细", null, [.. lines.Select(l => (string[]?)l.Split(','))]))),
        })
        {
            using var bench = Asked();
            bench.Put(name, pack([ExchangeBench.Header, bench.Row(1), bench.Row(2), bench.None(3)]), 3, encoding);
            bench.Look();
            Assert.AreEqual("H000001/1:Found H000002/1:Found H000003/1:NoRecord", bench.Landing.Answers, $"{name}: {bench.Problems}");
        }

        static string Text(string[] lines) => string.Join("\r\n", lines) + "\r\n";
    }

    [TestMethod]
    public void Whoever_is_unanswered_is_waited_for_and_then_failed_never_without_a_record()
    {
        using var bench = Asked();
        bench.Answer("answer.csv", bench.Row(1), bench.Row(2, state: "不予提供"));
        bench.Look();
        Assert.AreEqual((false, 2, 1), (bench.Landing.Finished, bench.Counts.Answered, bench.Counts.Unanswered));
        Assert.AreEqual("", bench.Landing.Answers, "nothing is kept before the request is closed");
        bench.Clock.Advance(TimeSpan.FromDays(15));
        bench.Look();
        Assert.IsFalse(bench.Landing.Finished, "the last day is one of waiting");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        bench.Look();
        Assert.IsTrue(bench.Landing.Finished);
        Assert.AreEqual("H000001/1:Found H000002/1:Refused H000003/1:Failed", bench.Landing.Answers);
        Assert.HasCount(1, bench.Landing.Committed);
    }

    [TestMethod]
    public void Without_any_answer_the_request_is_given_up_in_words()
    {
        using var bench = Asked();
        bench.Clock.Advance(TimeSpan.FromDays(16));
        var e = Assert.ThrowsExactly<TransportException>(bench.Look);
        Assert.IsTrue(e.Final);
        Assert.Contains("no answer to request L12 of 2026-10-21", e.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_late_rest_in_a_second_file_fills_what_is_unanswered()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.None(2));
        bench.Look();
        bench.Answer("2.csv", bench.Row(3));
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:NoRecord H000003/1:Found", bench.Landing.Answers);
        Assert.HasCount(2, bench.Landing.Committed);
    }

    [TestMethod]
    public void A_second_file_that_says_something_else_sets_the_person_aside_until_one_is_taken_away()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1, yuan: "3000"), bench.None(2));
        bench.Look();
        bench.Answer("2.csv", bench.Row(1, yuan: "6000"), bench.Row(2), bench.Row(3));
        bench.Look();
        Assert.AreEqual((false, 2, 1), (bench.Landing.Finished, bench.Counts.SetAside, bench.Counts.Answered));
        Assert.Contains("take the wrong file away", bench.Problems, StringComparison.Ordinal);
        bench.Remove("1.csv");
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:Found H000003/1:Found", bench.Landing.Answers);
        Assert.Contains("|6000", bench.Landing.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("|3000\n王伟|" + Orders.Id(1), bench.Landing.Text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_same_answer_twice_doubles_nothing()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.Row(2));
        bench.Answer("2.csv", bench.Row(1), bench.Row(2));
        bench.Answer("3.csv", bench.Row(2), bench.Row(1));
        bench.Look();
        Assert.Contains($"{bench.Told("2.csv")}: the same file lies there under another name", bench.Problems, StringComparison.Ordinal);
        Assert.AreEqual((2, 1, 2L, 4L), (bench.Counts.Answered, bench.Counts.Unanswered, bench.Counts.Duplicates, bench.Counts.Rows));
        bench.Answer("4.csv", bench.None(3));
        bench.Look();
        Assert.HasCount(2, bench.Landing.Committed);
    }

    [TestMethod]
    public void Rows_that_stand_there_again_count_once_and_those_that_differ_beyond_the_agreement_set_aside()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.Row(1), bench.Row(2, employer: "甲公司"), bench.Row(2, employer: "乙公司"), bench.Row(3), bench.None(3));
        bench.Look();
        Assert.AreEqual((1, 2, 1L, 0), (bench.Counts.Found, bench.Counts.SetAside, bench.Counts.Duplicates, bench.Counts.Unanswered));
        bench.Clock.Advance(TimeSpan.FromDays(16));
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:Failed H000003/1:Failed", bench.Landing.Answers, "two employers that pay the same would count as one; a record beside 'none' is no answer");
        Assert.HasCount(1, bench.Landing.Committed);
    }

    [TestMethod]
    public void Where_one_row_a_month_was_agreed_two_that_differ_set_aside()
    {
        using var bench = new ExchangeBench(answer: ", \"oncePer\": [\"税款所属期\"]");
        bench.Look();
        bench.Answer("1.csv", bench.Row(1, "2026-08"), bench.Row(1, "2026-09"), bench.Row(2, yuan: "1"), bench.Row(2, yuan: "2"), bench.None(3));
        bench.Look();
        Assert.AreEqual((1, 1, 1), (bench.Counts.Found, bench.Counts.NoRecord, bench.Counts.SetAside));
    }

    [TestMethod]
    public void A_column_outside_the_agreement_cannot_tell_rows_apart()
    {
        using var bench = new ExchangeBench(answer: ", \"oncePer\": [\"扣缴义务人\"]");
        StringAssert.Contains(Assert.ThrowsExactly<TransportException>(bench.Look).Message, "扣缴义务人", StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(bench.At("exchange")), "nothing left the house");
    }

    [TestMethod]
    public void Several_of_our_people_with_one_number_have_one_answer_and_its_rows_once()
    {
        using var bench = Asked();
        var again = bench.Order.Keys[0];
        bench.Order = bench.Order with { Keys = [.. bench.Order.Keys, new DataMatching.Households.Clearance("H000009/2", again.Id, again.Name, again.Basis, null)] };
        bench.Answer("1.csv", bench.Row(1), bench.Row(1, reference: bench.Reference(4)), bench.None(2), bench.None(3));
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:NoRecord H000003/1:NoRecord H000009/2:Found", bench.Landing.Answers, bench.Problems);
        Assert.HasCount(1, bench.Landing.Committed);
        Assert.AreEqual(0L, bench.Counts.Duplicates);
    }

    [TestMethod]
    public void Rows_about_others_are_refused_and_counted_and_never_kept()
    {
        using var bench = Asked();
        var stranger = PersonReference.Of(12, [9, 9, 9, 9, 9, 9, 9, 9]).Text;
        bench.Answer("1.csv", bench.Row(1), bench.Row(2), bench.None(3), bench.Row(9, reference: stranger), bench.Row(9, reference: "L12-AAAA"), bench.Row(9, reference: bench.Reference(1, 11)));
        bench.Look();
        Assert.IsTrue(bench.Landing.Finished);
        Assert.AreEqual((1L, 1L, 1L), (bench.Counts.Unasked, bench.Counts.Mistyped, bench.Counts.OtherRequest));
        Assert.DoesNotContain(Orders.Id(9), bench.Landing.Text, StringComparison.Ordinal);
        Assert.HasCount(2, bench.Landing.Committed);
    }

    [TestMethod]
    public void Reference_and_number_that_do_not_belong_together_set_both_aside()
    {
        using var bench = new ExchangeBench(people: 5);
        bench.Look();
        bench.Answer("1.csv", bench.Row(1), bench.Row(2), bench.Row(1, "2026-08", id: Orders.Id(2)), bench.Row(3, reference: bench.Reference(3)[..^1] + "O"), bench.None(4), bench.Row(5, id: "449999197001010"));
        bench.Look();
        Assert.AreEqual((2L, 1L, 4, 1), (bench.Counts.Mismatched, bench.Counts.Mistyped, bench.Counts.SetAside, bench.Counts.NoRecord));
        Assert.DoesNotContain(Orders.Id(2), bench.Problems, StringComparison.Ordinal);
        bench.Clock.Advance(TimeSpan.FromDays(16));
        bench.Look();
        Assert.AreEqual("H000001/1:Failed H000002/1:Failed H000003/1:Failed H000004/1:NoRecord H000005/1:Failed", bench.Landing.Answers);
        Assert.AreEqual("", bench.Landing.Text);
    }

    [TestMethod]
    public void A_number_of_fifteen_digits_is_the_number_asked()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1, id: Orders.Id(1)[..6] + Orders.Id(1)[8..17]), bench.None(2), bench.None(3));
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:NoRecord H000003/1:NoRecord", bench.Landing.Answers);
    }

    [TestMethod]
    public void An_answer_to_a_closed_request_is_told_and_not_taken()
    {
        using var bench = Asked();
        bench.Answer("old.csv", bench.Row(1, reference: bench.Reference(1, 11)), bench.Row(2, reference: bench.Reference(2, 11)));
        bench.Look();
        Assert.Contains("rows answer another request: L11 (2 rows); the open one is L12", bench.Problems, StringComparison.Ordinal);
        Assert.AreEqual((0, 3, 2L), (bench.Counts.Answered, bench.Counts.Unanswered, bench.Counts.OtherRequest));
    }

    [TestMethod]
    public void After_closing_what_was_taken_is_moved_and_what_comes_later_is_told()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.None(2), bench.None(3));
        bench.Look();
        // As after a kill between handing over and moving.
        foreach (var file in Directory.GetFiles(bench.At("exchange", "answers", "taken", "L12"))) File.Move(file, bench.At("exchange", "answers", Path.GetFileName(file)));
        var site = new TransportSite(bench.At(), bench.Clock);
        Assert.IsEmpty(bench.Settings.LeftOver(site, bench.Landing.Place));
        Assert.IsEmpty(Directory.GetFiles(bench.At("exchange", "answers")));
        bench.Answer("late.csv", bench.Row(2));
        Assert.Contains($"{bench.Told("late.csv")}: no request of this dataset is open (the last, L12, is closed)", bench.Settings.LeftOver(site, bench.Landing.Place).Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Half_a_file_is_not_read_and_nothing_is_closed_beside_it()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.Row(2), bench.Row(3));
        var (file, manifest) = (bench.At("exchange", "answers", "1.csv"), bench.At("exchange", "answers", "1.csv.manifest.json"));
        var (whole, promised) = (File.ReadAllBytes(file), File.ReadAllText(manifest));
        File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
        bench.Look();
        Assert.Contains($"{bench.Told("1.csv")}: the file's SHA-256 is not the manifest's", bench.Problems, StringComparison.Ordinal);
        File.Delete(manifest);
        bench.Look();
        Assert.Contains($"{bench.Told("1.csv")}: waits for its manifest", bench.Problems, StringComparison.Ordinal);
        File.WriteAllText(manifest, promised.Replace("\"rows\": 3", "\"rows\": 4", StringComparison.Ordinal));
        File.WriteAllBytes(file, whole);
        bench.Look();
        Assert.Contains("found 3 rows, the manifest promises 4", bench.Problems, StringComparison.Ordinal);
        Assert.AreEqual((0, false), (bench.Counts.Answered, bench.Landing.Finished));
        File.WriteAllText(manifest, promised);
        bench.Put("2.csv.gz", [0x1F, 0x8B, 8, 0], 1);
        bench.Look();
        Assert.AreEqual((3, false), (bench.Counts.Answered, bench.Landing.Finished), "a file that could not be read may say something else");
        bench.Remove("2.csv.gz");
        bench.Look();
        Assert.IsTrue(bench.Landing.Finished);
    }

    [TestMethod]
    public void A_manifest_of_another_day_district_or_span_is_refused_in_words()
    {
        using var bench = Asked();
        var content = Encoding.UTF8.GetBytes(ExchangeBench.Header + "\n" + bench.Row(1) + "\n");
        bench.Put("day.csv", content, 1, asOf: "2026-09-29");
        bench.Put("span.csv", content, 1, from: "2026-05");
        bench.Put("place.csv", content, 1, scope: "450000");
        bench.Look();
        Assert.Contains($"{bench.Told("day.csv")}: its data are as of 2026-09-29, expected 2026-09-30 or later", bench.Problems, StringComparison.Ordinal);
        Assert.Contains($"{bench.Told("span.csv")}: it covers 2026-05 to 2026-09, expected the months asked, 2026-04 to 2026-09", bench.Problems, StringComparison.Ordinal);
        Assert.Contains($"{bench.Told("place.csv")}: its manifest says tax/wages of 450000", bench.Problems, StringComparison.Ordinal);
        Assert.AreEqual(0, bench.Counts.Answered);
    }

    [TestMethod]
    public void Where_absence_was_promised_it_counts_only_when_all_is_read()
    {
        using var bench = new ExchangeBench(answer: ", \"absent\": \"noRecord\"");
        bench.Look();
        Assert.AreEqual(3, bench.Counts.Unanswered, "without an answer nobody is absent");
        bench.Answer("1.csv", bench.Row(1), bench.Row(9, reference: "L12-AAAA"));
        bench.Look();
        Assert.AreEqual((1, 0, 2), (bench.Counts.Found, bench.Counts.NoRecord, bench.Counts.Unanswered), "whose row it was cannot be told");
        bench.Answer("1.csv", bench.Row(1));
        bench.Look();
        Assert.AreEqual((1, 0, 2, false), (bench.Counts.Found, bench.Counts.NoRecord, bench.Counts.Unanswered, bench.Landing.Finished), "a second file may name them");
        bench.Clock.Advance(TimeSpan.FromDays(15));
        bench.Answer("2.csv", bench.Row(2));
        bench.Look();
        Assert.AreEqual((2, 0, 1, false), (bench.Counts.Found, bench.Counts.NoRecord, bench.Counts.Unanswered, bench.Landing.Finished), "the last day is one of waiting");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:Found H000003/1:NoRecord", bench.Landing.Answers);
    }

    [TestMethod]
    public void Finished_by_its_name_an_answer_needs_no_manifest()
    {
        using var bench = new ExchangeBench(answer: ", \"finished\": \"rename\"");
        bench.Look();
        Directory.CreateDirectory(bench.At("exchange", "answers"));
        var content = Unfolding.Gb18030.GetBytes(string.Join("\n", [ExchangeBench.Header, bench.Row(1), bench.None(2), bench.None(3)]) + "\n");
        File.WriteAllBytes(bench.At("exchange", "answers", "答复.csv.tmp"), content);
        bench.Look();
        Assert.AreEqual((3, ""), (bench.Counts.Unanswered, bench.Problems));
        File.Move(bench.At("exchange", "answers", "答复.csv.tmp"), bench.At("exchange", "answers", "答复.csv"));
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:NoRecord H000003/1:NoRecord", bench.Landing.Answers);
    }

    [TestMethod]
    public void Whose_basis_ended_meanwhile_gets_nothing_stored()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.Row(2), bench.Row(3));
        bench.Order = bench.Order with { Keys = [bench.Order.Keys[0], bench.Order.Keys[1]] };
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:Found", bench.Landing.Answers);
        Assert.AreEqual((3, 1L), (bench.Counts.Asked, bench.Counts.Unasked));
        Assert.DoesNotContain(Orders.Id(3), bench.Landing.Text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Columns_that_the_agreement_lost_meanwhile_close_the_request()
    {
        using var bench = Asked();
        bench.Order = Orders.Of(bench.Settings, 3, allowed: ["姓名", "证件号码", "税款所属期"]);
        Assert.IsTrue(Assert.ThrowsExactly<TransportException>(bench.Look).Final);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Killed_while_the_answer_is_handed_over_the_same_rows_come_again(int kill)
    {
        using var whole = Asked();
        whole.Answer("1.csv", whole.Row(1), whole.Row(2), whole.None(3));
        whole.Look();
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.Row(2), bench.None(3));
        var before = bench.Landing.Commits;
        bench.Landing.OpenAgain();
        if (kill == 0) bench.Landing.BeforeCommit = n => Kill(n == before);
        else bench.Landing.BeforeFinish = () => Kill(true);
        Assert.ThrowsExactly<IOException>(bench.Bring);
        Assert.IsFalse(bench.Landing.Finished);
        bench.Look();
        Assert.AreEqual(whole.Landing.Text, bench.Landing.Text);
        Assert.AreEqual(whole.Landing.Answers, bench.Landing.Answers);
    }

    private static void Kill(bool now)
    {
        if (now) throw new IOException("killed");
    }

    private static ExchangeBench Asked()
    {
        var bench = new ExchangeBench();
        bench.Look();
        return bench;
    }
}
