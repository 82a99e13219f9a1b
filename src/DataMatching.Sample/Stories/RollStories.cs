namespace DataMatching.Sample.Stories;

/// <summary>Members of the roll without a file: the needy whom the union may have missed. The scene's file is only a container for the one worker.</summary>
internal static class RollStories
{
    public static readonly Story OnDibao = new("roll-on-dibao", "低保在册但未建档",
        new("able-to-work", 60, "on the dibao list, of working age", Expected.Add(Because.OnDibaoUnfiled), scene => Dibao(scene, scene.Somebody(25, 58))),
        new("still-59", 20, "turns 60 on the day after the quarter's end", Expected.Add(Because.OnDibaoUnfiled), scene => Dibao(scene, scene.Born(new DateOnly(1966, 10, 1), male: true))),
        new("just-60", 20, "turned 60 on the quarter's last day", Expected.Keep, scene => Dibao(scene, scene.Born(new DateOnly(1966, 9, 30), male: true))) { NearMiss = true },
        new("dibao-ended", 20, "left the dibao list in June", Expected.Keep, scene => Dibao(scene, scene.Somebody(25, 58), Year2026.Month(6))) { NearMiss = true });

    public static readonly Story LaidOff = new("roll-laid-off", "改制裁员",
        new("small-benefit", 40, "laid off in a restructuring, benefit below the standard", Expected.Add(Because.LaidOff), scene => Unemployed(scene, "企业改制裁员", -20_000)),
        new("benefit-at-the-standard", 15, "benefit equal to the standard", Expected.Add(Because.LaidOff), scene => Unemployed(scene, "企业改制裁员", 0)),
        new("benefit-above", 20, "benefit one yuan above the standard", Expected.Keep, scene => Unemployed(scene, "企业改制裁员", 100)) { NearMiss = true },
        new("resigned", 20, "resigned", Expected.Keep, scene => Unemployed(scene, "本人辞职", -20_000)) { NearMiss = true });

    public static readonly Story Migrant = new("roll-migrant", "农民工困难",
        new("two-year-contract", 40, "migrant worker, contract of two years, aid in May", Expected.Add(Because.MigrantInHardship), scene => Contract(scene, new DateOnly(2027, 12, 31))),
        new("one-year-contract", 20, "contract of exactly a year", Expected.Add(Because.MigrantInHardship), scene => Contract(scene, new DateOnly(2026, 12, 31))),
        new("eleven-months", 20, "contract of eleven months", Expected.Keep, scene => Contract(scene, new DateOnly(2026, 11, 30))) { NearMiss = true });

    public static readonly Story Ordinary = new("roll-ordinary", "名册一般会员",
        new Variant("worker", 0, "a member with or without a wage", Expected.Keep, scene =>
        {
            scene.Worker(20, 59).Migrant = scene.Dice.Chance(20);
            if (scene.Dice.Chance(40)) scene.Earns(scene.Principal, _ => 280_000 + scene.Dice.Below(400_000));
            if (scene.Dice.Chance(15)) scene.HasCar(scene.Principal, 80_000);
            if (scene.Dice.Chance(15)) scene.HasHome(scene.Principal);
        }));

    private static void Dibao(Scene scene, People.Person worker, YearMonth? to = null)
    {
        scene.Member(worker, "本人");
        scene.GetsDibao(scene.LowestLine * 7 / 10, YearMonth.Of(2025, 6), to);
    }

    private static void Unemployed(Scene scene, string cause, long aboveStandard)
    {
        scene.Worker(30, 54);
        scene.LosesWorkWithBenefit(scene.Principal, cause, Year2026.Day(4, 22), scene.Line(Year2026.WindowLast) + aboveStandard, 5, 12);
    }

    private static void Contract(Scene scene, DateOnly to)
    {
        scene.Worker(25, 50).Migrant = true;
        scene.HasContract(scene.Principal, Year2026.Day(1, 1), to);
        scene.GetsAid(scene.Principal, "意外", Year2026.Day(5, 20));
    }
}
