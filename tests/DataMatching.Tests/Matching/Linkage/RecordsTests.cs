using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>How what files write becomes comparable.</summary>
[TestClass]
public sealed class RecordsTests
{
    [TestMethod]
    [DataRow("  Anna  MARIA ", ContentKind.Text, "anna maria")]
    [DataRow("ＡＢＣ１２", ContentKind.Text, "abc12")]
    [DataRow("N/A", ContentKind.Text, null)]
    [DataRow("不详", ContentKind.ChineseName, null)]
    [DataRow("張偉", ContentKind.ChineseName, "张伟")]
    [DataRow("11010519491231002X", ContentKind.Number, "11010519491231002x")]
    [DataRow("AB-12 34", ContentKind.Number, "ab1234")]
    [DataRow("+86 138-1234-5678", ContentKind.Phone, "13812345678")]
    [DataRow("020-12345678", ContentKind.Phone, "2012345678")]
    [DataRow("1,234.50", ContentKind.Quantity, "1234.5")]
    [DataRow("abc", ContentKind.Quantity, null)]
    [DataRow("1,5", ContentKind.Quantity, null)]
    [DataRow("0.00004", ContentKind.Quantity, "0.00004")]
    [DataRow("09041956", ContentKind.Date, "19560409")]
    [DataRow("1956年4月9日", ContentKind.Date, "19560409")]
    [DataRow("1956-4-9 00:00:00", ContentKind.Date, "19560409")]
    [DataRow("09/04/1956", ContentKind.Date, "19560409")]
    [DataRow("04/29/1956", ContentKind.Date, "19560429")]
    [DataRow("19561399", ContentKind.Date, "19561399")]
    [DataRow("April", ContentKind.Date, null)]
    [DataRow("", ContentKind.Text, null)]
    public void Fields_are_folded(string written, ContentKind kind, string? text) => Assert.AreEqual(text, FieldText.Of(written, kind));

    [TestMethod]
    public void Texts_are_numbered_over_both_files()
    {
        var records = new LinkRecords([new LinkField("a", ContentKind.Text)], isOne: false);
        records.Add(true, ["1", "2", "3"], [["x", null, "y"]]);
        records.Add(false, ["4", "5"], [["Y", "z"]]);
        var field = records.Field("a");
        Assert.AreEqual(3, field.Distinct);
        Assert.AreEqual(field.Left[2], field.Right[0]);
        Assert.AreEqual(FieldValues.Missing, field.Left[1]);
        Assert.AreEqual(0.5, field.FrequencyOf(field.Left[2]), 1e-9);
        Assert.AreEqual(6, records.Pairs);
    }

    [TestMethod]
    public void What_stands_for_nothing_in_a_field_is_missing_there_and_nowhere_else()
    {
        var records = new LinkRecords([new LinkField("a", ContentKind.Phone, ["138-0000-0000"]), new LinkField("b", ContentKind.Phone)], isOne: true);
        records.Add(true, ["1", "2"], [["+86 13800000000", "13912345678"], ["13800000000", null]]);
        Assert.AreEqual(FieldValues.Missing, records.Field("a").Left[0]);
        Assert.AreEqual(1, records.Field("a").LeftFilled);
        Assert.AreEqual(1, records.Field("b").LeftFilled);
    }

    [TestMethod]
    public void One_file_has_each_pair_once()
    {
        var records = new LinkRecords([new LinkField("a", ContentKind.Text)], isOne: true);
        records.Add(true, ["1", "2", "3"], [["x", "y", "z"]]);
        Assert.AreEqual(3, records.Pairs);
        Assert.ThrowsExactly<InvalidOperationException>(() => records.Add(false, ["4"], [["x"]]));
    }
}
