using DataMatching.Connectors.Registries;
using DataMatching.Evidence;

namespace DataMatching.Tests.Registries;

/// <summary>Which sort of vehicle it is decides whether it counts against the household.</summary>
[TestClass]
public sealed class VehicleClassTests
{
    [TestMethod]
    [DataRow("小型轿车", "car")]
    [DataRow("微型面包车", "car")]
    [DataRow("小型普通客车", "car")]
    [DataRow("小型越野客车", "car")]
    [DataRow("中型普通客车", "bus")]
    [DataRow("大型客车", "bus")]
    [DataRow("大型非载货专项作业车", "other")]
    [DataRow("轻型货车", "truck")]
    [DataRow("三轮汽车", "truck")]
    [DataRow("重型半挂牵引车", "truck")]
    [DataRow("普通二轮摩托车", "motorcycle")]
    [DataRow("正三轮载货摩托车", "motorcycle")]
    [DataRow("残疾人机动轮椅车", "disability-scooter")]
    [DataRow("轮式装载机械", "other")]
    public void SortBecomesItsClass(string sort, string expected)
    {
        var dataset = AllDatasets.Find("vehicle", "vehicles")!;
        var row = ContractFiles.Rows(dataset, "good")[0];
        row["车辆类型"] = sort;
        var fact = (AssetFact)dataset.Read(ContractFiles.InColumnOrder(dataset, row), ContractFiles.Person(dataset, 2)).Facts.Single();
        Assert.AreEqual(expected, fact.Detail.Class);
    }
}
