namespace DataMatching.Sample.Stories;

/// <summary>Unemployment, housing-fund deposits that stop, and incomes that the household did not declare.</summary>
internal static class WorkStories
{
    public static readonly Story Unemployed = new("registered-unemployed", "失业登记",
        new("while-above", 40, "the worker earns above the line, the spouse is registered unemployed", Expected.ReExamine(Because.CausePersists, Because.IncomeAbove), scene => AboveAndSpouse(scene, cancelled: null)),
        new("cancelled-in-august", 20, "the spouse's registration was cancelled in August", Expected.Exit(Because.IncomeAbove), scene => AboveAndSpouse(scene, Year2026.Day(8, 20))) { NearMiss = true },
        new("while-below", 25, "registered unemployed with a benefit below the line", Expected.Keep, scene =>
        {
            scene.Three();
            scene.LosesWorkWithBenefit(scene.Principal, "合同期满", Year2026.Day(2, 10), scene.LowestLine * 5 / 10, 3, 12);
        })
        { NearMiss = true });

    public static readonly Story FundStops = new("housing-fund-stops", "公积金停缴",
        new("wages-go-on", 25, "deposits stop in June, wages above the line go on", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, scene.WellAbove());
            scene.SavesForHousing(scene.Principal, 400_000, to: 6);
        }),
        new("wages-stop-too", 25, "deposits and wages stop in June", Expected.Keep, scene =>
        {
            scene.Three();
            scene.Earns(scene.Principal, scene.WellAbove(), to: 6);
            scene.SavesForHousing(scene.Principal, 400_000, to: 6);
        })
        { NearMiss = true });

    public static readonly Story NotDeclared = new("income-not-declared", "收入未如实申报",
        new("spouse-left-out", 40, "the worker's wage is declared, the spouse's is not", Expected.ReExamine(Because.NotDeclared), scene =>
        {
            scene.Three();
            scene.Declares(scene.File.Principal, "工资", 80_000);
            scene.Earns(scene.Principal, _ => 80_000);
            scene.Earns(scene.File.Members[1].Person, _ => Math.Min(scene.LowestLine - 90_000, 130_000));
        }),
        new("too-little-by-501", 20, "501 yuan a month more than declared", Expected.ReExamine(Because.NotDeclared), scene => DeclaresShortBy(scene, 50_100)),
        new("too-little-by-500", 20, "500 yuan a month more than declared: within the tolerance", Expected.Keep, scene => DeclaresShortBy(scene, 50_000)) { NearMiss = true },
        new("although-above", 20, "far too little declared, but all six months are above the line", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            scene.Declares(scene.File.Principal, "工资", 100_000);
            scene.Earns(scene.Principal, scene.WellAbove());
        })
        { NearMiss = true });

    private static void AboveAndSpouse(Scene scene, DateOnly? cancelled)
    {
        scene.Three();
        scene.Earns(scene.Principal, scene.WellAbove());
        scene.LosesWork(scene.File.Members[1].Person, "合同期满", Year2026.Day(2, 16), cancelled);
    }

    private static void DeclaresShortBy(Scene scene, long fen)
    {
        scene.Three();
        scene.Declares(scene.File.Principal, "工资", 100_000);
        scene.Earns(scene.Principal, _ => 100_000 + fen);
    }
}
