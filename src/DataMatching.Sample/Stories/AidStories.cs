namespace DataMatching.Sample.Stories;

/// <summary>Dibao and temporary aid of households that have a file.</summary>
internal static class AidStories
{
    public static readonly Story Dibao = new("dibao-of-filed", "在档家庭享受低保",
        new("six-months-at-the-line", 50, "dibao since April lifts the household to the line", Expected.Exit(Because.Relieved), scene =>
        {
            scene.Three();
            scene.GetsDibao(scene.HighestLine, Year2026.Month(4));
        }),
        new("with-a-wage", 30, "wage and dibao together reach the line", Expected.Exit(Because.Relieved), scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, month => scene.Line(month) / 2);
            scene.GetsDibao((scene.HighestLine / 2) + 100, YearMonth.Of(2024, 2));
        }),
        new("one-yuan-short", 15, "dibao leaves the household one yuan below the line", Expected.Keep, scene =>
        {
            scene.Three();
            scene.GetsDibao(scene.LowestLine - 100, YearMonth.Of(2025, 8));
        })
        { NearMiss = true },
        new("five-months", 25, "dibao only since May", Expected.Keep, scene =>
        {
            scene.Three();
            scene.GetsDibao(scene.HighestLine, Year2026.Month(5));
        })
        { NearMiss = true },
        new("roll-and-filed", 15, "on the dibao list and in the roll, but filed already", Expected.Keep, scene =>
        {
            scene.Three();
            scene.File.OnRoll = true;
            scene.GetsDibao(scene.LowestLine * 8 / 10, Year2026.Month(6));
        })
        { NearMiss = true });

    public static readonly Story DibaoStopped = new("dibao-stopped", "低保停发",
        new("in-july", 40, "dibao ended with July and the household has no other income", Expected.ReExamine(Because.DibaoStopped), scene =>
        {
            scene.Three();
            scene.GetsDibao(scene.LowestLine * 9 / 10, YearMonth.Of(2024, 5), Year2026.Month(7));
        }),
        new("before-the-window", 20, "dibao ended with March", Expected.Keep, scene =>
        {
            scene.Three();
            scene.GetsDibao(scene.LowestLine * 9 / 10, YearMonth.Of(2024, 5), Year2026.Month(3));
        })
        { NearMiss = true },
        new("for-good-wages", 20, "dibao ended in May because wages are above the line all six months", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, scene.WellAbove());
            scene.GetsDibao(scene.LowestLine * 3 / 10, YearMonth.Of(2024, 5), Year2026.Month(5));
        })
        { NearMiss = true });

    public static readonly Story AidWhileAbove = new("aid-while-above", "超标准但患病受助",
        new("illness-in-august", 40, "above in six months, yet aid for illness in August", Expected.ReExamine(Because.CausePersists, Because.IncomeAbove), scene => AboveWithAid(scene, "疾病", Year2026.Day(8, 12))),
        new("illness-in-may", 20, "the aid was a quarter earlier", Expected.Exit(Because.IncomeAbove), scene => AboveWithAid(scene, "疾病", Year2026.Day(5, 12))) { NearMiss = true },
        new("study-in-august", 20, "the aid was for study", Expected.Exit(Because.IncomeAbove), scene => AboveWithAid(scene, "就学", Year2026.Day(8, 25))) { NearMiss = true });

    private static void AboveWithAid(Scene scene, string cause, DateOnly on)
    {
        scene.Three();
        scene.Earns(scene.Principal, scene.WellAbove());
        scene.GetsAid(scene.File.Members[1].Person, cause, on);
    }
}
