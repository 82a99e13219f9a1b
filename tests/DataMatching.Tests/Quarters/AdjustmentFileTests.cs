using System.Text;
using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Tests.Architecture;
using DataMatching.Tests.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Quarters;

/// <summary>The adjustment file: its layout is read strictly, and what stands in it is what the layout asks for and no more.</summary>
[TestClass]
public sealed class AdjustmentFileTests
{
    [TestMethod]
    public void The_shipped_layout_is_the_one_of_a_site_without_a_file_and_holds_no_number()
    {
        List<ConfigurationError> errors = [];
        var shipped = AdjustmentLayout.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", "adjustment.json")), errors)!;
        Assert.IsEmpty(errors);
        CollectionAssert.AreEqual(AdjustmentLayout.Default.Columns.ToArray(), shipped.Columns.ToArray());
        Assert.IsFalse(shipped.HasIdNumbers);
    }

    [TestMethod]
    [DataRow("{", "line 1", "one JSON object")]
    [DataRow("[]", "$.columns", "not empty")]
    [DataRow("""{"columns":[]}""", "$.columns", "not empty")]
    [DataRow("""{"columns":[{"header":"a","field":"name"}]}""", "$.columns", "whose row")]
    [DataRow("""{"columns":[{"header":"a","field":"household"},{"header":"a","field":"name"}]}""", "$.columns[1].header", "each header once")]
    [DataRow("""{"columns":[{"header":"a","field":"salary"}]}""", "$.columns[0].field", "household")]
    [DataRow("""{"columns":[{"header":" ","field":"household"}]}""", "$.columns[0].header", "not empty")]
    [DataRow("""{"columns":[{"header":"a","field":"household","format":"x"}]}""", "$.columns[0].format", "no format")]
    [DataRow("""{"columns":[{"header":"a","field":"household"},{"header":"b","field":"decided-on","format":"dd.MM"}]}""", "$.columns[1].format", "yyyyMMdd")]
    [DataRow("""{"columns":[{"header":"a","field":"household","width":3}]}""", "$.columns[0].width", "header, field, format")]
    [DataRow("""{"columns":[{"header":"a","field":"household"}],"sheet":1}""", "$.sheet", "columns, source")]
    [DataRow("""{"columns":["household"]}""", "$.columns[0]", "an object")]
    public void A_fault_of_the_layout_names_its_place_and_what_was_expected(string json, string place, string expected)
    {
        List<ConfigurationError> errors = [];
        Assert.IsNull(AdjustmentLayout.Parse(json, errors));
        Assert.IsTrue(errors.Any(e => e.Place == place && e.Expected.Contains(expected, StringComparison.Ordinal)), string.Join('\n', errors));
    }

    [TestMethod]
    public void Each_row_says_what_the_layout_asks_and_an_id_number_stands_only_where_it_does()
    {
        var household = Samples.Household("KN1");
        var exited = ReviewSamples.Listing("KN1") with { State = CaseState.Closed, Decision = Decision.Exited, DecidedOn = new DateOnly(2026, 11, 3), Rules = ["vehicle-beyond-limits"] };
        AdjustedHousehold[] rows = [new(exited, household, Money.Yuan(300)), new(exited with { Household = "KN2", Decision = Decision.Kept }, household, null)];
        var text = Csv(AdjustmentLayout.Default, rows);
        Assert.Contains("档案号,季度,行政区划代码,地区,困难职工,家庭人口,名单,决定,退出类别,事由,决定日期", text, StringComparison.Ordinal);
        Assert.Contains("KN1,2026Q3,440106,广东省广州市天河区,", text, StringComparison.Ordinal);
        Assert.Contains("拟退出,退出,其他退出,", text, StringComparison.Ordinal);
        Assert.Contains("拟退出,维持,,", text, StringComparison.Ordinal);
        Assert.Contains(",2026-11-03", text, StringComparison.Ordinal);
        var number = household.Principal.Id!.Value.Reveal();
        Assert.DoesNotContain(number, text, StringComparison.Ordinal);
        var layout = Layout("""{"columns":[{"header":"h","field":"household"},{"header":"id","field":"id-number"},{"header":"d","field":"decision","format":"code"},{"header":"on","field":"decided-on","format":"yyyyMMdd"},{"header":"fen","field":"amount","format":"fen"}]}""");
        Assert.IsTrue(layout.HasIdNumbers);
        var full = Csv(layout, rows);
        Assert.Contains(number, full, StringComparison.Ordinal);
        Assert.Contains(",Exited,20261103,30000\r\n", full, StringComparison.Ordinal);
        Assert.Contains(",Kept,20261103,\r\n", full, StringComparison.Ordinal);
        Assert.AreEqual(full, Csv(layout, rows));
        using MemoryStream one = new(), two = new();
        AdjustmentFile.WriteXlsx(one, new Quarter(2026, 3), layout, rows);
        AdjustmentFile.WriteXlsx(two, new Quarter(2026, 3), layout, rows);
        Assert.IsTrue(one.Length > 0 && one.ToArray().AsSpan().SequenceEqual(two.ToArray()));
    }

    private static AdjustmentLayout Layout(string json)
    {
        List<ConfigurationError> errors = [];
        return AdjustmentLayout.Parse(json, errors) ?? throw new AssertFailedException(string.Join('\n', errors));
    }

    private static string Csv(AdjustmentLayout layout, IEnumerable<AdjustedHousehold> rows)
    {
        using var to = new MemoryStream();
        AdjustmentFile.WriteCsv(to, layout, rows);
        return Encoding.UTF8.GetString(to.ToArray());
    }
}
