using DataMatching.Identity;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Which level two Chinese names come to: the first that holds.</summary>
[TestClass]
public sealed class ChineseNameLevelTests
{
    [TestMethod]
    [DataRow("张伟", "張偉", "exact")]
    [DataRow("阿卜杜拉·买买提", "阿卜杜拉•买买提", "exact")]
    [DataRow("李乾", "李干", "variant")]
    [DataRow("王?", "王喆", "lost")]
    [DataRow("王伟", "王玮", "homophone")]
    [DataRow("王喆", "王ZHE", "homophone")]
    [DataRow("王喆", "WANG ZHE", "homophone")]
    [DataRow("赵末", "赵未", "shape")]
    [DataRow("张珊", "臧珊", "fuzzy-sound")]
    [DataRow("刘宁", "牛凌", "fuzzy-sound")]
    [DataRow("李明华", "李华明", "order")]
    [DataRow("阿卜杜拉·买买提", "阿卜杜拉", "truncated")]
    [DataRow("陈小红", "林小红", "given-name")]
    [DataRow("欧阳小红", "林小红", "given-name")]
    [DataRow("陈小红", "陈小军", "all-but-one")]
    [DataRow("陈小红", "陈大军", "surname")]
    [DataRow("欧阳修竹", "欧阳大军", "surname")]
    [DataRow("陈小红", "林大军", "else")]
    public void Names_fall_into_the_level_of_their_cause(string a, string b, string level)
    {
        Assert.AreEqual(level, LevelOf(a, b));
        Assert.AreEqual(level, LevelOf(b, a));
    }

    [TestMethod]
    public void What_the_dialects_do_not_part_is_in_one_block()
    {
        var sound = BlockingPart.Parse("name:pinyin")!.KeyOf;
        Assert.AreEqual(sound(Key("林珊")), sound(Key("凌三")));
        Assert.AreEqual(sound(Key("王喆")), sound(Key("WANGZHE")));
        Assert.AreNotEqual(sound(Key("王喆")), sound(Key("王伟")));
        Assert.IsNull(sound(Key("王?")), "a lost character sounds like nothing");
    }

    private static string Key(string name) => PersonName.TryCreate(name)!.Key;

    private static string LevelOf(string a, string b)
    {
        var records = new LinkRecords([new LinkField("name", ContentKind.ChineseName)], isOne: true);
        records.Add(true, ["1", "2"], [[a, b]]);
        var comparison = new Comparison("name", UsualLevels.Of(ContentKind.ChineseName));
        var pairs = new PairComparison(records, [comparison]);
        return comparison.Levels[pairs.LevelOf(pairs.TakeHand().PatternOf(0, 1), 0) - 1];
    }
}
