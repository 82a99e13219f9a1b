using System.Text;
using DataMatching.Identity;

namespace DataMatching.Tests.Identity;

[TestClass]
public sealed class NameTests
{
    [TestMethod]
    [DataRow("張偉", "张伟")]
    [DataRow(" 张\u3000伟\u200B", "张伟")]
    [DataRow("金\uF90A", "金金")] // compatibility ideograph
    [DataRow("\u2F42静", "文静")] // Kangxi radical, as PDF files give it
    [DataRow("\u2EE2云", "马云")]
    [DataRow("ｌｉ　ｍｉｎｇ", "LIMING")]
    [DataRow("José", "JOSE")]
    [DataRow("Jose\u0301", "JOSE")]
    [DataRow("武〇", "武〇")]
    [DataRow("王\uE123", "王\uE123")]
    [DataRow("葛\U000E0100城", "葛城")] // variation selector
    [DataRow("张?", "张\uFFFD")]
    public void Keys(string written, string key) => Assert.AreEqual(key, NameKey.Of(written));

    [TestMethod]
    public void Half_a_surrogate_pair_is_a_lost_character() => Assert.AreEqual("张\uFFFD伟", NameKey.Of("张\uD800伟"));

    [TestMethod]
    public void Every_middle_dot_falls_away()
    {
        foreach (var dot in "·•‧∙⋅・･．.。﹒ꞏ᛫●、- ") Assert.AreEqual("阿卜杜拉买买提", NameKey.Of($"阿卜杜拉{dot}买买提"), $"U+{(int)dot:X4}");
    }

    [TestMethod]
    public void Normalising_twice_is_once_for_every_code_point()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            var once = NameKey.Of(Rune.IsValid(code) ? new Rune(code).ToString() : ((char)code).ToString());
            Assert.AreEqual(once, NameKey.Of(once), $"U+{code:X4}");
        }
    }

    [TestMethod]
    public void A_name_needs_something_to_compare_by()
    {
        foreach (var nothing in new[] { null, "", " ", "·", "??", "**", "123", new string('王', 65) }) Assert.IsNull(PersonName.TryCreate(nothing));
        Assert.AreEqual("王**", PersonName.TryCreate("王小明")!.ToString());
        Assert.AreEqual(PersonName.TryCreate("張 偉"), PersonName.TryCreate("张伟"));
    }

    [TestMethod]
    [DataRow("王伟", "王 偉", NameAgreement.Same)]
    [DataRow("阿依古丽·买买提", "阿依古丽买买提", NameAgreement.Same)]
    [DataRow("王峰", "王峯", NameAgreement.Same)] // folded like a traditional character
    [DataRow("李乾", "李干", NameAgreement.Variant)]
    [DataRow("王堃", "王坤", NameAgreement.Variant)]
    [DataRow("张喆", "张?", NameAgreement.Variant)]
    [DataRow("张喆", "张\uE123", NameAgreement.Variant)]
    [DataRow("张?", "张?", NameAgreement.Variant)]
    [DataRow("张小明", "张**", NameAgreement.Different)]
    [DataRow("阿卜杜拉·买买提", "阿卜杜拉", NameAgreement.Variant)]
    [DataRow("阿卜杜拉买买提", "阿卜杜拉买", NameAgreement.Variant)]
    [DataRow("欧阳修竹", "欧阳修", NameAgreement.Different)]
    [DataRow("欧阳修竹君", "欧阳修竹", NameAgreement.Different)]
    [DataRow("WANGWEIMING", "WANGWEI", NameAgreement.Different)]
    [DataRow("王伟", "王玮", NameAgreement.Homophone)]
    [DataRow("单小华", "陕小华", NameAgreement.Homophone)] // 单 as a surname is read shan
    [DataRow("王伟", "李伟", NameAgreement.Different)]
    [DataRow("王小伟", "王伟", NameAgreement.Different)]
    public void Agreement(string a, string b, NameAgreement expected)
    {
        Assert.AreEqual(expected, NameAgreements.Compare(PersonName.TryCreate(a)!, PersonName.TryCreate(b)!));
        Assert.AreEqual(expected, NameAgreements.Compare(PersonName.TryCreate(b)!, PersonName.TryCreate(a)!));
    }

    [TestMethod]
    public void Agreement_is_symmetric_and_same_only_for_equal_keys()
    {
        const string Characters = "王伟玮峰峯乾干张喆·?\uE123阿卜杜拉买A于於";
        var random = new Random(6);
        string Any() => new([.. Enumerable.Range(0, 1 + random.Next(7)).Select(_ => Characters[random.Next(Characters.Length)])]);
        for (var n = 0; n < 20_000; n++)
        {
            if (PersonName.TryCreate(Any()) is not { } a || PersonName.TryCreate(Any()) is not { } b) continue;
            var agreement = NameAgreements.Compare(a, b);
            Assert.AreEqual(agreement, NameAgreements.Compare(b, a));
            if (agreement == NameAgreement.Same) Assert.AreEqual(a.Key, b.Key);
        }
    }
}
