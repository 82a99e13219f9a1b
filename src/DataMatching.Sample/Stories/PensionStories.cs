namespace DataMatching.Sample.Stories;

/// <summary>Pensions that begin, and pensions that don't count.</summary>
internal static class PensionStories
{
    public static readonly Story Retired = new("principal-retires", "职工退休",
        new("socialised", 45, "pension since June, retired into socialised management", Expected.Exit(Because.PrincipalRetired), scene =>
        {
            scene.Worker(58, 60, male: true);
            scene.Spouse(50, 54);
            scene.DrawsPension(scene.Principal, scene.LowestLine * 8 / 10, socialised: true, from: 6);
        }),
        new("socialised-and-above", 20, "socialised, and the pension alone is above the line for six months", Expected.Exit(Because.IncomeAbove, Because.PrincipalRetired), scene =>
        {
            scene.Worker(60, 63, male: true);
            scene.Spouse(50, 54);
            scene.DrawsPension(scene.Principal, scene.HighestLine * 13 / 10, socialised: true);
        }),
        new("not-socialised", 25, "pension since June, still with the enterprise", Expected.Keep, scene =>
        {
            scene.Worker(58, 60, male: true);
            scene.Spouse(50, 54);
            scene.DrawsPension(scene.Principal, scene.LowestLine * 8 / 10, from: 6);
        })
        { NearMiss = true },
        new("spouse-socialised", 20, "it is the spouse who retired into socialised management", Expected.Keep, scene =>
        {
            scene.Worker(55, 59, male: true);
            var spouse = scene.Spouse(55, 58);
            scene.DrawsPension(spouse.Person, scene.LowestLine * 8 / 10, socialised: true);
        })
        { NearMiss = true },
        new("above-since-june", 25, "the pension lifts the household above the line, but only since June", Expected.Keep, scene =>
        {
            scene.Worker(60, 61, male: true);
            scene.DrawsPension(scene.Principal, scene.HighestLine * 2, from: 6);
        })
        { NearMiss = true });

    public static readonly Story Resident = new("resident-pension", "城乡居民养老金",
        new("below", 30, "a resident pension beside a small wage", Expected.Keep, scene =>
        {
            scene.Three();
            var parent = scene.Parent();
            scene.DrawsResidentPension(parent.Person, 22_000);
            scene.Earns(scene.Principal, month => scene.Line(month) / 2);
        })
        { NearMiss = true },
        new("above-without-it", 20, "the wage is above the line even without the resident pension", Expected.Exit(Because.IncomeAbove), scene =>
        {
            scene.Three();
            var parent = scene.Parent();
            scene.DrawsResidentPension(parent.Person, 22_000);
            scene.Earns(scene.Principal, scene.WellAbove());
        }));
}
