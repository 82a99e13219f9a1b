namespace DataMatching.Sample.Stories;

/// <summary>Deaths of principals and members, and what the agencies make of them.</summary>
internal static class DeathStories
{
    private static readonly DateOnly Tenth = Year2026.Day(7, 10);

    public static readonly Story OfLonePrincipal = new("lone-principal-died", "单人户职工死亡",
        new("plain", 35, "a worker living alone died in July", Expected.Exit(Because.PrincipalDied), scene =>
        {
            scene.Worker(48, 59);
            scene.Dies(scene.Principal, Tenth);
        }),
        new("dates-differ-by-days", 15, "the pension agency noted a date four days later", Expected.Exit(Because.PrincipalDied), scene =>
        {
            scene.Worker(61, 70);
            scene.Dies(scene.Principal, Tenth);
            scene.DrawsPensionUntilDeath(scene.Principal, scene.LowestLine * 6 / 10, Tenth.AddDays(4));
        }),
        new("name-only-sounds-alike", 15, "the death record's name only sounds like the worker's", Expected.ReExamine(Because.MemberDied), scene =>
        {
            var (name, other) = People.Names.DrawSwapped(scene.Dice, People.NameSwap.Homophone);
            scene.Worker(48, 59, name: name);
            scene.Dies(scene.Principal with { Name = other }, Tenth);
        })
        { NearMiss = true });

    public static readonly Story OfMember = new("member-died", "家庭成员死亡",
        new("principal-with-survivors", 40, "the worker died, spouse and child live", Expected.ReExamine(Because.MemberDied), scene =>
        {
            scene.Three();
            scene.Dies(scene.Principal, Tenth);
        }),
        new("parent", 30, "the worker's parent died in May", Expected.ReExamine(Because.MemberDied), scene =>
        {
            scene.Three();
            scene.Dies(scene.Parent().Person, Year2026.Day(5, 18));
        }),
        new("left-long-ago", 20, "the parent died more than a year ago and left the file then", Expected.Keep, scene =>
        {
            scene.Three();
            var parent = scene.Parent();
            parent.Left = new DateOnly(2025, 6, 5);
            scene.File.FiledOn = new DateOnly(2024, 3, 15);
            scene.Dies(parent.Person, new DateOnly(2025, 6, 1));
        })
        { NearMiss = true });

    public static readonly Story SourcesDiffer = new("death-dates-differ", "死亡日期不一致",
        new("by-four-days", 20, "two sources, four days apart", Expected.ReExamine(Because.MemberDied), scene => PensionerDies(scene, Tenth, Tenth.AddDays(4))) { NearMiss = true },
        new("by-seven-weeks", 25, "two sources, seven weeks apart", Expected.ReExamine(Because.MemberDied, Because.Contradict), scene => PensionerDies(scene, Tenth, Tenth.AddDays(-51))),
        new("wage-long-after", 25, "the spouse died in April, wages are declared to September", Expected.ReExamine(Because.MemberDied, Because.Contradict), scene =>
        {
            scene.Three();
            var spouse = scene.File.Members[1].Person;
            scene.Dies(spouse, Year2026.Day(4, 20));
            scene.Earns(spouse, scene.WellBelow());
        }));

    public static readonly Story PaidAfter = new("paid-after-death", "死亡后继续领取待遇",
        new("pension", 35, "the parent died in June, the pension was paid to September", Expected.ReExamine(Because.PaidAfterDeath, Because.MemberDied), scene =>
        {
            scene.Three();
            var parent = scene.Parent().Person;
            scene.Dies(parent, Year2026.Day(6, 10));
            scene.DrawsPension(parent, scene.LowestLine * 4 / 10);
        }),
        new("pension-to-the-month-of-death", 20, "the last pension is that of the month of death", Expected.ReExamine(Because.MemberDied), scene =>
        {
            scene.Three();
            var parent = scene.Parent().Person;
            scene.Dies(parent, Year2026.Day(6, 10));
            scene.DrawsPension(parent, scene.LowestLine * 4 / 10, to: 6);
        })
        { NearMiss = true },
        new("dibao", 25, "the parent died in May, his own dibao row is still open", Expected.ReExamine(Because.PaidAfterDeath, Because.MemberDied), scene =>
        {
            scene.Three();
            var parent = scene.Parent().Person;
            scene.Dies(parent, Year2026.Day(5, 10));
            scene.GetsDibao(scene.LowestLine / 2, YearMonth.Of(2025, 1));
        }));

    private static void PensionerDies(Scene scene, DateOnly died, DateOnly reported)
    {
        scene.Three();
        var parent = scene.Parent().Person;
        scene.Dies(parent, died);
        scene.DrawsPensionUntilDeath(parent, scene.LowestLine * 4 / 10, reported);
    }
}
