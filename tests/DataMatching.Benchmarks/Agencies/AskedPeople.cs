using System.Globalization;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Benchmarks.Agencies;

/// <summary>Invented members of the roll, cleared by the gate, and an order of tax/wages about them.</summary>
internal static class AskedPeople
{
    /// <summary>The n-th number: a county code that was never assigned, any day of the century's second half.</summary>
    public static ResidentId Id(int n) =>
        ResidentId.FromBody((449_999L * 100_000_000_000) + (long.Parse(new DateOnly(1950, 1, 1).AddDays(n / 900).ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) * 1000) + (n % 900))!.Value;

    public static (LandingOrder Order, SourceSettings Source) Order(string source, int people)
    {
        var (settings, faults) = RegistrySettingsReader.Parse($$"""
            { "registry": "tax", "title": "税务", "agency": "B", "datasets": { "wages": { "required": true, "source": {{source}} } },
              "agreement": { "number": "B", "purpose": "B", "from": "2026-01-01", "to": "2026-12-31", "covers": "roll", "columns": { "wages": ["姓名", "证件号码", "税款所属期", "收入额"] } } }
            """);
        if (settings is null) throw new InvalidOperationException(string.Join("; ", faults.Select(f => $"{f.Place}: {f.Found}")));
        var day = new DateOnly(2026, 9, 30);
        var gate = Gate.Clear(Enumerable.Range(0, people).Select(Of), "tax", settings.Agreement, settings.Covers, day, new Month(2026, 4));
        if (gate.Cleared.Count != people) throw new InvalidOperationException($"{gate.Cleared.Count} of {people} cleared");
        return (new LandingOrder(AllDatasets.Find("tax", "wages")!, settings, new District(440000), day, new Month(2026, 4), new Month(2026, 9), gate.Cleared), settings.Datasets["wages"].Source!);
    }

    private static Household Of(int n)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"GH{n:D8}");
        var member = new HouseholdMember(key + "/1", PersonName.TryCreate("王伟")!, Id(n).Reveal(), Id(n), Relation.Principal, true, false, false, DateInterval.Always);
        return new Household(key, new District(440100), FileState.Unfiled, null, [], null, null, [member], [], []);
    }
}

/// <summary>A landing that counts.</summary>
internal sealed class CountingLanding : ILanding
{
    public long Id => 1;
    public string? Place { get; private set; }
    public long Rows { get; private set; }
    public long Commits { get; private set; }
    public IReadOnlySet<string> Answered { get; } = new HashSet<string>(StringComparer.Ordinal);

    public void Add(IReadOnlyList<string?> row) => Rows++;

    public void Rollback() => throw new InvalidOperationException("nothing fails here");

    public void Commit(string place, IReadOnlyCollection<(string Person, PersonAnswer Answer)>? answers = null)
    {
        Place = place;
        Commits++;
    }

    public void Finish(long? promised)
    {
        if (promised is { } p && p != Rows) throw new InvalidOperationException($"{Rows} rows, {p} promised");
    }
}
