namespace DataMatching.Benchmarks.Nights;

/// <summary>What the union knows of its people: households of three, all of whom authorised every registry; one principal in four on the roll too; and the numbers alone, for the peer.</summary>
internal static class NightUnion
{
    private const int AHousehold = 3;
    private static readonly string[] Districts = ["441900", "440605", "440606", "440604", "440607", "440103", "440783"];

    /// <param name="folder">The site's union folder.</param>
    /// <param name="numbers">The file of ID numbers, one a line below the header <c>id</c>.</param>
    public static void Write(string folder, string numbers, int people)
    {
        Directory.CreateDirectory(folder);
        using var households = Open(folder, "households", "档案号,行政区划代码,档案状态,困难类型,致困原因,建档日期,退出日期");
        using var members = Open(folder, "members", "档案号,成员序号,姓名,证件号码,与职工关系,是否共同生活,是否在校,是否农民工,加入日期,离开日期");
        using var authorisations = Open(folder, "authorisations", "档案号,成员序号,授权部门,签署日期,有效期至,签署人");
        using var incomes = Open(folder, "incomes", "档案号,成员序号,收入类型,起始月份,截止月份,月金额,依据,核实人,核实日期,证明材料");
        using var roll = Open(folder, "roll", "会员号,姓名,证件号码,行政区划代码,是否农民工");
        using var ids = new RowBytes(numbers);
        ids.Text("id").End();
        for (var person = 0; person < people; person++)
        {
            var (household, place) = (person / AHousehold, person % AHousehold);
            var district = Districts[household % Districts.Length];
            if (place == 0) Key(households, household).Text(district).Text(household % 10 == 9 ? ",监测期,相对困难,低收入,2024-02-03," : ",在档,相对困难,低收入,2024-02-03,").End();
            Key(members, household).Number(place + 1).Comma().Name(person).Comma().Id(person).Text(place switch { 0 => ",本人", 1 => ",配偶", _ => ",子女" }).Text(",是,否,否,2024-02-03,"u8).End();
            Key(authorisations, household).Number(place + 1).Text(",*,2024-02-03,2027-12-31,本人"u8).End();
            if (person % 9 == 0) Key(incomes, household).Text("1,工资,2026-03,2026-08,"u8).Yuan(150_000 + (household % 1000 * 100)).Text(",申报,,,"u8).End();
            if (person % 12 == 0) roll.Text("HY"u8).Number(household, 8).Comma().Name(person).Comma().Id(person).Comma().Text(district).Text(",否"u8).End();
            ids.Id(person).End();
        }
    }

    private static RowBytes Open(string folder, string file, string header)
    {
        var rows = new RowBytes(Path.Combine(folder, file + ".csv"));
        rows.Text(header).End();
        return rows;
    }

    private static RowBytes Key(RowBytes to, int household) => to.Text("KN"u8).Number(household + 1, 8).Comma();
}
