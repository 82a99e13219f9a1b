using System.Globalization;

namespace DataMatching.Sample.People;

/// <summary>An invented employer with a credit code (GB 32100) whose check character is right and whose division never was.</summary>
internal sealed record Employer(string Name, string Code)
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly string[] Trades = ["电子厂", "制衣厂", "物业服务公司", "五金厂", "餐饮店", "环卫站", "运输公司", "玩具厂", "纺织公司", "食品厂"];
    private static readonly Employer[] Guangdong = [.. Enumerable.Range(0, 3_000).Select(i => Of("440", 443001, i))];
    private static readonly Employer[] Chongqing = [.. Enumerable.Range(0, 1_000).Select(i => Of("500", 501001, i))];

    public static Employer Draw(Dice dice, int province) => dice.Pick(province == 44 ? Guangdong : Chongqing);

    private static Employer Of(string mark, int division, int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var body = string.Create(CultureInfo.InvariantCulture, $"91{division}{number:D8}X");
        int sum = 0, weight = 1;
        foreach (var c in body)
        {
            sum += Characters.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return new Employer("示例" + mark + "第" + text + Trades[number % Trades.Length], body + Characters[(31 - (sum % 31)) % 31]);
    }
}
