namespace DataMatching.Sample.Stories;

/// <summary>Households that left the list and may have fallen back.</summary>
internal static class ExitedStories
{
    private static readonly DateOnly LeftOn = new(2025, 11, 20);

    public static readonly Story Relapse = new("relapse", "监测期返困",
        new("wages-stop", 40, "monitored; wages stopped in June", Expected.Add(Because.Relapsed), scene =>
        {
            Exited(scene, "监测期");
            scene.Earns(scene.Principal, scene.WellAbove(), to: 6);
        }),
        new("still-above", 25, "monitored; a smaller wage, still above the line", Expected.Keep, scene =>
        {
            Exited(scene, "监测期");
            scene.Earns(scene.Principal, month => scene.Line(month) + (month.Number > 6 ? 5_000 : 200_000));
        })
        { NearMiss = true },
        new("exactly-the-line", 15, "monitored; in September exactly the line, not below it", Expected.Keep, scene =>
        {
            Exited(scene, "监测期");
            scene.Earns(scene.Principal, month => month.Number < 7 ? scene.HighestLine * 2 : month.Number < 9 ? scene.LowestLine / 2 : scene.Line(month));
        })
        { NearMiss = true },
        new("with-a-car", 20, "monitored; wages stopped, but there is a car", Expected.Keep, scene =>
        {
            Exited(scene, "监测期");
            scene.Earns(scene.Principal, scene.WellAbove(), to: 6);
            scene.HasCar(scene.Principal, 110_000);
        })
        { NearMiss = true },
        new("closed", 15, "wages stopped, but the file is closed, no longer monitored", Expected.Keep, scene =>
        {
            Exited(scene, "已退出");
            scene.Earns(scene.Principal, scene.WellAbove(), to: 6);
        })
        { NearMiss = true });

    public static readonly Story BackOnDibao = new("back-on-dibao", "退出后重新纳入低保",
        new("monitored", 30, "monitored, without income, on the dibao list since July", Expected.Add(Because.Relapsed, Because.ReturnedToDibao), scene =>
        {
            Exited(scene, "监测期");
            scene.GetsDibao(scene.LowestLine * 9 / 10, Year2026.Month(7));
        }),
        new("closed", 25, "closed, on the dibao list since July", Expected.Add(Because.ReturnedToDibao), scene =>
        {
            Exited(scene, "已退出");
            scene.GetsDibao(scene.LowestLine * 9 / 10, Year2026.Month(7));
        }),
        new("never-left-dibao", 20, "closed; the dibao began before the file was closed", Expected.Keep, scene =>
        {
            Exited(scene, "已退出");
            scene.GetsDibao(scene.LowestLine * 9 / 10, YearMonth.Of(2025, 2));
        })
        { NearMiss = true });

    public static readonly Story Hardship = new("hardship-above-line", "支出型困难",
        new("monitored-at-1.3", 30, "1.3 times the line, aid for illness in April", Expected.Add(Because.HardshipAbove), scene => Earning(scene, "监测期", 130, "疾病", Year2026.Day(4, 14))),
        new("closed-at-1.3", 20, "the same of a closed file", Expected.Add(Because.HardshipAbove), scene => Earning(scene, "已退出", 130, "就学", Year2026.Day(8, 28))),
        new("monitored-at-1.6", 20, "1.6 times the line", Expected.Keep, scene => Earning(scene, "监测期", 160, "疾病", Year2026.Day(4, 14))) { NearMiss = true },
        new("old-aid", 20, "the aid is more than twelve months old", Expected.Keep, scene => Earning(scene, "监测期", 130, "疾病", new DateOnly(2025, 9, 2))) { NearMiss = true },
        new("aid-for-something-else", 15, "the aid was for unemployment", Expected.Keep, scene => Earning(scene, "监测期", 130, "失业", Year2026.Day(4, 14))) { NearMiss = true });

    private static void Exited(Scene scene, string state)
    {
        scene.Three();
        scene.HasExited(state, LeftOn);
    }

    private static void Earning(Scene scene, string state, int perCentOfLine, string aid, DateOnly on)
    {
        Exited(scene, state);
        scene.Earns(scene.Principal, month => scene.Line(month) * perCentOfLine / 100);
        scene.GetsAid(scene.File.Members[1].Person, aid, on);
    }
}
