namespace DataMatching.Sample.Stories;

/// <summary>What only the hukou books know: children who are in no file, who moved away, who died.</summary>
internal static class RegisterStories
{
    public static readonly Story Child = new("undeclared-child", "未申报的子女",
        new("in-the-book", 30, "a child of school age stands in the worker's book and in no file", Expected.ReExamine(Because.UndeclaredMember), scene =>
        {
            scene.Worker();
            scene.StandInOneBook(scene.Principal, (scene.Somebody(5, 15), "子女"));
        }),
        new("spouse-is-head", 15, "the spouse is the head of the book", Expected.ReExamine(Because.UndeclaredMember), scene =>
        {
            scene.Worker();
            var spouse = scene.Spouse().Person;
            scene.StandInOneBook(spouse, (scene.Principal, "配偶"), (scene.Somebody(5, 15), "子女"));
        }),
        new("spouse-in-the-book", 15, "married elsewhere: only the book knows the spouse", Expected.ReExamine(Because.UndeclaredMember), scene =>
        {
            scene.Worker();
            scene.StandInOneBook(scene.Somebody(36, 50, !scene.Principal.IsMale), (scene.Principal, "配偶"));
        }),
        new("divorced-in-the-book", 15, "the spouse in the book was divorced long ago", Expected.Keep, scene =>
        {
            scene.Worker();
            var former = scene.Somebody(36, 50, !scene.Principal.IsMale);
            scene.StandInOneBook(scene.Principal, (former, "配偶"));
            scene.Divorce(scene.Principal, former, new DateOnly(2019, 6, 11));
        })
        { NearMiss = true },
        new("grown-up", 20, "the child in the book is grown up", Expected.Keep, scene =>
        {
            scene.Worker(48, 54);
            scene.StandInOneBook(scene.Principal, (scene.Somebody(20, 26), "子女"));
        })
        { NearMiss = true },
        new("declared", 20, "everybody in the book stands in the file", Expected.Keep, scene =>
        {
            scene.Three();
            scene.StandInOneBook(scene.Principal, (scene.File.Members[1].Person, "配偶"), (scene.File.Members[2].Person, "子女"));
        })
        { NearMiss = true });

    public static readonly Story Moved = new("principal-moves", "职工户籍迁出",
        new("to-another-province", 25, "the worker moved to another province in August", Expected.Exit(Because.MovedAway), scene =>
        {
            scene.Three();
            scene.MovesTo(scene.Principal, scene.City.IsGuangdong ? "500103" : "440106", Year2026.Day(8, 4));
        }),
        new("within-the-city", 20, "moved within the city", Expected.Keep, scene =>
        {
            scene.Three();
            scene.MovesTo(scene.Principal, scene.City.Counties[^1], Year2026.Day(8, 4));
            scene.MovesInto(scene.Principal, scene.City.Counties[^1], Year2026.Day(8, 4));
        })
        { NearMiss = true },
        new("and-back", 15, "moved to another province in February and back in July", Expected.Keep, scene =>
        {
            scene.Three();
            scene.MovesTo(scene.Principal, scene.City.IsGuangdong ? "500103" : "440106", Year2026.Day(2, 4));
            scene.MovesInto(scene.Principal, scene.File.District, Year2026.Day(7, 14));
        })
        { NearMiss = true },
        new("spouse-only", 15, "only the spouse moved away", Expected.Keep, scene =>
        {
            scene.Three();
            scene.MovesTo(scene.File.Members[1].Person, scene.City.IsGuangdong ? "500103" : "440106", Year2026.Day(8, 4));
        })
        { NearMiss = true });

    public static readonly Story Death = new("death-in-the-book", "户口因死亡注销",
        new("only-the-book-knows", 15, "a worker living alone; only the police cancelled the entry for death", Expected.Exit(Because.PrincipalDied), scene =>
        {
            scene.Worker(48, 59);
            scene.IsCancelledAfterDeath(scene.Principal, Year2026.Day(7, 10), Year2026.Day(8, 2));
        }),
        new("cancelled-late", 15, "the entry was cancelled two months after the death, which civil affairs knew at once", Expected.Exit(Because.PrincipalDied), scene =>
        {
            scene.Worker(48, 59);
            scene.Dies(scene.Principal, Year2026.Day(6, 10));
            scene.IsCancelledAfterDeath(scene.Principal, Year2026.Day(6, 10), Year2026.Day(8, 20));
        })
        { NearMiss = true });
}
