using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Registries;

[TestClass]
public sealed class RowReaderTests
{
    private static readonly Column Field = new("字段");

    [TestMethod]
    [DataRow("2026-09-30")]
    [DataRow("2026/9/30")]
    [DataRow("2026-9-30")]
    [DataRow("20260930")]
    [DataRow("2026年9月30日")]
    [DataRow("２０２６－０９－３０")]
    [DataRow(" 2026-09-30 00:00:00")]
    [DataRow("2026/9/30 0:00:00")]
    [DataRow("2026-09-30T00:00:00.000")]
    public void DayIsReadInEverySpelling(string text) => Assert.AreEqual(new DateOnly(2026, 9, 30), Reading(text).Day(Field));

    [TestMethod]
    [DataRow("2026-02-29")]
    [DataRow("2026-09-30 08:15:00")]
    [DataRow("30/09/2026")]
    [DataRow("1899-12-31")]
    [DataRow("2101-01-01")]
    [DataRow("46295")]
    [DataRow("2026-09")]
    [DataRow(" ")]
    public void ImpossibleDayIsRefused(string text) => Refused(text, r => r.Day(Field));

    [TestMethod]
    public void LeapDayIsReal() => Assert.AreEqual(new DateOnly(2024, 2, 29), Reading("2024-02-29").Day(Field));

    [TestMethod]
    public void EventOnTheAsOfDayHasHappenedAndOneOnTheNextHasNot()
    {
        Assert.AreEqual(new DateOnly(2026, 9, 30), Reading("2026-09-30").PastDay(Field));
        Refused("2026-10-01", r => r.PastDay(Field));
    }

    [TestMethod]
    [DataRow("2026-04", true)]
    [DataRow("202609", true)]
    [DataRow("2026年5月", true)]
    [DataRow("2026-03", false)]
    [DataRow("2026-10", false)]
    [DataRow("2026", false)]
    [DataRow("", false)]
    public void OnlyMonthsOfTheManifestArePromised(string text, bool promised)
    {
        var reader = Reading(text);
        reader.PromisedMonth(Field);
        Assert.AreEqual(promised, reader.Rejection is null);
    }

    [TestMethod]
    [DataRow("1990-01", true)]
    [DataRow("2100-12", true)]
    [DataRow("1989-12", false)]
    [DataRow("2101-01", false)]
    public void MonthsArePlausible(string text, bool plausible) => Assert.AreEqual(plausible, Reading(text).OptionalMonth(Field) is not null);

    [TestMethod]
    [DataRow("0", 0L)]
    [DataRow("1,234.5", 123450L)]
    [DataRow(".5", 50L)]
    [DataRow("１２．３０", 1230L)]
    [DataRow("99999999.99", 9999999999L)]
    public void YuanIsExact(string text, long fen) => Assert.AreEqual(new Money(fen), Reading(text).Yuan(Field));

    [TestMethod]
    [DataRow("")]
    [DataRow("-0.01")]
    [DataRow("1.005")]
    [DataRow("100000000")]
    [DataRow("1e3")]
    [DataRow("1,5")]
    [DataRow("1,890,00")]
    [DataRow(".")]
    [DataRow("三千O五")]
    [DataRow("79228162514264337593543950335")]
    public void AmountOutOfBoundsIsRefused(string text) => Refused(text, r => r.Yuan(Field));

    [TestMethod]
    [DataRow("12.58", 12580000L)]
    [DataRow("0.000001", 1L)]
    [DataRow("9999.999999", 9999999999L)]
    public void TenThousandYuanIsExact(string text, long fen) => Assert.AreEqual(new Money(fen), Reading(text).OptionalTenThousandYuan(Field));

    [TestMethod]
    [DataRow("10000")]
    [DataRow("0.0000001")]
    [DataRow("-1")]
    [DataRow("99999999999999999999")]
    public void ImpossiblePriceIsRefused(string text) => Refused(text, r => r.OptionalTenThousandYuan(Field));

