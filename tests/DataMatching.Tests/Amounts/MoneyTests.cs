namespace DataMatching.Tests.Amounts;

[TestClass]
public sealed class MoneyTests
{
    [TestMethod]
    [DataRow("1234.5", 123450L)]
    [DataRow("1,234.50", 123450L)]
    [DataRow("-1,234,567", -123456700L)]
    [DataRow(" ￥１，２３４．５ ", 123450L)]
    [DataRow("¥12", 1200L)]
    [DataRow("800元", 80000L)]
    [DataRow("3.5万", 3500000L)]
    [DataRow("3.5万元", 3500000L)]
    [DataRow("1.500", 150L)]
    public void Yuan(string text, long fen)
    {
        Assert.IsTrue(Money.TryParseYuan(text, out var money));
        Assert.AreEqual(fen, money.Fen);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("1,5")] // a decimal comma, not fifteen
    [DataRow("1,2345")]
    [DataRow(",123")]
    [DataRow("1.234,500")]
    [DataRow("1.005")] // less than a fen
    [DataRow("--1")]
    [DataRow("1e5")]
    [DataRow("元")]
    [DataRow("79228162514264337593543950335")]
    [DataRow("1元2")]
    public void No_amounts(string text) => Assert.IsFalse(Money.TryParseYuan(text, out _));

    [TestMethod]
    public void Columns_in_ten_thousand_yuan()
    {
        Assert.IsTrue(Money.TryParseWanYuan("12.3456", out var money));
        Assert.AreEqual(Money.Yuan(123456), money);
        Assert.IsTrue(Money.TryParseWanYuan("500元", out money));
        Assert.AreEqual(Money.Yuan(500), money);
    }

    [TestMethod]
    public void Overflow_throws() => Assert.ThrowsExactly<OverflowException>(() => new Money(long.MaxValue) + new Money(1));

    [TestMethod]
    public void Intervals_say_only_what_is_sure()
    {
        var between = new MoneyInterval(Money.Yuan(10), Money.Yuan(20));
        Assert.IsTrue(between.IsSurelyAbove(Money.Yuan(9)) && !between.IsSurelyAbove(Money.Yuan(10)));
        Assert.IsTrue(between.IsSurelyAtMost(Money.Yuan(20)) && !between.IsSurelyAtMost(Money.Yuan(19)));
        Assert.IsTrue(between.Contains(Money.Yuan(20)) && !between.Contains(Money.Yuan(21)));
        Assert.IsFalse(MoneyInterval.Unknown.IsSurelyAtMost(Money.Yuan(long.MaxValue / 1000)));
        Assert.AreEqual(MoneyInterval.Unknown, MoneyInterval.Zero + MoneyInterval.Unknown);
        Assert.AreEqual(new MoneyInterval(Money.Yuan(30), Money.Yuan(60)), between * 3);
        Assert.ThrowsExactly<ArgumentException>(() => new MoneyInterval(Money.Yuan(2), Money.Yuan(1)));
    }
}
