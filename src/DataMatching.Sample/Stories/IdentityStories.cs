using DataMatching.Sample.People;

namespace DataMatching.Sample.Stories;

/// <summary>Numbers and names written differently. The wages are above the line: what matters is whether they may count as proof.</summary>
internal static class IdentityStories
{
    private static readonly Expected Proof = Expected.Exit(Because.IncomeAbove), NoProof = Expected.ReExamine(Because.LikelyAbove);

    public static readonly Story Numbers = new("number-slip", "证件号码笔误",
        new("registry-one-digit", 30, "the tax office mistyped one digit of the number", NoProof, scene => Paid(scene, who => who with { Id = IdNumber.OneSlip(who.Id, scene.Dice) })),
        new("registry-transposed", 20, "the tax office exchanged two digits", NoProof, scene => Paid(scene, who => who with { Id = IdNumber.Transposed(who.Id) })),
        new("union-one-digit", 25, "the union mistyped one digit", NoProof, scene =>
        {
            Paid(scene, who => who);
            scene.File.Principal.WrittenId = IdNumber.OneSlip(scene.Principal.Id, scene.Dice);
        }),
        new("union-fifteen", 20, "the union still has the number of 15 digits", Proof, scene =>
        {
            Paid(scene, who => who);
            scene.File.Principal.WrittenId = IdNumber.Fifteen(scene.Principal.Id);
        })
        { NearMiss = true },
        new("registry-fifteen", 15, "the tax office still has the number of 15 digits", Proof, scene => Paid(scene, who => who with { Id = IdNumber.Fifteen(who.Id) })) { NearMiss = true });

    public static readonly Story SpelledNames = new("name-variant", "姓名写法不同",
        new("traditional", 25, "the tax office writes the name in traditional characters", Proof, scene => PaidAs(scene, NameSwap.Traditional, below: false)),
        new("compatibility", 15, "the tax office's name has a compatibility character that looks the same", Proof, scene => PaidAs(scene, NameSwap.Compat, below: false)),
        new("semantic", 20, "another character of the same meaning", NoProof, scene => PaidAs(scene, NameSwap.Semantic, below: false)) { NearMiss = true },
        new("homophone", 25, "a character that only sounds the same", NoProof, scene => PaidAs(scene, NameSwap.Homophone, below: false)) { NearMiss = true },
        new("homophone-below", 20, "the same, but the wage is below the line", Expected.Keep, scene => PaidAs(scene, NameSwap.Homophone, below: true)) { NearMiss = true },
        new("middle-dot-missing", 15, "a minority name without its middle dot", Proof, scene =>
        {
            var male = scene.Dice.Chance(50);
            scene.Worker(male: male, name: Names.DrawWithDot(scene.Dice, male));
            scene.Child();
            scene.File.OnRoll = false;
            scene.Earns(scene.Principal with { Name = scene.Principal.Name.Replace("·", "", StringComparison.Ordinal) }, scene.WellAbove(), insured: false);
        }));

    public static readonly Story OtherName = new("other-name", "同号不同名",
        new("wages", 30, "wages under the worker's number and quite another name", Expected.ReExamine(Because.IdentityConflict), scene =>
            Paid(scene, who => who with { Name = Names.DrawUnlike(scene.Dice, who.IsMale, who.Name) })),
        new("shared-number", 10, "two workers in two files have one number", Expected.ReExamine(Because.IdentityConflict), scene =>
        {
            scene.Worker();
            scene.Child();
            scene.File.OnRoll = false;
            var second = scene.SecondFile(Expected.ReExamine(Because.IdentityConflict));
            second.Members.Add(new MemberPlan(scene.Principal with { Name = Names.DrawUnlike(scene.Dice, scene.Principal.IsMale, scene.Principal.Name) }, "本人"));
        }));

    public static readonly Story TwoFiles = new("filed-twice", "一人两档",
        new("both-active", 10, "the same worker is filed in two districts", Expected.ReExamine(Because.TwoHouseholds), scene => FiledTwice(scene, "在档", Expected.ReExamine(Because.TwoHouseholds)))
        { Where = city => city.Counties.Count > 1 },
        new("other-closed", 10, "the other file is closed", Expected.Keep, scene => FiledTwice(scene, "已退出", Expected.Keep))
        { NearMiss = true, Where = city => city.Counties.Count > 1 });