    [TestMethod]
    [DataRow("1/2", 1, 2)]
    [DataRow("２／４", 1, 2)]
    [DataRow(" 1 / 3 ", 1, 3)]
    [DataRow("50%", 1, 2)]
    [DataRow("33.3%", 333, 1000)]
    [DataRow("100%", 1, 1)]
    [DataRow("全部", 1, 1)]
    [DataRow("单独所有", 1, 1)]
    [DataRow("", 1, 1)]
    [DataRow("共同共有", 1, 2)]
    public void ShareIsReadInLowestTerms(string text, int numerator, int denominator)
    {
        var reader = Reading(text);
        Assert.AreEqual((numerator, denominator), reader.Share(Field));
        Assert.IsNull(reader.Rejection);
    }

    [TestMethod]
    [DataRow("0/2")]
    [DataRow("1/0")]
    [DataRow("3/2")]
    [DataRow("-1/2")]
    [DataRow("100.01%")]
    [DataRow("0%")]
    [DataRow("一半")]
    public void ImpossibleShareIsRefused(string text) => Refused(text, r => r.Share(Field));

    [TestMethod]
    [DataRow("2026-05", true)]
    [DataRow("2026-04", false)]
    [DataRow("", true)]
    public void SpanMayEndInItsFirstMonthButNotBefore(string last, bool right)
    {
        var end = new Column("止");
        var reader = new RowReader(new SomeColumns(Field, end), new Row(["2026-05", last]), Somebody);
        var span = reader.Months(Field, end);
        Assert.AreEqual(right ? null : "止", reader.Rejection?.Column);
        Assert.AreEqual(new DateOnly(2026, 5, 1), span.Start);
        Assert.AreEqual(last == "2026-05" ? new DateOnly(2026, 5, 31) : null, span.End);
    }

    [TestMethod]
    public void FirstFailureStands()
    {
        var second = new Column("第二");
        var reader = new RowReader(new SomeColumns(Field, second), new Row(["x", "y"]), Somebody);
        reader.Yuan(Field);
        reader.Day(second);
        Assert.AreEqual("字段", reader.Rejection?.Column);
    }

    [TestMethod]
    [DataRow("449999197803121010", true)]
    [DataRow("449999780312101", true)]
    [DataRow("449999197803121011", false)]
    [DataRow("E12345678", false)]
    [DataRow("4499991978031210\uD83D\uDE00", false)]
    [DataRow("", false)]
    public void OtherPersonKeepsOnlyARightNumber(string number, bool right)
    {
        var id = new Column("对方证件号码");
        var found = new RowReader(new SomeColumns(Field, id), new Row(["林示例", number]), Somebody).Other(Field, id);
        Assert.AreEqual(right, found?.Id is not null);
        if (right) Assert.AreEqual("449999197803121010", found!.Id!.Value.Reveal());
    }

    private static readonly PersonInRow Somebody = new(
        "H1/1", MatchGrade.Certain, new Provenance(1, "f.csv", 2, 0, ""),
        new Manifest("r", "d", new District(440000), new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), DeliveryMode.Full, ExtractEncoding.Utf8, 1, "", null), 0);

    private static RowReader Reading(string text) => new(new SomeColumns(Field), new Row([text]), Somebody);

    private static void Refused(string text, Action<RowReader> read)
    {
        var reader = Reading(text);
        read(reader);
        Assert.AreEqual("字段", reader.Rejection?.Column);
        Assert.IsTrue(reader.Rejection!.IsRejected);
    }

    private sealed class SomeColumns(params Column[] columns) : Dataset
    {
        public override string Registry => "r";
        public override string Id => "d";
        public override bool ByMonth => false;
        public override IReadOnlyList<Column> Columns { get; } = columns;
        public override IReadOnlyList<PersonColumns> People => [];
        public override RowResult Read(Row row, PersonInRow person) => RowResult.Of();
    }
}
