using DataMatching.Connectors.Registries;
using DataMatching.Identity;
using DataMatching.Tests.Extracts;

namespace DataMatching.Tests.Identity;

[TestClass]
public sealed class FieldMaskTests
{
    [TestMethod]
    [DataRow(FieldKind.Name, "欧阳修竹", "欧***")]
    [DataRow(FieldKind.Name, " 王伟 ", "王*")]
    [DataRow(FieldKind.IdNumber, "E12345678", "*********")]
    [DataRow(FieldKind.IdNumber, "449999197001010X1", "4499***********X1")]
    [DataRow(FieldKind.Number, "粤A12721", "*****21")]
    [DataRow(FieldKind.Number, "440106001001GB00001F00010001", "************************0001")]
    [DataRow(FieldKind.Number, "12", "**")]
    [DataRow(FieldKind.Address, "广州市天河区五山路381号2栋", "广州市天河区****")]
    [DataRow(FieldKind.Address, "五山路3号", "五****")]
    [DataRow(FieldKind.Organisation, "王小明", "王**")]
    [DataRow(FieldKind.Organisation, "广州某某电子有限公司", "广州某某电子有限公司")]
    [DataRow(FieldKind.Plain, "2026-09-30", "2026-09-30")]
    [DataRow(FieldKind.Plain, "20260930", "20260930")]
    [DataRow(FieldKind.Plain, "2026年9月30日", "2026年9月30日")]
    [DataRow(FieldKind.Plain, "2026-09-30 00:00:00", "2026-09-30 00:00:00")]
    [DataRow(FieldKind.Plain, "1,234,567.80", "1,234,567.80")]
    [DataRow(FieldKind.Plain, "9200.00", "9200.00")]
    [DataRow(FieldKind.Plain, "小型轿车", "小型轿车")]
    [DataRow(FieldKind.Plain, "13800001111", "*********11")]
    [DataRow(FieldKind.Plain, "电话138-0000-1111转3", "电话***********11转3")]
    [DataRow(FieldKind.Plain, "账号６２２２０２１００１１１６２４", "账号*************２４")]
    [DataRow(FieldKind.Plain, "", "")]
    public void A_field_is_masked_by_what_it_holds(FieldKind kind, string written, string shown) => Assert.AreEqual(shown, FieldMask.Of(kind, written));

    [TestMethod]
    public void A_valid_number_shows_four_and_two_characters_in_whatever_column_it_stands()
    {
        var number = ScanBench.Id(3);
        Assert.AreEqual(number[..4] + "************" + number[^2..], FieldMask.Of(FieldKind.IdNumber, $" {number} "));
        foreach (var kind in Enum.GetValues<FieldKind>())
        {
            foreach (var text in new[] { number, $"本人{number}", $"{number[..6]} {number[6..14]} {number[14..]}" })
                Assert.DoesNotContain(number[4..16], FieldMask.Of(kind, text).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal, $"{kind}");
        }
    }

    [TestMethod]
    public void A_field_of_any_length_is_cut_and_stays_on_one_line()
    {
        var shown = FieldMask.Of(FieldKind.Plain, string.Concat(Enumerable.Repeat("甲\n乙", 100_000)));
        Assert.IsLessThanOrEqualTo(81, shown.Length);
        Assert.DoesNotContain('\n', shown);
    }

    [TestMethod]
    public void Columns_of_every_dataset_that_name_a_number_an_address_or_a_unit_say_so()
    {
        string[] telling = ["证号", "号码", "单元号", "坐落", "单位名称", "扣缴义务人", "代码", "电话", "住址", "地址", "账号"];
        var people = AllDatasets.InOrder.SelectMany(d => d.People.SelectMany(p => new[] { d.Columns[p.Name], d.Columns[p.Id] })).ToHashSet();
        var offenders = from dataset in AllDatasets.InOrder
                        from column in dataset.Columns
                        where !column.Name.EndsWith("区划代码", StringComparison.Ordinal) && telling.Any(t => column.Name.Contains(t, StringComparison.Ordinal)) && column.Holds == FieldKind.Plain && !people.Contains(column)
                        select $"{dataset.Registry}/{dataset.Id}: {column.Name}";
        Assert.IsEmpty(offenders.ToList(), string.Join('\n', offenders));
    }
}
