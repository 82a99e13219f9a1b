using System.Text;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Tests.Files;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Exchange;

/// <summary>Answers that say less than they seem to: nobody becomes "no record", and nobody loses a month, by what was not said.</summary>
[TestClass]
public sealed class DoubtfulAnswerTests
{
    private const string Absent = ", \"absent\": \"noRecord\"";

    [TestMethod]
    public void A_file_that_answers_nobody_of_the_request_makes_nobody_absent()
    {
        foreach (var rows in (Func<ExchangeBench, string[]>[])[_ => [], b => [b.Row(1, reference: b.Reference(1, 11)), b.None(2).Replace(b.Reference(2), b.Reference(2, 11), StringComparison.Ordinal)]])
        {
            using var bench = Asked(Absent);
            bench.Answer("1.csv", rows(bench));
            bench.Look();
            Assert.AreEqual((3, 0, false), (bench.Counts.Unanswered, bench.Counts.NoRecord, bench.Landing.Finished), bench.Problems);
            bench.Clock.Advance(TimeSpan.FromDays(16));
            Assert.IsTrue(Assert.ThrowsExactly<TransportException>(bench.Look).Final);
            Assert.AreEqual("", bench.Landing.Answers);
        }
    }

    [TestMethod]
    public void Beside_rows_of_another_request_the_unnamed_fail()
    {
        using var bench = Asked(Absent);
        bench.Answer("1.csv", bench.Row(1), bench.Row(2, reference: bench.Reference(2, 11)));
        bench.Clock.Advance(TimeSpan.FromDays(16));
        bench.Look();
        Assert.AreEqual("H000001/1:Found H000002/1:Failed H000003/1:Failed", bench.Landing.Answers);
    }

    [TestMethod]
    public void What_lay_there_before_the_request_was_written_is_not_looked_at_in_the_same_pull()
    {
        using var bench = new ExchangeBench();
        bench.Answer("1.csv", bench.Row(1), bench.None(2), bench.None(3));
        bench.Look();
        Assert.AreEqual((false, 2, 3, ""), (bench.Landing.Finished, bench.Landing.Commits, bench.Counts.Unanswered, bench.Problems));
        bench.Look();
        Assert.IsTrue(bench.Landing.Finished);
    }

