namespace DataMatching.Benchmarks.Nights;

/// <summary>One row as it is to be written: whose, of which month (0: the first promised), what of it stays over the nights, and what a change changes.</summary>
internal readonly record struct MadeRow(int Person, int Month, Chance Fixed, Chance Value);

/// <summary>One of the five registries' extracts: its place in the drop folder, its columns, how a row is written.</summary>
/// <param name="IdColumn">What its column of ID numbers is called.</param>
/// <param name="ByMonth">Six rows a person, one for each month, one after the other; otherwise one.</param>
internal sealed record RegistryFile(string Registry, string Dataset, string Header, string IdColumn, bool ByMonth, Action<RowBytes, MadeRow> Write)
{
    public const int Months = 6;
    private const int Year = 2026, FirstMonth = 3;

    public static IReadOnlyList<RegistryFile> All { get; } =
    [
        new("vehicle", "vehicles", VehicleFile.Header, "证件号码", false, Vehicle),
        new("tax", "wages", "姓名,证件号码,扣缴义务人,统一社会信用代码,税款所属期,收入额", "证件号码", true, Wage),
        new("social-security", "contributions", "姓名,证件号码,单位名称,统一社会信用代码,险种,费款所属期,缴费基数", "证件号码", true, Contribution),
        new("housing-fund", "deposits", "姓名,证件号码,单位名称,汇缴年月,缴存基数,月缴存额,账户余额,账户状态", "证件号码", true, Deposit),
        new("property", "units", "不动产单元号,权利人,证件号码,坐落,行政区划代码,建筑面积,规划用途,共有份额,取得方式,登记日期,权属状态,抵押状态", "证件号码", false, Unit),
    ];

    /// <summary>The delivery's file below the drop folder.</summary>
    public string FileOf(DateOnly asOf) => $"{Registry}/{Dataset}-440000-{asOf:yyyyMMdd}.csv";

    private static void Vehicle(RowBytes to, MadeRow row)
    {
        var (made, value) = (row.Fixed, row.Value);
        to.Text("粤"u8).Text([(byte)('A' + made.Below(26)), (byte)'I']).Number(made.Below(10_000), 4).Text(",小型汽车,小型轿车,非营运,"u8)
            .Day(made.Between(2008, 2025), made.Between(1, 12), made.Between(1, 28)).Comma().Number(value.Between(2, 59)).Text("."u8).Number(value.Below(10))
            .Text(",正常,东风日产牌DFL"u8).Number(made.Between(1000, 9999)).Text(",LGB"u8).Number(made.Below(1_000_000_000), 9).Number(made.Below(100_000), 5).Comma();
        to.Name(row.Person).Comma().Id(row.Person).End();
    }

    private static void Wage(RowBytes to, MadeRow row)
    {
        var (made, value) = (row.Fixed, row.Value);
        Person(to, row);
        Employer(to, made.Below(50_000), code: true);
        Month(to, row).Comma().Yuan(value.Between(200_000, 900_000)).End();
    }

    private static void Contribution(RowBytes to, MadeRow row)
    {
        var (made, value) = (row.Fixed, row.Value);
        Person(to, row);
        Employer(to, made.Below(50_000), code: true).Text("企业职工基本养老保险,"u8);
        Month(to, row).Comma().Yuan(value.Between(4_000, 9_000) * 100L).End();
    }

    private static void Deposit(RowBytes to, MadeRow row)
    {
        var (made, value) = (row.Fixed, row.Value);
        var fen = value.Between(3_000, 9_000) * 100L;
        Person(to, row);
        Employer(to, made.Below(50_000), code: false);
        Month(to, row).Comma().Yuan(fen).Comma().Yuan(fen / 10).Comma().Yuan(fen * 3).Text(",正常"u8).End();
    }

    private static void Unit(RowBytes to, MadeRow row)
    {
        var (made, value) = (row.Fixed, row.Value);
        to.Text("449900GB"u8).Number(made.Below(100_000_000), 8).Text("F000"u8).Number(made.Below(100_000_000), 8).Comma();
        Person(to, row).Text("广州市示例路"u8).Number(made.Between(1, 999)).Text("号"u8).Number(made.Between(1, 40)).Text("栋,440103,"u8)
            .Yuan(value.Between(4_000, 14_000)).Text(",住宅,1/1,买卖,"u8).Day(made.Between(2000, 2025), made.Between(1, 12), made.Between(1, 28)).Text(",现势,无抵押"u8).End();
    }

    private static RowBytes Person(RowBytes to, MadeRow row) => to.Name(row.Person).Comma().Id(row.Person).Comma();

    private static RowBytes Employer(RowBytes to, int number, bool code)
    {
        to.Text("示例440第"u8).Number(number).Text("制衣厂,"u8);
        return code ? to.Text("91443001000"u8).Number(number, 5).Text("XF,"u8) : to;
    }

    private static RowBytes Month(RowBytes to, MadeRow row) => to.Day(Year, FirstMonth + row.Month);
}
