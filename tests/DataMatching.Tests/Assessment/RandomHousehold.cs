using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Tests.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Assessment;

/// <summary>Households drawn from a seed, dense enough that every rule is met by some.</summary>
internal static class RandomHousehold
{
    public static CaseWorld Draw(int seed)
    {
        var random = new Random(seed);
        var world = new CaseWorld { District = new District(random.Next(2) == 0 ? 440100 : 500101), State = (FileState)random.Next(4), Quarter = Quarter.Parse(random.Next(3) == 0 ? "2026Q1" : "2026Q3") };
        if (world.State is FileState.Monitored or FileState.Closed) world.ExitedOn = world.Quarter.FirstDay.AddDays(-random.Next(300));
        world.Member(1, Relation.Principal, new DateOnly(random.Next(1955, 2005), random.Next(1, 13), 5), migrant: random.Next(2) == 0);
        if (world.State != FileState.Unfiled && random.Next(2) == 0) world.Member(2, Relation.Spouse, new DateOnly(1982, 3, 3));
        if (world.State != FileState.Unfiled && random.Next(2) == 0) world.Member(3, Relation.Child, new DateOnly(random.Next(2006, 2020), 9, 1));
        var wage = random.Next(3);
        var steady = random.Next(3) == 0;
        foreach (var member in world.Members.Keys.ToList())
        {
            foreach (var month in world.Quarter.LastMonth.Plus(-5).To(world.Quarter.LastMonth)) Earn(world, random, member, month, wage, steady);
            for (var i = steady ? 0 : random.Next(3); i > 0; i--) Happen(world, random, member);
        }

        string[] datasets = ["tax/wages", "vehicle/vehicles", "property/units", "civil-affairs/dibao", "civil-affairs/temporary-aid", "*"];
        if (random.Next(4) == 0) world.Gap(random.Next(2) == 0 ? "*" : world.Person(1), datasets[random.Next(datasets.Length)], null, (Answer)random.Next(2, 5));
        return world;
    }

    public static MonthlyIncome Wage(CaseWorld world, int member, Month month, Money amount, MatchGrade grade = MatchGrade.Certain) =>
        new(world.Person(member), "tax", "wages", grade, world.Row(), IncomeKind.Wage, month, amount);

    private static void Earn(CaseWorld world, Random random, int member, Month month, int level, bool steady)
    {
        var person = world.Person(member);
        var amount = new Money(random.Next(1, 4) * (level + 1) * 70_000);
        switch (steady ? 8 : random.Next(8))
        {
            case 0: return;
            case 1: world.Facts.Add(new AverageIncome(person, "social-security", "contributions", MatchGrade.Certain, world.Row(), IncomeKind.Wage, month, amount)); return;
            case 2: world.Facts.Add(new StatusFact(person, "social-security", "contributions", MatchGrade.Certain, world.Row(), StatusKind.Insured, new DateInterval(month.FirstDay, month.LastDay), StatusDetail.None)); return;
            case 3: world.Declared.Add(new DeclaredIncome(person, world.Row(), IncomeKind.Wage, month, month, amount)); return;
            case 4: world.Declared.Add(new VerifiedIncome(person, world.Row(), IncomeKind.Business, month, amount, "张核", month.LastDay, "收据")); return;
            case 5: world.Facts.Add(new MonthlyIncome(person, "social-security", "pensions", MatchGrade.Certain, world.Row(), IncomeKind.ResidentPension, month, amount)); return;
            default: world.Facts.Add(Wage(world, member, month, amount, !steady && random.Next(9) == 0 ? MatchGrade.Probable : MatchGrade.Certain)); return;
        }
    }

    private static void Happen(CaseWorld world, Random random, int member)
    {
        var day = world.Quarter.LastDay.AddDays(-random.Next(-20, 400));
        StatusKind[] kinds = [StatusKind.OnDibao, StatusKind.TemporaryAid, StatusKind.Married, StatusKind.Divorced, StatusKind.Dead, StatusKind.Pensioner, StatusKind.Unemployed, StatusKind.Employed, StatusKind.BusinessOwner];
        var pick = random.Next(kinds.Length + 3);
        var grade = (MatchGrade)random.Next(4);
        if (pick >= kinds.Length)
        {
            var asset = (AssetKind)random.Next(2);
            var detail = new AssetDetail(Money.Yuan(random.Next(60_000)), asset == AssetKind.Vehicle ? "car" : "residential", Label: "粤A****1", Key: "k" + random.Next(3));
            world.Facts.Add(new AssetFact(world.Person(member), asset == AssetKind.Vehicle ? "vehicle" : "property", asset == AssetKind.Vehicle ? "vehicles" : "units", grade, world.Row(), asset, DateInterval.From(day), detail));
            return;
        }

        var detailOf = kinds[pick] switch
        {
            StatusKind.Married or StatusKind.Divorced => new StatusDetail(Other: new FoundPerson(PersonName.TryCreate(random.Next(2) == 0 ? "路人" : "𠮷某·买买提")!, ResidentId.FromBody(11010519491231002))),
            StatusKind.OnDibao => new StatusDetail(Group: "DB" + random.Next(2)),
            StatusKind.Pensioner => new StatusDetail(Cause: "employee", Mark: random.Next(2) == 0),
            StatusKind.TemporaryAid => new StatusDetail(Cause: "illness"),
            StatusKind.Unemployed => new StatusDetail(Cause: "restructuring"),
            _ => StatusDetail.None,
        };
        var valid = kinds[pick] == StatusKind.TemporaryAid ? new DateInterval(day, day) : DateInterval.From(day);
        world.Facts.Add(new StatusFact(world.Person(member), "civil-affairs", "any", grade, world.Row(), kinds[pick], valid, detailOf));
    }
}