    [TestMethod]
    [DataRow("{0},王伟,{1},2026-08,3,000,甲公司,有", DisplayName = "a comma without quotes")]
    [DataRow("{0},王伟,{1},2026-08,3000,\"甲\"公司,有", DisplayName = "broken quotes")]
    [DataRow("{0},王伟,{1},2026-08,3000", DisplayName = "cut off")]
    public void A_row_that_cannot_be_taken_apart_refuses_the_file(string broken)
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), string.Format(System.Globalization.CultureInfo.InvariantCulture, broken, bench.Reference(1), Orders.Id(1)), bench.None(2), bench.None(3));
        bench.Look();
        Assert.AreEqual((0, 3, 1L, false), (bench.Counts.Answered, bench.Counts.Unanswered, bench.Counts.Unreadable, bench.Landing.Finished));
        Assert.Contains($"{bench.Told("1.csv")}: row 3 cannot be taken apart", bench.Problems, StringComparison.Ordinal);
        Assert.DoesNotContain(Orders.Id(1), bench.Problems, StringComparison.Ordinal);
        Assert.AreNotEqual(DataMatching.Jobs.Reports.RefusalWords.Other, DataMatching.Jobs.Reports.RefusalWords.KindOf(bench.Problems));
        bench.Answer("2.csv", bench.Row(1, "2026-08"), bench.Row(1), bench.None(2), bench.None(3));
        bench.Look();
        Assert.AreEqual((3, false), (bench.Counts.Answered, bench.Landing.Finished), "the file that was not read may say something else");
        bench.Remove("1.csv");
        bench.Look();
        Assert.HasCount(2, bench.Landing.Committed);
    }

    [TestMethod]
    public void A_row_without_a_usable_reference_or_number_refuses_the_file_and_a_blank_one_is_none()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1, "2026-08"), bench.Row(1, reference: bench.Reference(1)[..^1] + "O", id: "4.40106E+17"), ",, ,,,,", bench.None(2), bench.None(3));
        bench.Answer("2.csv", bench.None(2), ",, ,,,,", bench.None(3));
        bench.Look();
        Assert.AreEqual((2, 1L, false), (bench.Counts.Answered, bench.Counts.Unreadable, bench.Landing.Finished));
        Assert.Contains($"{bench.Told("1.csv")}: row 3 cannot be taken apart", bench.Problems, StringComparison.Ordinal);
        bench.Clock.Advance(TimeSpan.FromDays(16));
        bench.Look();
        Assert.AreEqual("H000001/1:Failed H000002/1:NoRecord H000003/1:NoRecord", bench.Landing.Answers, "nobody is complete without the month that may be his");
    }

    [TestMethod]
    public void No_record_and_refused_need_no_number_and_a_record_does()
    {
        using var bench = Asked();
        bench.Answer("1.csv", $"{bench.Reference(1)},,,,,,无", $"{bench.Reference(2)},,　,,,,不予提供", $"{bench.Reference(3)},,,2026-09,3000,甲公司,有");
        bench.Look();
        Assert.AreEqual((1, 1, 1, 1L), (bench.Counts.NoRecord, bench.Counts.Refused, bench.Counts.SetAside, bench.Counts.Mismatched));
        bench.Answer("1.csv", $"{bench.Reference(1)},,{Orders.Id(2)},,,,无", bench.None(2), bench.Row(3));
        bench.Look();
        Assert.AreEqual((2, 1L), (bench.Counts.SetAside, bench.Counts.Mismatched), "a number that stands there has to be his");
    }

    [TestMethod]
    public void A_file_is_told_by_its_place_and_content_never_by_its_name()
    {
        foreach (var name in (string[])["张三 440106 19800505 001X.xlsx", "王伟.csv"])
        {
            using var bench = Asked();
            bench.Answer("1.csv", bench.Row(1));
            bench.Put(name, Encoding.UTF8.GetBytes("x"), 1);
            File.Delete(bench.At("exchange", "answers", name + ".manifest.json"));
            bench.Look();
            Assert.Contains($"{bench.Told(name)}: waits for its manifest", bench.Problems, StringComparison.Ordinal);
            var left = string.Join('\n', bench.Settings.LeftOver(new TransportSite(bench.At(), bench.Clock), null));
            Assert.Contains($"{bench.Told(name)}: no request", left, StringComparison.Ordinal);
            foreach (var part in (string[])["张三", "王伟", "440106", "19800505", "001X"]) Assert.DoesNotContain(part, bench.Landing.Place + left, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void The_parts_of_an_archive_are_not_told_by_their_names()
    {
        using var bench = Asked();
        bench.Put("1.zip", Unfolding.Zip(("张三 440106198005050019.csv", [])), 0);
        bench.Look();
        Assert.Contains($"{bench.Told("1.zip")}: a part of the archive: the file is empty", bench.Problems, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", bench.Problems, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_that_cannot_be_opened_holds_up_nobody_beyond_the_last_day()
    {
        using var bench = Asked(Absent);
        bench.Answer("1.csv", bench.Row(1), bench.None(2));
        bench.Answer("2.csv", bench.Row(3));
        using (new FileStream(bench.At("exchange", "answers", "2.csv"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            bench.Look();
            Assert.AreEqual((2, 1, false), (bench.Counts.Answered, bench.Counts.Unanswered, bench.Landing.Finished));
            Assert.Contains("answer file 2: it cannot be read (IOException)", bench.Problems, StringComparison.Ordinal);
            Assert.AreNotEqual(DataMatching.Jobs.Reports.RefusalWords.Other, DataMatching.Jobs.Reports.RefusalWords.KindOf(bench.Problems));
            bench.Clock.Advance(TimeSpan.FromDays(16));
            bench.Look();
            Assert.AreEqual("H000001/1:Found H000002/1:NoRecord H000003/1:Failed", bench.Landing.Answers);
            Assert.Contains("answer file 1: no request", bench.Settings.LeftOver(new TransportSite(bench.At(), bench.Clock), bench.Landing.Place).Single(), StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void A_file_that_changes_while_it_is_read_is_not_taken()
    {
        using var bench = Asked();
        bench.Answer("1.csv", bench.Row(1), bench.None(2), bench.None(3));
        var path = bench.At("exchange", "answers", "1.csv");
        var (sum, stamp) = (new string('0', 64), AnswerFile.StampOf(path));
        foreach (var before in new[] { stamp with { Length = stamp.Length - 1 }, stamp with { Changed = stamp.Changed.AddSeconds(-1) } })
        {
            var refused = Assert.ThrowsExactly<DataMatching.Connectors.Files.FileRefused>(() =>
                AnswerRows.Read(bench.Settings, new AnswerFile(path, "answer file 1", before, sum, null), bench.Order, bench.At("work.csv"), _ => { }, CancellationToken.None));
            Assert.Contains("changed while it was read", refused.Message, StringComparison.Ordinal);
        }

        Assert.IsNull(AnswerRows.Read(bench.Settings, new AnswerFile(path, "answer file 1", stamp, sum, null), bench.Order, bench.At("work.csv"), _ => { }, CancellationToken.None));
        Assert.IsEmpty(Directory.GetFiles(bench.At(), "work.csv*"));
    }

    [TestMethod]
    public void Of_other_requests_the_lowest_five_are_told_and_the_rest_counted()
    {
        using var bench = Asked();
        bench.Answer("1.csv", [.. Enumerable.Range(20, 30).Reverse().Select(n => bench.Row(1, reference: bench.Reference(1, n))), bench.Row(2, reference: bench.Reference(2, 3)), bench.Row(3, reference: bench.Reference(3, 20))]);
        bench.Answer("2.csv", bench.Row(1, reference: bench.Reference(1, 21)));
        bench.Look();
        Assert.Contains("rows answer another request: L3 (1 rows), L20 (2 rows), L21 (2 rows), L22 (1 rows), L23 (1 rows), and 26 more rows; the open one is L12", bench.Problems, StringComparison.Ordinal);
        Assert.AreEqual(33L, bench.Counts.OtherRequest);
    }

    [TestMethod]
    public void Of_rows_about_others_nothing_is_held()
    {
        using var bench = Asked();
        var match = new MatchAnswers(bench.Settings, bench.Order, 12, p => bench.Reference(bench.Order.Keys.ToList().IndexOf(p) + 1));
        var draft = new AnswerDraft();
        foreach (var reference in (string[])[bench.Reference(1, 11), PersonReference.Of(12, [9, 9, 9, 9, 9, 9, 9, 9]).Text, "L12-AAAA", bench.Reference(1)])
            match.Sort(new AnswerRow(reference, "有", [bench.Order.Keys[0].Id], true, [], 0) { IsBlank = false }, draft);
        Assert.AreEqual((4L, 1, 1), (draft.Rows, draft.Said.Count, draft.Aside.Count));
    }

    private static ExchangeBench Asked(string answer = "")
    {
        var bench = new ExchangeBench(answer: answer);
        bench.Look();
        return bench;
    }
}
