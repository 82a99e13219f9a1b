namespace DataMatching.Sample.Stories;

/// <summary>Ordinary households, to whom nothing happens: the large rest. All of them are Keep where every registry has delivered.</summary>
internal static class Baseline
{
    public static readonly Variant Active = new("active", 0, "an active household below the line", Expected.Keep, PlanActive);
    public static readonly Variant Monitored = new("monitored", 700, "a monitored household that still earns well above the line", Expected.Keep, PlanMonitored);
    public static readonly Variant Closed = new("closed", 400, "a closed file, whatever it earns", Expected.Keep, PlanClosed);

    public static readonly Story Story = new("ordinary", "一般家庭", Monitored, Closed, Active);

    public static void PlanActive(Scene scene)
    {
        scene.Family();
        var worker = scene.File.Principal;
        switch (scene.Dice.Below(10))
        {
            case < 3:
                scene.Declares(worker, "工资", Round(scene.LowestLine * scene.Dice.Between(20, 75) / 100));
                break;
            case < 7:
                var wage = scene.WellBelow();
                scene.Earns(worker.Person, wage);
                if (scene.Dice.Chance(60)) scene.Declares(worker, "工资", Round(wage(Year2026.January)));
                if (scene.Dice.Chance(20)) scene.SavesForHousing(worker.Person, 250_000);
                break;
            case 7:
                var parent = scene.Parent();
                scene.DrawsResidentPension(parent.Person, scene.Dice.Between(18_000, 24_000));
                break;
            case 8:
                var retired = scene.Parent();
                var pension = Round(scene.LowestLine * scene.Dice.Between(30, 80) / 100);
                scene.DrawsPension(retired.Person, pension, socialised: scene.Dice.Chance(50));
                if (scene.Dice.Chance(50)) scene.Declares(retired, "职工养老金", pension);
                break;
            default:
                scene.File.Causes = "失业;低收入";
                scene.LosesWork(worker.Person, scene.Dice.Chance(50) ? "合同期满" : "企业改制裁员", Year2026.Day(scene.Dice.Between(1, 8), 11));
                if (scene.Dice.Chance(40)) scene.GetsDibao(Round(scene.LowestLine * scene.Dice.Between(40, 80) / 100), YearMonth.Of(2025, 3));
                break;
        }

        Decorate(scene);
        if (scene.Dice.Chance(6)) scene.GetsAid(worker.Person, "疾病", Year2026.Day(scene.Dice.Between(1, 9), 5));
    }

    public static void PlanMonitored(Scene scene)
    {
        scene.Family();
        scene.HasExited("监测期", new DateOnly(2025, scene.Dice.Between(9, 12), 20));
        scene.Earns(scene.Principal, scene.WellAbove());
        Decorate(scene);
    }

    public static void PlanClosed(Scene scene)
    {
        scene.Family();
        scene.HasExited("已退出", new DateOnly(2024, scene.Dice.Between(1, 12), 20));
        if (scene.Dice.Chance(70)) scene.Earns(scene.Principal, scene.Dice.Chance(70) ? scene.WellAbove() : scene.WellBelow());
        Decorate(scene);
    }

    /// <summary>What many households have and no rule minds.</summary>
    private static void Decorate(Scene scene)
    {
        var worker = scene.Principal;
        if (scene.Dice.Chance(45)) scene.HasHome(worker);
        if (scene.Dice.Chance(8)) scene.HasMotorcycle(worker);
        if (scene.Dice.Chance(20)) scene.HasSaved(worker, scene.LowestLine * scene.Dice.Between(0, 12));
        if (scene.Dice.Chance(30)) scene.IsMedicallyInsured(worker, scene.Dice.Chance(60));
        if (scene.Dice.Chance(25)) scene.StandInOneBook(worker, [.. scene.File.Members.Skip(1).Select(m => (m.Person, m.Relation))]);
        if (scene.File.Members.Count > 1 && scene.File.Members[1].Relation == "配偶" && scene.Dice.Chance(35))
        {
            scene.Marry(worker, scene.File.Members[1].Person, new DateOnly(scene.Dice.Between(2014, 2021), scene.Dice.Between(1, 12), 9));
        }
    }

    /// <summary>To whole yuan: people don't declare fen.</summary>
    private static long Round(long fen) => fen / 100 * 100;
}
