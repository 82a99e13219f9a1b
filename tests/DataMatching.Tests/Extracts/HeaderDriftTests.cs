using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Tests.Extracts;

/// <summary>What is told of a header that is not the one before.</summary>
[TestClass]
public sealed class HeaderDriftTests
{
    [TestMethod]
    [DataRow("姓名,证件号码,税款所属期,收入额", null)]
    [DataRow("姓名,身份证号,税款所属期,收入额", "改名：证件号码→身份证号")]
    [DataRow("姓名,证件号码,税款所属期,实发", "改名：收入额→实发")]
    [DataRow("证件号码,姓名,税款所属期,收入额", "列的次序改变")]
    [DataRow("姓名,证件号码,税款所属期,收入额,备注", "新增：备注")]
    [DataRow("姓名,证件号码,税款所属期", "消失：收入额")]
    [DataRow("身份证号,姓名,税款所属期,收入额,449999197001010018", "改名：证件号码→身份证号；新增：（含长数字的列名）；列的次序改变")]
    public void Each_change_is_named(string now, string? told)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal) { ["收入额"] = "实发" };
        var agency = new DatasetSettings(true, 60, 1, now.Contains("实发", StringComparison.Ordinal) ? renamed : new Dictionary<string, string>(StringComparer.Ordinal));
        var settings = new RegistrySettings("tax", "", "", new SharingAgreement("", "", DateInterval.Always, AgreementCovers.Authorised, new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)),
            new Dictionary<string, DatasetSettings>(StringComparer.Ordinal) { ["wages"] = agency });
        Assert.AreEqual(told, HeaderDrift.Of("姓名,证件号码,税款所属期,收入额".Split(','), now.Split(','), AllDatasets.Find("tax", "wages")!, settings));
    }
}
