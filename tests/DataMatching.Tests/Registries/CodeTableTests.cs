using DataMatching.Connectors.Registries;
using DataMatching.Evidence;

namespace DataMatching.Tests.Registries;

/// <summary>The code tables: well formed, and read by the day as of which a delivery speaks.</summary>
[TestClass]
public sealed class CodeTableTests
{
    private static readonly DateOnly Before = new(2016, 10, 31), On = new(2016, 11, 1);

    [TestMethod]
    public void No_value_has_two_meanings_on_one_day_and_each_has_a_source()
    {
        Assert.IsEmpty(Offenders(CodeTables.VehicleUse).Concat(Offenders(CodeTables.VehicleState)).Concat(Offenders(CodeTables.PropertyShare)).ToList());
        Assert.HasCount(21, CodeTables.VehicleUse.Entries);
    }

    [TestMethod]
    public void A_value_is_taken_from_its_first_day_on()
    {
        Assert.IsFalse(CodeTables.VehicleUse.TryFind("预约出租客运", Before, out _, out var outOfDate));
        Assert.IsTrue(outOfDate);
        Assert.IsTrue(CodeTables.VehicleUse.TryFind("预约出租客运", On, out var use, out outOfDate));
        Assert.AreEqual(("passenger-hire", false), (use, outOfDate));
        Assert.DoesNotContain("预约出租客运", CodeTables.VehicleUse.Allowed(Before), StringComparison.Ordinal);
        Assert.Contains("预约出租客运", CodeTables.VehicleUse.Allowed(On), StringComparison.Ordinal);
        Assert.IsFalse(CodeTables.VehicleUse.TryFind("自用", On, out _, out outOfDate));
        Assert.IsFalse(outOfDate);
    }

    [TestMethod]
    [DataRow("A", "A", "private", true)]
    [DataRow("T", "E", "passenger-hire", false)]
    [DataRow("危化品运输", "P", "freight", false)]
    [DataRow("教练", "强制注销", "other", false)]
    [DataRow("营转非", "逾期未检验", "private", true)]
    public void Codes_and_words_are_read_alike(string use, string state, string expectedUse, bool expectedInForce)
    {
        var result = Vehicle(new DateOnly(2026, 9, 30), use, state);
        var detail = ((AssetFact)result.Facts.Single()).Detail;
        Assert.AreEqual((expectedUse, expectedInForce), (detail.Use, detail.InForce));
    }

    [TestMethod]
    public void A_value_of_another_day_is_refused_and_the_reason_says_so()
    {
        var result = Vehicle(Before, "预约出租客运", "正常");
        Assert.AreEqual("使用性质", result.Column);
        Assert.Contains("2016-10-31", result.Reason!, StringComparison.Ordinal);
    }

    /// <summary>A move in 1986 led to what is another place's code now.</summary>
    [TestMethod]
    [DataRow("1986-05-04", "440107", "440106")]
    [DataRow("1986-05-04", "440106", "440106", DisplayName = "an extract writes the codes of its own day first")]
    [DataRow("2026-08-04", "500103", "500103")]
    [DataRow("2026-08-04", "110224", "110115", DisplayName = "an old code whose place is known")]
    public void Divisions_become_their_successors(string movedOut, string written, string expected)
    {
        var moved = (StatusFact)Book(movedOut, written).Facts.Single(f => f is StatusFact { Kind: StatusKind.MovedAway });
        Assert.AreEqual(expected, moved.Detail.Cause);
    }

    [TestMethod]
    [DataRow("449999", "不在")]
    [DataRow("440107", "撤销")]
    public void Divisions_that_no_list_knows_are_refused_and_the_reason_says_so(string written, string expected)
    {
        var result = Book("2026-08-04", written);
        Assert.AreEqual("迁往地区划代码", result.Column);
        Assert.Contains(expected, result.Reason!, StringComparison.Ordinal);
        Assert.DoesNotContain(written, result.Reason!, StringComparison.Ordinal);
    }

    private static RowResult Vehicle(DateOnly asOf, string use, string state)
    {
        var dataset = AllDatasets.Find("vehicle", "vehicles")!;
        var row = ContractFiles.Rows(dataset, "good")[0];
        (row["使用性质"], row["机动车状态"], row["初次登记日期"]) = (use, state, "2010-06-03");
        var person = ContractFiles.Person(dataset, 2);
        return dataset.Read(ContractFiles.InColumnOrder(dataset, row), person with { Manifest = person.Manifest with { AsOf = asOf } });
    }

    private static RowResult Book(string movedOut, string movedTo)
    {
        var dataset = AllDatasets.Find("household-register", "members")!;
        var row = ContractFiles.Rows(dataset, "good")[0];
        (row["迁入日期"], row["迁出日期"], row["迁往地区划代码"]) = ("", movedOut, movedTo);
        return dataset.Read(ContractFiles.InColumnOrder(dataset, row), ContractFiles.Person(dataset, 2));
    }

    private static IEnumerable<string> Offenders<T>(DatedChoices<T> table)
    {
        foreach (var entry in table.Entries)
        {
            if (entry.Source.Length == 0 || entry.Words.Length == 0) yield return $"{entry.Words}: no words or no source";
            if (entry.Last < entry.First) yield return $"{entry.Words}: ends before it begins";
            var day = entry.First ?? entry.Last ?? On;
            foreach (var written in new[] { entry.Code, entry.Words }.Where(w => w.Length > 0))
            {
                if (table.Entries.Count(e => e.IsWritten(written) && e.IsValid(day)) != 1) yield return $"{written}: two meanings on {day:O}";
            }
        }
    }
}
