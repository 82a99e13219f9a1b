using System.Globalization;
using DataMatching.Sample.Files;
using DataMatching.Sample.People;
using DataMatching.Sample.Places;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample;

/// <summary>Everybody else: people in the registries whom the union does not know, and of whom nothing may be kept.</summary>
internal sealed class Strangers(SampleOptions options, DropFolder drop)
{
    /// <summary>Of so many homes one is registered without its owner's number.</summary>
    private const int OldRecords = 40;

    /// <summary>Of so many weddings one is registered without numbers.</summary>
    private const int OldWeddings = 20;

    private int _count;

    public long Count => _count;

    public void Write(int people)
    {
        for (var i = 0; i < people; i++) WriteOne();
    }

    private void WriteOne()
    {
        var dice = new Dice(options.Seed, Streams.Stranger, _count);
        var city = dice.Below(1_000) < 15 ? dice.Pick<City>([Atlas.Late, Atlas.Half]) : Atlas.Draw(dice);
        var male = dice.Chance(50);
        var birth = new DateOnly(dice.Between(1945, 2007), dice.Between(1, 12), dice.Between(1, 28));
        var who = new Person(Names.Draw(dice, male), IdNumber.OfStranger(city.Province, _count++, birth, male), birth, male);
        var employer = Employer.Draw(dice, city.Province);
        var first = dice.Chance(80) ? 1 : dice.Between(2, 6);
        if (birth.Year < 1966) Retired(who, city, dice, first);
        else if (dice.Chance(35)) Employed(who, city, dice, employer, first);
        if (dice.Chance(12)) drop.WriteStranger(new VehicleRow(who, "粤AI" + Digits(dice, 4), "小型轿车", "非营运", Day(dice, 2012, 2025), dice.Between(2, 40) * 10_000, "正常", null), city);
        if (dice.Chance(25)) drop.WriteStranger(new UnitRow(_count % OldRecords == 0 ? who with { Id = "" } : who, "449900GB" + Digits(dice, 8) + "F000" + Digits(dice, 8), city.Name + "示例路", dice.Pick(city.Counties), dice.Between(40, 140) * 100, "住宅", "1/1", "买卖", Day(dice, 2000, 2025), true, dice.Chance(30)), city);
        if (dice.Chance(3)) Public(who, city, dice);
    }

    private void Retired(Person who, City city, Dice dice, int first)
    {
        var fen = dice.Between(1_500, 5_000) * 100L;
        var employee = dice.Chance(60);
        for (var month = first; month <= 9; month++)
        {
            drop.WriteStranger(new PensionRow(who, employee, Year2026.Month(month), employee ? fen : 21_000, dice.Chance(70), null, null), city);
        }

        if (dice.Chance(3)) drop.WriteStranger(new DeathRow(who, Day(dice, 2026, 2026)), city);
    }

    private void Employed(Person who, City city, Dice dice, Employer employer, int first)
    {
        var fen = dice.Between(2_500, 14_000) * 100L;
        var saves = dice.Chance(40);
        for (var month = Year2026.Month(first); month <= Year2026.WindowLast; month = month.Plus(1))
        {
            drop.WriteStranger(new WageRow(who, employer, month, fen + dice.Below(30_000)), city);
            drop.WriteStranger(new ContributionRow(who, employer, month, fen), city);
            if (saves) drop.WriteStranger(new DepositRow(who, employer, month, fen, fen * 2), city);
        }

        if (dice.Chance(30)) drop.WriteStranger(new ContractRow(who, employer, Day(dice, 2018, 2025), null), city);
    }

    /// <summary>The rarer records, one kind for a person.</summary>
    private void Public(Person who, City city, Dice dice)
    {
        RegistryRow row = dice.Below(11) switch
        {
            0 => new DibaoRow(who, "DB9" + Digits(dice, 8), "本人", dice.Pick(city.Counties), 1, 60_000, YearMonth.Of(2025, 2), null),
            1 => new DestituteRow(who, "分散供养", 140_000, YearMonth.Of(2023, 5)),
            2 => new TemporaryAidRow(who, "疾病", 200_000, Day(dice, 2025, 2025)),
            3 => Wedding(who, city, dice),
            4 => new UnemploymentRow(who, Year2026.Day(2, 3), "合同期满", null, Year2026.Month(3), Year2026.Month(8), 190_000),
            5 => new HukouRow(who, who, "HK9" + Digits(dice, 8), dice.Pick(city.Counties), "户主", Day(dice, 2000, 2024)),
            6 => new EnrolmentRow(who, dice.Chance(50), Day(dice, 2005, 2024)),
            7 => new SettlementRow(who, Year2026.Day(dice.Between(1, 9), 7), 300_000, 90_000, dice.Chance(10)),
            8 => new HoldingRow(who, Employer.Draw(dice, city.Province), "企业", "股东", dice.Between(1, 500), "30%", Day(dice, 2000, 2024), null),
            9 => new TotalsRow(who, _ => 1_234_500, 0),
            _ => new BusinessRow(who, Year2026.Month(dice.Between(4, 9)), 650_000),
        };
        drop.WriteStranger(row, city);
    }

    private MarriageRow Wedding(Person who, City city, Dice dice)
    {
        var spouse = new Person(Names.Draw(dice, !who.IsMale), IdNumber.OfStranger(city.Province, _count++, who.Birth, !who.IsMale), who.Birth, !who.IsMale);
        if (_count % OldWeddings == 0) (who, spouse) = (who with { Id = "" }, spouse with { Id = "" });
        var (man, woman) = who.IsMale ? (who, spouse) : (spouse, who);
        return new MarriageRow(man, woman, "结婚", Day(dice, 2000, 2025), "J9" + Digits(dice, 8));
    }

    private static DateOnly Day(Dice dice, int firstYear, int lastYear) => new(dice.Between(firstYear, lastYear), dice.Between(1, 9), dice.Between(1, 26));

    private static string Digits(Dice dice, int count) => (dice.Next() % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture)[^count..];
}