    public static readonly Story NoNumber = new("no-number", "登记时没有证件号码",
        new("old-record", 35, "a second home whose old record has name, birth and sex but no number", Expected.ReExamine(Because.Homes), scene => SecondHome(scene, who => who)),
        new("birth-slip", 30, "the same, and the record's day of birth has one digit wrong", Expected.ReExamine(Because.IdentityConflict), scene => SecondHome(scene, who => who with { Birth = OneDigitOff(who.Birth) })),
        new("namesake", 20, "the same, but the record is of somebody else of that name, thirteen years older", Expected.Keep, scene => SecondHome(scene, who => who with { Birth = who.Birth.AddYears(-13).AddDays(40) }))
        { NearMiss = true },
        new("undeclared-spouse", 25, "a single parent, married by an old registration that has names and days of birth but no numbers", Expected.ReExamine(Because.UndeclaredMember), scene =>
        {
            Rare(scene);
            scene.Child(5, 14);
            scene.File.Causes = "单亲";
            scene.Marry(scene.Principal with { Id = "" }, scene.Somebody(36, 50, !scene.Principal.IsMale) with { Id = "" }, new DateOnly(2012, 5, 20));
        }));

    public static readonly Story NoNumberOnFile = new("no-number-on-file", "档案没有证件号码",
        new("paid", 25, "the union's file has the worker's day of birth but no number; wages above the line under the number", Expected.ReExamine(Because.LikelyAbove, Because.RegistryMissing), scene =>
        {
            Rare(scene);
            scene.Child(7, 14);
            scene.File.OnRoll = false;
            scene.File.Principal.WrittenId = "";
            scene.Earns(scene.Principal, scene.WellAbove(), insured: false);
        }),
        new("nothing-found", 20, "the union's file has no number of the worker's, and nothing is found", Expected.ReExamine(Because.RegistryMissing), scene =>
        {
            scene.Worker();
            scene.Child(7, 14);
            scene.File.OnRoll = false;
            scene.File.Principal.WrittenId = "";
        }),
        new("small-child", 20, "the file has no number of a small child's: whether a flat stands in its name is not known", Expected.ReExamine(Because.RegistryMissing), scene =>
        {
            scene.Worker();
            scene.Child(1, 5);
            scene.File.Members[1].WrittenId = "";
        }));

    private static void SecondHome(Scene scene, Func<Person, Person> recorded)
    {
        Rare(scene);
        scene.Spouse();
        scene.Child(7, 14);
        scene.HasHome(scene.Principal);
        scene.HasHome(recorded(scene.Principal with { Id = "" }));
    }

    /// <summary>A worker whose name is so rare that it says who he is.</summary>
    private static void Rare(Scene scene)
    {
        // Not in January: its first day says little, for so is written what is not known.
        var birth = new DateOnly(scene.Dice.Between(1973, 1991), scene.Dice.Between(2, 12), scene.Dice.Between(1, 28));
        scene.Member(scene.Born(birth, scene.Dice.Chance(50), Names.DrawRare(scene.Dice)), "本人");
    }

    /// <summary>The last digit of the day of the month is another.</summary>
    private static DateOnly OneDigitOff(DateOnly birth) => birth.AddDays(birth.Day % 10 is 9 || birth.AddDays(1).Month != birth.Month ? -1 : 1);

    private static void Paid(Scene scene, Func<Person, Person> printed)
    {
        scene.Three();
        scene.File.OnRoll = false;
        scene.Earns(printed(scene.Principal), scene.WellAbove(), insured: false);
    }

    private static void PaidAs(Scene scene, NameSwap swap, bool below)
    {
        var (name, other) = Names.DrawSwapped(scene.Dice, swap);
        scene.Worker(name: name);
        scene.Spouse();
        scene.Child();
        scene.Earns(scene.Principal with { Name = other }, below ? scene.WellBelow() : scene.WellAbove(), insured: false);
    }

    private static void FiledTwice(Scene scene, string otherState, Expected other)
    {
        scene.Worker();
        scene.Child();
        scene.File.OnRoll = false;
        var second = scene.SecondFile(other);
        second.State = otherState;
        if (otherState != "在档") second.ExitedOn = new DateOnly(2025, 4, 10);
        second.Members.Add(new MemberPlan(scene.Principal, "本人"));
    }
}
