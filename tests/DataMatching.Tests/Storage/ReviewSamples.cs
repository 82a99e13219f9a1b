using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

/// <summary>Invented cases.</summary>
internal static class ReviewSamples
{
    public static readonly Quarter Q3 = new(2026, 3);
    public static readonly DateTimeOffset At = new(2026, 10, 8, 9, 0, 0, TimeSpan.Zero);
    public static readonly string[] Rules = ["income-above-standard-for-six-months", "vehicle-owned", "person-deceased"];
    public static readonly string[] Registries = [RegistryId.Tax, RegistryId.Vehicle, RegistryId.CivilAffairs];
    public static readonly string[] Steps = ["visit", "notice", "approval"];

    public static CaseListing Listing(string household, int district = 440106, int priority = 50) => new(
        0, Q3, household, new District(district), Flag.Exit, ExitKind.Ineligible, priority, "欧***", 3, [Rules[1]], [RegistryId.Vehicle], Money.Yuan(120), "车辆 1 辆",
        CaseState.Open, "visit", Role.Grassroots, null, new DateOnly(2026, 10, 20), new DateOnly(2026, 10, 8));

    public static CaseOpening Opening(CaseListing listing, string basis = "b1", string json = "{\"text\":\"立案隐私\"}") =>
        new(listing, json, () => json, basis, [new CasePerson(Samples.IdA, Samples.Name(Samples.NameA)), new CasePerson(null, Samples.Name(Samples.NameRare))]);

    public static CaseOpening Opening(string household, int district = 440106, int priority = 50) => Opening(Listing(household, district, priority));

    public static NewEvent Event(string kind = "visited", long? by = null, int minute = 0, string json = "{}") => new(kind, json, At.AddMinutes(minute), by);

    public static long Open(Store store, params CaseOpening[] openings)
    {
        store.Cases.Open(Q3, openings, "{}", At);
        return store.Cases.FindByHousehold(Q3, openings[0].Listing.Household, null)!.Listing.Case;
    }

    public static long Somebody(Store store, string name = "li.na") => store.Accounts.Create(name, "李娜", Role.Grassroots, null, [1, 2, 3]).Id;

    /// <summary>Cases over a random tree of districts, with few priorities so that places tie.</summary>
    public static List<CaseListing> Random(int seed, int count, IReadOnlyList<long> accounts)
    {
        var random = new Random(seed);
        var districts = Enumerable.Range(0, 12).Select(_ => (random.Next(44, 46) * 10000) + (random.Next(0, 3) * 100) + random.Next(0, 3)).Append(440000).Append(440100).ToArray();
        return Enumerable.Range(0, count).Select(i =>
        {
            var state = (CaseState)random.Next(3);
            return Listing("H" + i.ToString("D5", CultureInfo.InvariantCulture), districts[random.Next(districts.Length)], random.Next(1, 6) * 20) with
            {
                Flag = (Flag)random.Next(1, 4),
                Rules = Rules.Where(_ => random.Next(2) == 0).ToArray(),
                Registries = Registries.Where(_ => random.Next(2) == 0).ToArray(),
                State = state,
                Step = state == CaseState.Closed ? "" : Steps[random.Next(3)],
                Due = random.Next(3) == 0 ? null : new DateOnly(2026, 10, random.Next(1, 29)),
                Assignee = random.Next(2) == 0 ? null : accounts[random.Next(accounts.Count)],
                FlipPerMonth = random.Next(4) == 0 ? null : new Money(random.Next(0, 20) * 5_000),
                Opened = new DateOnly(2026, 10, random.Next(1, 9)),
            };
        }).ToList();
    }

    /// <summary>Filters of every kind, alone and several at once, under scopes of every width.</summary>
    public static IEnumerable<CaseFilter> Filters(IReadOnlyList<long> accounts)
    {
        CaseFilter any = new(Q3, null);
        CaseFilter[] kinds =
        [
            any, any with { Flag = Flag.Exit }, any with { Rule = Rules[0] }, any with { Registry = Registries[1] }, any with { LeastPriority = 60 }, any with { Assignee = accounts[0] },
            any with { Unassigned = true }, any with { Step = "visit" }, any with { State = CaseState.Objected }, any with { State = CaseState.Closed }, any with { DueBy = new DateOnly(2026, 10, 10) },
            any with { Rule = Rules[0], Registry = Registries[0], Flag = Flag.Add }, any with { Step = "notice", Flag = Flag.Add }, any with { Unassigned = true, DueBy = new DateOnly(2026, 10, 5), LeastPriority = 40 },
            any with { Assignee = accounts[1], Rule = Rules[2], State = CaseState.Open }, any with { Rule = "none-such" },
            any with { LeastFlip = Money.Yuan(500) }, any with { MostFlip = Money.Yuan(100) }, any with { OpenedBy = new DateOnly(2026, 10, 3) },
            any with { LeastFlip = Money.Yuan(200), MostFlip = Money.Yuan(700), Flag = Flag.Exit, State = CaseState.Open }, any with { OpenedBy = new DateOnly(2026, 10, 5), Rule = Rules[1], Unassigned = true },
        ];
        int?[] scopes = [null, 440000, 440100, 440101, 450000, 990000];
        foreach (var kind in kinds)
            foreach (var scope in scopes)
                foreach (var below in new int?[] { null, 440100, 440102 })
                    yield return kind with { Scope = scope is { } s ? new District(s) : null, Below = below is { } b ? new District(b) : null };
    }

    /// <summary>What a worklist is, said the slow way.</summary>
    public static List<CaseListing> Expected(IEnumerable<CaseListing> all, CaseFilter f) => all.Where(c =>
        c.Quarter == f.Quarter && (f.Scope is not { } scope || c.District.IsWithin(scope)) && (f.Below is not { } below || c.District.IsWithin(below))
        && (f.Flag is null || c.Flag == f.Flag) && (f.Rule is null || c.Rules.Contains(f.Rule)) && (f.Registry is null || c.Registries.Contains(f.Registry))
        && (f.LeastPriority is null || c.Priority >= f.LeastPriority) && (f.Assignee is null || c.Assignee == f.Assignee) && (!f.Unassigned || c.Assignee is null)
        && (f.Step is null || c.Step == f.Step) && (f.State is null || c.State == f.State) && (f.DueBy is null || c.Due <= f.DueBy)
        && (f.LeastFlip is not { } least || c.FlipPerMonth >= least) && (f.MostFlip is not { } most || c.FlipPerMonth <= most) && (f.OpenedBy is null || c.Opened <= f.OpenedBy))
        .OrderByDescending(c => c.Priority).ThenBy(c => c.Household, StringComparer.Ordinal).ToList();

    /// <summary>Keeps a file with a remark, as pages do; answers with what the case has of that content.</summary>
    public static StoredAttachment Attach(Store store, long reviewCase, ReadOnlyMemory<byte> content, string mediaType, string name, long by, District? scope = null)
    {
        var stored = store.Cases.Find(reviewCase, null)!;
        store.Cases.Append(reviewCase, scope, stored.Sequence, [Event("noted", by)], stored.Listing, [new NewAttachment(content, mediaType, name, by)]);
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.Span));
        return store.Attachments.Of(reviewCase, null).Single(a => a.Sha256 == sha256);
    }
}
