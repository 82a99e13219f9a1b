using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Identity;

namespace DataMatching.Benchmarks;

/// <summary>A made-up vehicle extract of about 130 bytes a row, and the people it is met with. Seeded: the same sizes give the same bytes.</summary>
internal static class VehicleFile
{
    private const int Seed = 20260930;
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周"];
    private static readonly string[] Given = ["伟", "秀英", "建国", "丽", "志强", "敏", "静怡", "小红", "海燕", "文博"];

    public const string Header = "号牌号码,号牌种类,车辆类型,使用性质,初次登记日期,购置价格(万元),机动车状态,品牌型号,车辆识别代号,姓名,证件号码";

    /// <summary>Writes both files unless they are there; about one row in so many is of our people.</summary>
    public static string Write(string folder, long rows, int people, int oneIn)
    {
        var file = Path.Combine(folder, $"vehicles-{rows}-{people}-{oneIn}.csv");
        var ours = People(file);
        if (File.Exists(file) && File.Exists(ours)) return file;
        var random = new Random(Seed);
        using (var writer = new StreamWriter(ours, false, new UTF8Encoding(false)))
        {
            writer.Write("id,name,person\n");
            for (var i = 0; i < people; i++) writer.Write($"{Id(i)},{Name(i)},H{i / 3:D7}/{(i % 3) + 1}\n");
        }

        using (var writer = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 20))
        {
            writer.Write(Header + "\n");
            for (var row = 0L; row < rows; row++)
            {
                var person = random.Next(oneIn) == 0 ? random.Next(people) : people + random.Next(200_000_000);
                writer.Write($"粤{(char)('A' + random.Next(26))}{random.Next(10_000, 99_999)},小型汽车,小型轿车,非营运,{2008 + random.Next(18)}-{1 + random.Next(12):D2}-{1 + random.Next(28):D2},"
                    + $"{random.Next(2, 60)}.{random.Next(10)},正常,东风日产牌DFL{random.Next(1000, 9999)},LGB{random.NextInt64(10_000_000_000_000, 99_999_999_999_999)},{Name(person)},{Id(person)}\n");
            }
        }

        return file;
    }

    public static string People(string file) => file.Replace("vehicles-", "people-", StringComparison.Ordinal);

    public static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static string Name(int person) => Surnames[person % 10] + Given[person / 10 % 10];

    /// <summary>A valid number on a county code that was never assigned; another for each person below 1.76 billion, in no order.</summary>
    public static string Id(int person)
    {
        var place = person * 7919L % 1_760_000_000;
        var birth = new DateOnly(1950, 1, 1).AddDays((int)(place / 1000 % 22_000));
        var body = long.Parse(string.Create(CultureInfo.InvariantCulture, $"{449901 + (place / 22_000_000):D6}{birth:yyyyMMdd}{place % 1000:D3}"), CultureInfo.InvariantCulture);
        return body.ToString("D17", CultureInfo.InvariantCulture) + ResidentId.CheckDigit(body);
    }
}
