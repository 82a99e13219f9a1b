using DataMatching.Sample.People;
using DataMatching.Sample.Rows;

namespace DataMatching.Sample.Stories;

/// <summary>Wages month by month against the line: the six months, and everything that is almost six months.</summary>
internal static class IncomeStories
{
    public static readonly Story SixMonths = new("income-above", "连续六个月超标准",
        new("plain", 150, "wages far above the line in all six months", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Family();
            scene.Earns(scene.Principal, scene.WellAbove());
        }),
        new("two-employers", 20, "two employers, neither above the line, together above", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, month => (scene.Line(month) * 6 / 10) + 300);
            scene.Earns(scene.Principal, month => (scene.Line(month) * 6 / 10) + 100, insured: false);
        }),
        new("two-earners", 30, "both spouses earn below the line, together above", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, month => scene.Line(month) * 7 / 10);
            scene.Earns(scene.File.Members[1].Person, month => scene.Line(month) * 7 / 10);
        }),
        new("one-yuan-above", 15, "one yuan above the line in every month", Expected.Exit(Because.IncomeAbove), scene => Wage(scene, month => scene.Line(month) + 100)),
        new("exactly-the-line", 15, "exactly the line in every month", Expected.Keep, scene => Wage(scene, scene.Line)) { NearMiss = true },
        new("one-yuan-below", 15, "one yuan below the line in every month", Expected.Keep, scene => Wage(scene, month => scene.Line(month) - 100)) { NearMiss = true },
        new("lives-apart", 15, "the good wage is a grown child's who lives apart and is not counted", Expected.Keep, scene =>
        {
            scene.Three();
            var grown = scene.Member(scene.Somebody(23, 27), "子女");
            grown.LivesTogether = false;
            scene.Earns(grown.Person, scene.WellAbove());
        })
        { NearMiss = true });

    public static readonly Story FiveOfSix = new("five-of-six", "六个月中有五个月超标准",
        new("no-wage-in-june", 30, "above in five months, in June no work at all", Expected.Keep, scene => Wage(scene, month => month == Year2026.Month(6) ? 0 : scene.HighestLine * 14 / 10)) { NearMiss = true },
        new("low-in-september", 30, "above in five months, in September a small wage", Expected.Keep, scene => Wage(scene, month => month == Year2026.Month(9) ? scene.LowestLine / 3 : scene.HighestLine * 14 / 10)) { NearMiss = true },
        new("july-insured-without-wage", 40, "above in five months; in July insured but no wage declared, so unknown", Expected.ReExamine(Because.LikelyAbove), scene =>
        {
            Wage(scene, month => month == Year2026.Month(7) ? 0 : scene.HighestLine * 14 / 10);
            scene.IsInsured(scene.Principal, 420_000, 7, 7);
        }));

    public static readonly Story AboveOnAverage = new("above-on-average", "平均超标准但并非月月超标准",
        new("three-fat-months", 40, "three fat and three lean months; the average is above the line", Expected.Keep, scene => Wage(scene, month => month.Number % 2 == 0 ? scene.HighestLine * 2 : scene.LowestLine / 2)) { NearMiss = true },
        new("one-bonus", 25, "a bonus in May that would pay for the whole half-year", Expected.Keep, scene => Wage(scene, month => month == Year2026.Month(5) ? scene.HighestLine * 8 : scene.LowestLine * 6 / 10)) { NearMiss = true });

    public static readonly Story StandardRaised = new("standard-raised", "七月上调低保标准",
        new("below-the-new", 25, "wages between the old and the new line", Expected.Keep, scene => Wage(scene, _ => (scene.Line(Year2026.Month(6)) + scene.Line(Year2026.Month(7))) / 2))
        { NearMiss = true, Where = city => city.RaisesInJuly },
        new("above-the-new", 25, "the same wage all the time, one yuan above the new line", Expected.Exit(Because.IncomeAbove), scene => Wage(scene, _ => scene.Line(Year2026.Month(7)) + 100))
        { Where = city => city.RaisesInJuly });

    public static readonly Story Business = new("small-business", "经营收入",
        new("with-a-wage", 20, "business income and the spouse's wage are above the line together", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            scene.Trades(scene.Principal, month => scene.Line(month) * 7 / 10);
            scene.Earns(scene.File.Members[1].Person, month => scene.Line(month) / 2);
        }),
        new("small", 25, "business income below the line", Expected.Keep, scene =>
        {
            scene.Three();
            scene.Trades(scene.Principal, month => scene.Line(month) / 2);
        })
        { NearMiss = true });

    public static readonly Story BaseOnly = new("insured-without-wage", "仅有社保缴费、无工资申报",
        new("high-base", 50, "contributions on a base above the line, never a wage", Expected.ReExamine(Because.LikelyAbove), scene =>
        {
            scene.Three();
            scene.IsInsured(scene.Principal, scene.HighestLine * 15 / 10);
        }),
        new("low-base", 25, "contributions on a base below the line, never a wage", Expected.Keep, scene =>
        {
            scene.Three();
            scene.IsInsured(scene.Principal, scene.LowestLine * 7 / 10);
        })
        { NearMiss = true });

    public static readonly Story Verified = new("verified-income", "经核实的收入",
        new("verified", 20, "no registry shows a wage; a reviewer verified one above the line", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            scene.IsVerified(scene.File.Principal, "工资", scene.HighestLine * 13 / 10);
        }),
        new("only-declared", 20, "the same, only declared", Expected.ReExamine(Because.LikelyAbove), scene =>
        {
            scene.Three();
            scene.Declares(scene.File.Principal, "工资", scene.HighestLine * 13 / 10);
        })
        { NearMiss = true });

    public static readonly Story Damaged = new("own-row-damaged", "本人数据行损坏",
        new Variant("august", 10, "above in five months; August's amount has letters in it", Expected.ReExamine(Because.RegistryMissing), scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, month => month == Year2026.Month(8) ? 0 : scene.HighestLine * 14 / 10);
            scene.Rows.Add(new WageRow(scene.Principal, Employer.Draw(scene.Dice, scene.City.Province), Year2026.Month(8), 0, Damaged: true));
        }));

    private static void Wage(Scene scene, Func<YearMonth, long> wage)
    {
        scene.Three();
        scene.Earns(scene.Principal, wage);
    }
}
