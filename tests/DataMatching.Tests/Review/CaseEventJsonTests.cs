using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Tests.Review;

[TestClass]
public sealed class CaseEventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 21, 9, 30, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Day = new(2026, 10, 21);
    private static readonly Attachment Paper = Desk.Paper;

    private static readonly CaseEvent[] All =
    [
        new Opened(1, At, 1, Desk.Quarter, "KN1", Desk.Place, Flag.Exit, ExitKind.Relieved, 5, 36, ["relieved-by-aid"]),
        new Assigned(2, At, 1, null), new Assigned(2, At, 1, 7), new Applied(3, At, 1, Day, Paper),
        new Visited(4, At, 2, Day, new Visitor(2, "张核"), new Visitor(null, "李\"同\""), CausesFound.Gone, "𠮷屋\n一处", "😀", Desk.Sheet(), [Paper]),
        new EvidenceSeen(5, At, 2, "病历", [Paper, Paper]), new SumsDone(6, At, 2, Desk.Sheet(), ""), new Discussed(7, At, 2, Day, ["甲", "乙"], "同意", []),
        new Assessed(8, At, 2, Day, "相对困难", Money.Yuan(300)), new Assessed(8, At, 2, Day, "相对困难", null), new NoticePosted(9, At, 4, Day, Day.AddDays(9), "公告栏"),
        new Signed(10, At, 2, Role.Grassroots, "同意", "某主席", Paper), new Signed(10, At, 2, Role.County, "", null, null),
        new ReasonsGiven(11, At, 2, Day, "邮寄", Paper), new HearingRecorded(12, At, 2, Day, HearingKind.Waived, "", Paper), new WaitingBegun(13, At, 2, Day),
        new TookEffect(14, At, 6, Day, null), new Closed(15, At, 6, Decision.Corrected, "更正"), new Objected(16, At, 2, Day, "本人", "不服", []),
        new ObjectionAnswered(17, At, 4, 16, "属实", "visit"), new ObjectionAnswered(17, At, 4, 16, "不属实", null), new Returned(18, At, 4, "sums", "算错"),
        new IncomeVerified(19, At, 2, "KN1/2", new Month(2026, 8), IncomeKind.Wage, new Money(90_001), Paper),
        new OutcomeCoded(20, At, 2, "vehicle-beyond-limits", Outcome.WrongAtSource, "已售", new Correction("KN1/1", "vehicle", "vehicles", "ab12", "已过户", Paper, Day, Day.AddDays(180))),
        new OutcomeCoded(20, At, 2, "vehicle-beyond-limits", Outcome.Right, "属实", null), new RelativeDeclared(21, At, 2, 2, "表兄"), new Noted(22, At, 2, "备注", []),
        new Rejudged(23, At, 0, Flag.Exit, ExitKind.Relieved, 6, 41, ["relieved-by-aid"]), new Rejudged(23, At, 0, Flag.Add, null, 6, 41, ["not-on-file"]), new Unflagged(24, At, 0, 7),
        new EvidenceWithdrawn(25, At, 2, 19, "填错月份"), new Superseded(26, At, 0, 8, Decision.Exited), new Superseded(26, At, 0, 8, null),
    ];

    [TestMethod]
    public void Every_kind_comes_back_as_it_was_with_the_same_bytes()
    {
        CollectionAssert.AreEqual(CaseEventJson.AllKinds.ToArray(), All.Select(CaseEventJson.Kind).Distinct().Order(StringComparer.Ordinal).ToArray());
        foreach (var happened in All)
        {
            var text = CaseEventJson.Write(happened);
            var read = CaseEventJson.Read(text);
            Assert.AreEqual(happened.GetType(), read.GetType());
            Assert.AreEqual(text, CaseEventJson.Write(read));
            Assert.AreEqual((happened.Sequence, happened.At, happened.By, happened.Recorded), (read.Sequence, read.At, read.By, read.Recorded));
        }

        Assert.AreEqual(All[2], CaseEventJson.Read(CaseEventJson.Write(All[2])));
        var income = (IncomeVerified)CaseEventJson.Read(CaseEventJson.Write(All[22]));
        Assert.AreEqual((IncomeVerified)All[22], income);
    }

    [TestMethod]
    public void Bytes_are_these()
    {
        Assert.AreEqual("""{"version":1,"kind":"income-verified","amount":90001,"at":"2026-10-21T09:30:00+08:00","by":2,"document":{"hash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","name":"签字表.jpg"},"incomeKind":"Wage","month":"2026-08","person":"KN1/2","sequence":19}""", CaseEventJson.Write(All[22]));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (odd.NumberFormat.NegativeSign, odd.DateTimeFormat.DateSeparator, odd.DateTimeFormat.TimeSeparator) = ("~", "!", "!");
            CultureInfo.CurrentCulture = odd;
            Assert.AreEqual("""{"version":1,"kind":"assigned","at":"2026-10-21T09:30:00+08:00","by":1,"sequence":2,"to":null}""", CaseEventJson.Write(All[1]));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("""{"version":1}""")]
    [DataRow("""{"version":"1","kind":"noted"}""")]
    [DataRow("""{"version":1,"kind":"noted","at":"2026-10-21T09:30:00+08:00","by":1,"sequence":2,"text":"Secret"}""", DisplayName = "one missing")]
    [DataRow("""{"version":1,"kind":"noted","at":"2026-10-21T09:30:00+08:00","attachments":[],"by":1,"sequence":2,"text":"Secret","more":1}""", DisplayName = "one too many")]
    [DataRow("""{"version":1,"kind":"noted","at":"2026-10-21T09:30:00+08:00","attachments":[],"by":1,"by":1,"sequence":2,"text":"Secret"}""", DisplayName = "one twice")]
    [DataRow("""{"version":1,"kind":"noted","at":"2026-10-21T09:30:00+08:00","attachments":[],"by":1,"sequence":2,"text":null}""", DisplayName = "null for a text")]
    [DataRow("""{"version":1,"kind":"noted","at":"2026-10-21T09:30:00+08:00","attachments":[null],"by":1,"sequence":2,"text":"Secret"}""", DisplayName = "null in a list")]
    [DataRow("""{"version":1,"kind":"noted","at":"Secret","attachments":[],"by":1,"sequence":2,"text":"x"}""", DisplayName = "no time")]
    [DataRow("""{"version":1,"kind":"noted","At":"2026-10-21T09:30:00+08:00","attachments":[],"by":1,"sequence":2,"text":"x"}""", DisplayName = "another case")]
    [DataRow("""{"version":1,"kind":"closed","at":"2026-10-21T09:30:00+08:00","by":1,"decision":"1","sequence":2,"text":"x"}""", DisplayName = "an enum by number")]
    [DataRow("""{"version":1,"kind":"closed","at":"2026-10-21T09:30:00+08:00","by":1,"decision":1,"sequence":2,"text":"x"}""", DisplayName = "an enum as number")]
    public void A_damaged_text_is_refused_without_repeating_it(string json)
    {
        var error = Assert.ThrowsExactly<FormatException>(() => CaseEventJson.Read(json));
        Assert.DoesNotContain("Secret", error.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_later_programs_event_is_refused_by_name()
    {
        Assert.Contains("\"video-heard\"", Assert.ThrowsExactly<FormatException>(() => CaseEventJson.Read("""{"version":1,"kind":"video-heard","at":"x"}""")).Message, StringComparison.Ordinal);
        Assert.Contains("version 2", Assert.ThrowsExactly<FormatException>(() => CaseEventJson.Read("""{"version":2,"kind":"noted"}""")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1980", Assert.ThrowsExactly<FormatException>(() => CaseEventJson.Read("""{"version":1,"kind":"440106198001010010"}""")).Message, StringComparison.Ordinal);
    }
}
