using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Policy;

/// <summary>One household under construction, with the answers of all registries (yes or no unless said otherwise).</summary>
internal sealed class CaseWorld : ICoverageAnswers
{
    private readonly List<(string Person, string Dataset, Month? Month, Answer Answer)> _gaps = [];
    private long _line = 1;

    public District District { get; set; } = new(440100);
    public Quarter Quarter { get; set; } = Quarter.Parse("2026Q3");
    public FileState State { get; set; }
    public DateOnly? ExitedOn { get; set; }
    public string Key { get; set; } = "H1";
    public SortedDictionary<int, HouseholdMember> Members { get; } = [];
    public List<Fact> Facts { get; } = [];
    public List<IncomeFact> Declared { get; } = [];
    public List<OtherFile> Others { get; } = [];
    public List<SubsistenceStandard> Standards { get; } = [];
    public List<(string Parameter, string Json)> Policy { get; } = [];

    public static string RepositoryRoot { get; } = FindRoot();

    public static PolicyPacks Shipped { get; } = PolicyPacks.Parse(ShippedFiles());

    public static IEnumerable<(string File, string Json)> ShippedFiles() =>
        Directory.GetFiles(Path.Combine(RepositoryRoot, "config", "policies"), "*.json").Select(f => (Path.GetFileName(f), System.IO.File.ReadAllText(f)));

    public string Person(int number) => $"{Key}/{number}";

    public Provenance Row()
    {
        _line++;
        return new Provenance(1, "extract.csv", _line, _line * 100, $"row{_line:D4}");
    }

    public void Member(int number, Relation relation, DateOnly birth, bool counted = true, bool migrant = false, DateOnly? joined = null, DateOnly? left = null)
    {
        var id = ResidentId.FromBody((440100L * 100_000_000_000) + (((birth.Year * 10000) + (birth.Month * 100) + birth.Day) * 1000L) + number)!.Value;
        Members[number] = new HouseholdMember(Person(number), NameOf(number), id.Reveal(), id, relation, counted, false, migrant, new DateInterval(joined, left));
    }

    public static PersonName NameOf(int number) => PersonName.TryCreate("甲乙丙丁戊己庚辛壬癸".Substring(number % 10, 1) + "某")!;

    public void Gap(string person, string dataset, Month? month, Answer answer) => _gaps.Add((person, dataset, month, answer));

    public Answer For(string person, string registry, string dataset, Month month)
    {
        var key = $"{registry}/{dataset}";
        foreach (var gap in _gaps)
        {
            if ((gap.Person == "*" || gap.Person == person) && (gap.Dataset == "*" || gap.Dataset == key) && (gap.Month is null || gap.Month == month)) return gap.Answer;
        }

        return Facts.Any(f => f.Person == person && f.Registry == registry && f.Dataset == dataset) ? Answer.Found : Answer.NoRecord;
    }

    public DateOnly? AsOf(string person, string registry, string dataset, Month month) => Quarter.LastDay;

    public CaseFile File()
    {
        if (!Members.ContainsKey(1)) Member(1, Relation.Principal, new DateOnly(1980, 1, 1));
        var household = new Household(Key, District, State, Tier.Relative, [], new DateOnly(2024, 1, 1), ExitedOn, [.. Members.Values], [], Declared);
        return new CaseFile(household, Quarter, Facts, this, Others);
    }

    public PolicyInForce PolicyInForce()
    {
        var shipped = Shipped.For(District);
        if (Policy.Count == 0) return shipped;
        var changes = string.Join(",", Policy.Select(p => $"\"{p.Parameter}\":[{p.Json}]"));
        var json = "{\"id\":\"case\",\"title\":\"t\",\"district\":\"" + District + "\",\"extends\":\"" + shipped.Id + "\",\"parameters\":{" + changes + "},\"rules\":{}}";
        return PolicyPacks.Parse(ShippedFiles().Append(("case.json", json))).Find("case")!;
    }

    public SubsistenceStandards StandardsInForce() => new(Standards.Count > 0 ? Standards : [new SubsistenceStandard(new District(District.Province.Code), new DateOnly(2015, 1, 1), Money.Yuan(1000), "case")]);

    public HouseholdAssessment Assess() => AssessHousehold.Assess(File(), PolicyInForce(), StandardsInForce());

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder!.FullName, "DataMatching.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
