using DataMatching.Connectors.Registries;

namespace DataMatching.Tests.Registries;

/// <summary>Whatever stands in a field, a row is read or rejected; nothing is thrown and nothing of the content gets into the reason.</summary>
[TestClass]
public sealed class HostileContentTests
{
    private static readonly string[] Nasty =
    [
        "", " ", "\0", "\uD83D", "\uFFFD\uFFFD", "无名氏甲乙", "=cmd|'/c calc'!A1", "9999999999999999999999999999999999999999", "-99999999999", "0.0000000000000000001",
        "99999999999999999999", "2026-13-45", "99999999", "0000-00-00", "9999-12-31", "2999-12", "999912", "1/0", "999999/999999", "9999999/1", "999%", "%", "/", "年月日", "T00:00", "NaN", "∞", "１２３４５６",
        new string('9', 5_000), new string('甲', 100_000), "'; drop table facts; --",
    ];

    public static IEnumerable<object[]> Datasets => SampleTests.Datasets;

    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void AnyContentIsReadOrRejected(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        foreach (var good in ContractFiles.Rows(dataset, "good"))
        {
            foreach (var column in dataset.Columns)
            {
                foreach (var nasty in Nasty)
                {
                    var row = new Dictionary<string, string>(good, StringComparer.Ordinal) { [column.Name] = nasty };
                    for (var slot = 0; slot < dataset.People.Count; slot++)
                    {
                        var result = dataset.Read(ContractFiles.InColumnOrder(dataset, row), ContractFiles.Person(dataset, 2, slot));
                        if (!result.IsRejected) continue;
                        Assert.AreEqual(column.Name, Expected(result, column), $"{column.Name} held something odd");
                        if (nasty.Length > 4) Assert.DoesNotContain(nasty, result.Reason!, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void RowOfNothingIsRejected(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        var result = dataset.Read(new Row([.. dataset.Columns.Select(_ => "")]), ContractFiles.Person(dataset, 2));
        Assert.IsTrue(result.IsRejected);
        Assert.IsTrue(dataset.Columns.Any(c => c.Name == result.Column && c.Required));
    }

    /// <summary>What a field says of one that must then be filled or empty, or what does not add up: such reasons name a neighbour of the odd field.</summary>
    private static readonly string[] OfTwoFields = ["时不应为空", "时应为空", "不应全空", "大于总费用", "总费用小于"];

    /// <summary>A start after its end is blamed on the end, and a benefit without its first month on the month: those name a neighbour of the odd field.</summary>
    private static string Expected(RowResult result, Column odd) =>
        OfTwoFields.Any(part => result.Reason!.Contains(part, StringComparison.Ordinal)) || result.Reason is "止期早于起期" || result.Reason!.StartsWith("有月失业金", StringComparison.Ordinal) || result.Column is "终止原因" or "终止日期" ? odd.Name : result.Column!;
}
