using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Screens.Sheet;

/// <summary>Everything that one household's sheet shows of the quarter's findings; personal only behind masks.</summary>
public sealed record SheetContent(Quarter Quarter, Household Household, Verdict Verdict, HouseholdInputs Inputs, IReadOnlyList<QuarterFlag> History)
{
    private const string Found = "found";

    /// <summary>Null when the quarter was not run or has no such household in the scope.</summary>
    /// <param name="scope">The district to stay in, asked before anything is opened; null: the whole site.</param>
    /// <param name="asOf">With reviewers' evidence up to this moment; null: all.</param>
    public static SheetContent? Of(Store store, IHouseholdInputs inputs, Quarter quarter, string household, Identity.District? scope, DateTimeOffset? asOf)
    {
        if (store.Quarters.Find(quarter)?.Run is not { } run || store.Runs.Verdict(run, household, scope) is not { } stored || inputs.Of(quarter, household, asOf) is not { } found) return null;
        return new SheetContent(quarter, found.Household, found.Again ?? VerdictJson.Read(stored.Json), found, QuartersOf(store, household));
    }

    /// <summary>Records that may be corrected: those that reasons rest on, each once.</summary>
    public IReadOnlyList<Fact> Correctable =>
        [.. Verdict.Reasons.SelectMany(r => r.Facts).Where(f => f.Source.Batch != 0).DistinctBy(f => (f.Person, f.Registry, f.Dataset, f.Source.RowHash))];

    /// <summary>Those of one reason; and those corrected before, whose correction may be put right.</summary>
    public IEnumerable<Fact> Correctables(string rule) =>
        Verdict.Reasons.Where(r => r.Rule == rule).SelectMany(r => r.Facts).Where(f => f.Source.Batch != 0).Concat(Corrected.Select(c => c.Fact));

    /// <summary>Names a record in a form.</summary>
    public static string IdOf(Fact fact) => $"{fact.Person}|{fact.Registry}|{fact.Dataset}|{fact.Source.RowHash}";

    /// <summary>Records that reviewers showed to be wrong and that are left out because of it.</summary>
    public IReadOnlyList<(Fact Fact, Review.Correction Correction)> Corrected =>
        [.. from correction in Inputs.Evidence.Corrections
            where correction.HoldsOn(Inputs.Period.Day)
            let fact = Inputs.Facts.FirstOrDefault(correction.IsAbout)
            where fact is not null
            select (fact, correction)];

    /// <summary>People whom records name beside ours and the file does not: a spouse of a marriage register.</summary>
    public IEnumerable<(FoundPerson Person, Fact Fact)> Undeclared =>
        Verdict.Findings.Where(f => f is { Rule: "undeclared-member-found", Applies: true, Truth: Truth.Met }).SelectMany(f => f.Facts).OfType<StatusFact>()
            .Where(f => f.Detail.Other is not null).Select(f => (f.Detail.Other!, (Fact)f)).DistinctBy(f => f.Item2.Source);

    /// <summary>Who, by his place in the file.</summary>
    public HouseholdMember? MemberOf(string person) => Household.Members.FirstOrDefault(m => m.Person == person);

    /// <summary>The key of somebody whom a record names beside ours: that of ours, and the record's row.</summary>
    public static string FoundKey(Fact fact) => $"{fact.Person}/{Found}/{fact.Source.RowHash[..Math.Min(16, fact.Source.RowHash.Length)]}";

    /// <summary>True when the key is of somebody whom only a record names.</summary>
    public static bool IsFound(string person) => person.Contains($"/{Found}/", StringComparison.Ordinal);

    /// <summary>True when the sheet shows the person: a member, or somebody found.</summary>
    public bool HasPerson(string person) => MemberOf(person) is not null || Undeclared.Any(u => FoundKey(u.Fact) == person);

    /// <summary>The household's record of a delivery that is meant; null when it has none such.</summary>
    public Fact? FactOf(FactKey key) => Inputs.Facts.FirstOrDefault(f => f.Source.Batch != 0 && FactKey.Of(f) == key);

    /// <summary>Assets, statuses and expenses by the registry's dataset that told of them: those configured in their order, then others (the union's own files).</summary>
    public IReadOnlyList<SourceFacts> BySource
    {
        get
        {
            var assets = Verdict.Assets.Select(a => new SheetFact(a.Fact, a.Counts, a.Why));
            var circumstances = Inputs.Facts.Where(f => f is StatusFact or ExpenseFact).OrderByDescending(From).Select(f => new SheetFact(f, null, ""));
            var order = Inputs.Sources.Select((s, i) => (s, i)).ToDictionary(x => (x.s.Registry, x.s.Dataset), x => x.i);
            return
            [
                .. from shown in assets.Concat(circumstances)
                   group shown by (shown.Fact.Registry, shown.Fact.Dataset) into told
                   orderby order.GetValueOrDefault(told.Key, int.MaxValue), told.Key.Registry, told.Key.Dataset
                   select new SourceFacts(told.Key.Registry, told.Key.Dataset, Inputs.Sources.FirstOrDefault(s => (s.Registry, s.Dataset) == told.Key)?.AsOf, [.. told]),
            ];
        }
    }

    private static DateOnly From(Fact fact) => fact switch
    {
        StatusFact status => status.Valid.Start ?? DateOnly.MinValue,
        ExpenseFact expense => expense.On,
        _ => DateOnly.MinValue,
    };

    private static IReadOnlyList<QuarterFlag> QuartersOf(Store store, string household) =>
        [.. from row in store.Quarters.All()
            let said = row.Run is { } run ? store.Runs.Outcome(run, household) : null
            where said is not null
            select new QuarterFlag(row.Quarter, said.Value.Flag, said.Value.Rules)];
}

/// <summary>Of an asset whether it counts against the limits, and why; null for what is none.</summary>
public sealed record SheetFact(Fact Fact, bool? Counts, string Why);

/// <summary>What one dataset of a registry told. <paramref name="AsOf"/>: of the delivery in force; null where there is none, as of the union's files.</summary>
public sealed record SourceFacts(string Registry, string Dataset, DateOnly? AsOf, IReadOnlyList<SheetFact> Facts);

/// <summary>What an earlier quarter said of the household.</summary>
public sealed record QuarterFlag(Quarter Quarter, Flag Flag, IReadOnlyList<string> Rules);
