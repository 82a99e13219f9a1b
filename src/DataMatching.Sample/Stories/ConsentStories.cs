using DataMatching.Sample.Places;

namespace DataMatching.Sample.Stories;

/// <summary>Consent that ran out, and a registry that did not deliver: what is unknown, and therefore decides nothing.</summary>
internal static class ConsentStories
{
    private static readonly Expected Missing = Expected.ReExamine(Because.RegistryMissing);

    public static readonly Story Consent = new("consent-expired", "授权过期",
        new("day-before-the-cutoff", 30, "the spouse's authorisation ran out on 19 October", Expected.ReExamine(Because.ConsentMissing), scene => Expires(scene, Year2026.Day(10, 19))),
        new("half-a-year-ago", 20, "the spouse's authorisation ran out in March", Expected.ReExamine(Because.ConsentMissing), scene => Expires(scene, Year2026.Day(3, 31))),
        new("on-the-cutoff", 20, "it is valid up to the cutoff day itself", Expected.Keep, scene => Expires(scene, Year2026.Day(10, 20))) { NearMiss = true });

    public static readonly Story Late = new("registry-late", "不动产数据未报送",
        new("active", 60, "the city's property extract of the quarter never came", Missing, Baseline.PlanActive) { Where = city => city == Atlas.Late },
        new("monitored", 10, "the same for a monitored household", Missing, Baseline.PlanMonitored) { Where = city => city == Atlas.Late },
        new("closed", 5, "the same for a closed file, which nobody judges", Expected.Keep, Baseline.PlanClosed) { NearMiss = true, Where = city => city == Atlas.Late });

    public static readonly Story Half = new("registry-half-delivered", "不动产数据不完整",
        new("active", 60, "the city's property extract has half the rows that its manifest promises", Missing, Baseline.PlanActive) { Where = city => city == Atlas.Half },
        new("monitored", 15, "the same for a monitored household", Missing, Baseline.PlanMonitored) { Where = city => city == Atlas.Half });

    private static void Expires(Scene scene, DateOnly on)
    {
        scene.Three();
        scene.Earns(scene.Principal, scene.WellBelow());
        scene.File.Members[1].AuthorisedUntil = on;
    }
}
