using DataMatching.Identity;

namespace DataMatching.Tests.Identity;

[TestClass]
public sealed class CodeTests
{
    [TestMethod]
    [DataRow("91350100M000100Y43", "91350100M000100Y43")]
    [DataRow(" 91350100m000100y43 ", "91350100M000100Y43")]
    [DataRow("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43")]
    [DataRow("91350100M000100Y44", null)]
    [DataRow("91350100O000100Y43", null)] // no O in the alphabet
    [DataRow("9135A100M000100Y43", null)] // the division is digits
    [DataRow("91350100M000100Y4", null)]
    public void Credit_codes(string written, string? expected) => Assert.AreEqual(expected, CreditCode.TryParse(written)?.Text);

    [TestMethod]
    public void Every_wrong_character_of_a_credit_code_is_detected()
    {
        const string Right = "91350100M000100Y43";
        for (var i = 0; i < 18; i++)
        {
            foreach (var c in "0123456789ABCDEFGHJKLMNPQRTUWXY")
            {
                if (c != Right[i]) Assert.IsNull(CreditCode.TryParse(string.Concat(Right.AsSpan(0, i), [c], Right.AsSpan(i + 1))));
            }
        }
    }

    [TestMethod]
    [DataRow("粤A12345", "粤A12345", "粤A***45")]
    [DataRow("粤a·1234５", "粤A12345", "粤A***45")]
    [DataRow("粤Ａ D12345", "粤AD12345", "粤A****45")]
    [DataRow("京A12345D", "京A12345D", "京A****5D")]
    [DataRow("粤B1234学", "粤B1234学", "粤B***4学")]
    [DataRow("使224·578", "使224578", "使2***78")]
    public void Plates(string written, string text, string masked)
    {
        var plate = Plate.TryParse(written);
        Assert.AreEqual((text, masked), (plate?.Text, plate?.ToString()));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("粤A1234")]
    [DataRow("粤A123456")] // eight characters without the letter of new energy
    [DataRow("粤AI2345")]
    [DataRow("粤I12345")]
    [DataRow("某A12345")]
    [DataRow("粤A··2345")]
    public void No_plates(string written) => Assert.IsNull(Plate.TryParse(written));

    [TestMethod]
    [DataRow(440106, "广东省广州市天河区", "天河区")]
    [DataRow(440100, "广东省广州市", "广州市")]
    [DataRow(440000, "广东省", "广东省")]
    [DataRow(110101, "北京市东城区", "东城区")]
    [DataRow(110103, "北京市崇文区", "崇文区")] // abolished 2010
    [DataRow(500101, "重庆市万州区", "万州区")]
    [DataRow(429004, "湖北省仙桃市", "仙桃市")]
    [DataRow(441900, "广东省东莞市", "东莞市")]
    public void Names_of_districts(int code, string path, string name)
    {
        var district = new District(code);
        Assert.AreEqual((path, name), (DivisionNames.Of(district), DivisionNames.Short(district)));
        Assert.IsTrue(DivisionNames.EverAssigned(district));
    }

    [TestMethod]
    public void Unknown_and_statistical_codes_were_never_assigned()
    {
        Assert.IsNull(DivisionNames.Of(new District(449999)));
        Assert.IsFalse(DivisionNames.EverAssigned(new District(449999)));
        Assert.IsFalse(DivisionNames.EverAssigned(new District(130171)));
        Assert.IsNotNull(DivisionNames.Of(new District(130171)));
    }
}
