using System.Security.Cryptography;
using System.Text;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

/// <summary>Invented people and facts for the storage tests.</summary>
internal static class Samples
{
    public const string NameA = "欧阳修竹", NameFound = "阿卜杜拉·买买提", NameRare = "𠮷田𣇈";
    public static readonly ResidentId IdA = ResidentId.FromBody(44010619800101123)!.Value;
    public static readonly ResidentId IdFound = ResidentId.FromBody(50010119900202234)!.Value;

    public static PersonName Name(string text) => PersonName.TryCreate(text)!;

    public static Household Household(string key, string name = NameA, ResidentId? id = null, FileState state = FileState.Active) => new(
        key, new District(440106), state, Tier.Relative, [HardshipCause.Study, HardshipCause.Illness], new DateOnly(2024, 2, 29), null,
        [
            new HouseholdMember(key + "/1", Name(name), (id ?? IdA).Reveal(), id ?? IdA, Relation.Principal, true, false, true, DateInterval.From(new DateOnly(2024, 2, 29))) { FormerIds = [IdFound], SharesId = true, Details = new PersonDetails { Birth = "1980-01-01", Sex = "男", Phone = "13800001111", Address = "越秀区", Employer = "某某公司" } },
            new HouseholdMember(key + "/2", Name(NameRare), "4401O6", null, Relation.Child, false, true, false, new DateInterval(null, new DateOnly(2026, 1, 31))),
        ],
        [new Authorisation(key + "/1", ["*"], DateInterval.Always), new Authorisation(key + "/2", ["tax", "vehicle"], new DateInterval(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)))],
        [
            new DeclaredIncome(key + "/1", new Provenance(0, "union/incomes.csv", 2, 77, Hash("d")), IncomeKind.Wage, new Month(2026, 4), new Month(2026, 9), Money.Yuan(1500)),
            new VerifiedIncome(key + "/1", new Provenance(0, "union/incomes.csv", 3, 99, Hash("v")), IncomeKind.Business, new Month(2026, 5), new Money(1), "李核实", new DateOnly(2026, 6, 1), "银行流水😀"),
        ]);

    public static Manifest Manifest(string sha = "a", string registry = RegistryId.Tax, string dataset = "wages") => new(
        registry, dataset, new District(440000), new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9),
        DeliveryMode.Full, ExtractEncoding.Gb18030, 10, Hash(sha), "九月");

    public static MonthlyIncome Wage(Batch batch, string person, long line, long fen = 100, string? row = null) => new(
        person, batch.Manifest.Registry, batch.Manifest.Dataset, MatchGrade.Certain,
        new Provenance(batch.Id, batch.File, line, line * 100, Hash(row ?? person + fen)), IncomeKind.Wage, new Month(2026, 7), new Money(fen));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
