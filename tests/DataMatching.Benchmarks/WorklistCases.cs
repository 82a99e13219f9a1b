using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Benchmarks;

/// <summary>Seeded cases of a province of 21 cities and 126 counties of uneven size. The rarest rule speaks for about one case in 20,000; additions lie at the end of the lists.</summary>
internal static class WorklistCases
{
    public const int Cities = 21, CountiesEach = 6;
    public static readonly Quarter Quarter = new(2026, 3);
    public static readonly District Province = new(440000);
    public static readonly DateTimeOffset At = new(2026, 10, 8, 1, 0, 0, TimeSpan.Zero);
    public static readonly string[] Rules = [.. Enumerable.Range(0, 16).Select(i => "rule-" + i.ToString(CultureInfo.InvariantCulture))];
    public static readonly string[] Steps = ["report", "check", "visit", "hearing", "discussion", "notice", "approval"];
    public static readonly string[] Registries = [RegistryId.Tax, RegistryId.Vehicle, RegistryId.CivilAffairs, RegistryId.SocialSecurity, RegistryId.HousingFund, RegistryId.Property, RegistryId.Finance];
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红玲建国文";

    public static District County(Random random)
    {
        var city = (int)(Cities * random.NextDouble() * random.NextDouble());
        return new District(440000 + ((city + 1) * 100) + 1 + (int)(CountiesEach * random.NextDouble() * random.NextDouble()));
    }

    public static PersonName Name(Random random) => PersonName.TryCreate(string.Concat(
        Surnames[(int)(Surnames.Length * random.NextDouble() * random.NextDouble())], Given[random.Next(Given.Length)], Given[random.Next(Given.Length)]))!;

    /// <summary>A number of somebody born in January of a year from 1950 to 2009, in a county that was never assigned.</summary>
    public static ResidentId Number(Random random) => ResidentId.FromBody(44990100000101000 + (random.NextInt64(1950, 2010) * 10_000_000) + (random.Next(28) * 1000) + random.Next(1000))!.Value;

    public static IEnumerable<CaseOpening> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var flag = random.Next(100) switch { < 4 => Flag.Add, < 60 => Flag.Exit, _ => Flag.ReExamine };
            var state = random.Next(100) switch { 0 => CaseState.Objected, < 30 => CaseState.Closed, _ => CaseState.Open };
            var priority = flag == Flag.Add ? random.Next(1, 11) : random.Next(1, 11) * random.Next(1, 11);
            // Each next rule speaks half as often as the one before.
            string[] rules = [Rules[Math.Min(Rules.Length - 1, (int)-Math.Log2(1 - random.NextDouble()))], .. random.Next(3) == 0 ? new[] { Rules[0] } : []];
            var people = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => new CasePerson(ResidentId.FromBody(44010619000101000 + random.NextInt64(9_999_999_999)), Name(random))).ToList();
            yield return new CaseOpening(
                new CaseListing(
                    0, Quarter, "KN" + i.ToString("D8", CultureInfo.InvariantCulture), County(random), flag, flag == Flag.Exit ? ExitKind.Relieved : null, priority, people[0].Name.ToString(), people.Count,
                    rules.Distinct().ToArray(), Registries.Where(_ => random.Next(4) == 0).ToArray(), Money.Yuan(random.Next(2_000)), "车辆 1 辆", state,
                    state == CaseState.Closed ? "" : Steps[(int)(Steps.Length * random.NextDouble() * random.NextDouble())], state == CaseState.Closed ? null : Role.County, null,
                    state == CaseState.Closed ? null : new DateOnly(2026, 10, 8).AddDays(random.Next(60)), new DateOnly(2026, 10, 8).AddDays(-random.Next(3))),
                "{\"run\":1,\"why\":\"opened by the quarter's run\"}", () => "{}", "b", people);
        }
    }
}
