namespace DataMatching.Sample.Stories;

/// <summary>Illness, as the medical insurance sees it: settlements, not diagnoses.</summary>
internal static class IllnessStories
{
    public static readonly Story WhileAbove = new("ill-while-above", "超标准但仍在治病",
        new("major-in-august", 30, "above in six months, treated for a major disease in August", Expected.ReExamine(Because.CausePersists, Because.IncomeAbove), scene => Above(scene, s => s.IsTreated(s.Principal, Year2026.Day(8, 12), 60_000, major: true))),
        new("major-in-june", 20, "the treatment was a quarter earlier", Expected.Exit(Because.IncomeAbove), scene => Above(scene, s => s.IsTreated(s.Principal, Year2026.Day(6, 30), 60_000, major: true))) { NearMiss = true },
        new("bills-eat-the-income", 25, "what the child's treatment cost in September leaves less than the line", Expected.ReExamine(Because.CausePersists, Because.IncomeAbove), scene => Above(scene, s => s.IsTreated(s.File.Members[2].Person, Year2026.Day(9, 3), s.HighestLine))),
        new("small-bill", 20, "a bill of 80 yuan in September", Expected.Exit(Because.IncomeAbove), scene => Above(scene, s => s.IsTreated(s.Principal, Year2026.Day(9, 3), 8_000))) { NearMiss = true },
        new("while-below", 15, "a major disease, but the income is below the line anyway", Expected.Keep, scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, scene.WellBelow());
            scene.IsTreated(scene.Principal, Year2026.Day(8, 12), 900_000, major: true);
        })
        { NearMiss = true });

    private static void Above(Scene scene, Action<Scene> what)
    {
        scene.Three();
        scene.Earns(scene.Principal, scene.WellAbove());
        what(scene);
    }
}
