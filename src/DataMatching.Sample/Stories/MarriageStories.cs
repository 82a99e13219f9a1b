namespace DataMatching.Sample.Stories;

/// <summary>Spouses whom the file does not know, and spouses whom it should no longer know.</summary>
internal static class MarriageStories
{
    public static readonly Story Undeclared = new("undeclared-spouse", "未申报的配偶",
        new("with-income", 40, "a single parent married in March somebody who earns well", Expected.ReExamine(Because.UndeclaredMember), scene =>
        {
            var spouse = SingleParentAnd(scene);
            scene.Marry(scene.Principal, spouse, Year2026.Day(3, 8));
            scene.Earns(spouse, _ => scene.HighestLine * 2);
        }),
        new("without-income", 20, "married in August somebody without income", Expected.ReExamine(Because.UndeclaredMember), scene =>
            scene.Marry(SingleParentAnd(scene), scene.Principal, Year2026.Day(8, 8))),
        new("declared", 25, "married in March, and the spouse stands in the file", Expected.Keep, scene =>
        {
            scene.Three();
            scene.Marry(scene.Principal, scene.File.Members[1].Person, Year2026.Day(3, 8));
        })
        { NearMiss = true },
        new("divorced-since", 20, "the undeclared spouse was divorced years ago", Expected.Keep, scene =>
        {
            var former = SingleParentAnd(scene);
            scene.Marry(scene.Principal, former, new DateOnly(2012, 5, 20));
            scene.Divorce(scene.Principal, former, new DateOnly(2020, 9, 3));
        })
        { NearMiss = true });

    public static readonly Story Divorced = new("declared-spouse-divorced", "已离婚仍列为配偶",
        new("in-march", 35, "divorced in March, both still in the file", Expected.ReExamine(Because.SpouseDivorced), scene =>
        {
            scene.Three();
            scene.Marry(scene.Principal, scene.File.Members[1].Person, new DateOnly(2012, 5, 20));
            scene.Divorce(scene.Principal, scene.File.Members[1].Person, Year2026.Day(3, 19));
        }),
        new("married-again", 20, "divorced in 2019, married each other again in 2023", Expected.Keep, scene =>
        {
            scene.Three();
            var spouse = scene.File.Members[1].Person;
            scene.Marry(scene.Principal, spouse, new DateOnly(2012, 5, 20));
            scene.Divorce(scene.Principal, spouse, new DateOnly(2019, 4, 2));
            scene.Marry(scene.Principal, spouse, new DateOnly(2023, 1, 10));
        })
        { NearMiss = true });

    private static People.Person SingleParentAnd(Scene scene)
    {
        scene.Worker();
        scene.Child(5, 14);
        scene.File.Causes = "单亲";
        return scene.Somebody(36, 50, !scene.Principal.IsMale);
    }
}
