using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Tests.Extracts;
using DataMatching.Time;

namespace DataMatching.Tests.Transports;

/// <summary>Orders of tax/wages about invented people, cleared by a roll.</summary>
internal static class Orders
{
    public static readonly Dataset Wages = AllDatasets.Find("tax", "wages")!;
    public static readonly string[] Allowed = ["姓名", "证件号码", "税款所属期", "收入额"];

    public static string Id(int n) => ScanBench.Id(n);

    public static IReadOnlyList<Clearance> Keys(int count) => [.. Enumerable.Range(1, count).Select(Key)];

    private static Clearance Key(int n) => new($"H{n:D6}/1", ResidentIdReader.Read(Id(n)).Id!.Value, PersonName.TryCreate("王伟")!, ClearanceBasis.Roll, null);

    public static LandingOrder Of(SourceSettings source, int people, Dataset? dataset = null, string[]? allowed = null)
    {
        dataset ??= Wages;
        var columns = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal) { [dataset.Id] = (allowed ?? Allowed).ToHashSet(StringComparer.Ordinal) };
        var settings = new DatasetSettings(true, 60, 1, new Dictionary<string, string>(StringComparer.Ordinal)) { Source = source };
        var registry = new RegistrySettings(dataset.Registry, "税务", "某税务局", new SharingAgreement("XY-2026-1", "困难职工家庭核对", DateInterval.Always, AgreementCovers.Roll, columns),
            new Dictionary<string, DatasetSettings>(StringComparer.Ordinal) { [dataset.Id] = settings });
        return new LandingOrder(dataset, registry, new District(440000), new DateOnly(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), Keys(people));
    }

    /// <summary>The source settings of such a JSON, read as the program reads them.</summary>
    public static T Source<T>(string json)
        where T : SourceSettings
    {
        var (settings, faults) = Read(json);
        Assert.IsEmpty(faults, string.Join("; ", faults.Select(f => $"{f.Place}: {f.Found} ({f.Expected})")));
        return (T)settings!.Datasets["wages"].Source!;
    }

    public static (RegistrySettings? Settings, IReadOnlyList<SettingsFault> Faults) Read(string source) => RegistrySettingsReader.Parse($$"""
        { "registry": "tax", "title": "税务", "agency": "某税务局", "datasets": { "wages": { "required": true, "source": {{source}} } },
          "agreement": { "number": "XY-2026-1", "purpose": "核对", "from": "2026-01-01", "to": "2026-12-31", "covers": "roll", "columns": { "wages": ["姓名", "证件号码", "税款所属期", "收入额"] } } }
        """);
}
