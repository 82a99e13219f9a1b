using System.Text.Json;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>Reads what <see cref="VerdictWriter"/> wrote.</summary>
internal sealed class VerdictReader
{
    private readonly IReadOnlyList<Fact> _facts;

    private VerdictReader(IReadOnlyList<Fact> facts) => _facts = facts;

    public static Verdict Read(JsonElement root) =>
        new VerdictReader(root.GetProperty("facts").EnumerateArray().Select(FactJson.Read).ToList()).Verdict(root);

    private Verdict Verdict(JsonElement e) => new(
        Str(e, "household"), Enum<Flag>(e, "flag"), Has(e, "exitKind") ? Enum<ExitKind>(e, "exitKind") : null,
        List(e, "reasons", r => new Reason(Str(r, "rule"), Str(r, "citation"), Str(r, "text"), Places(r, "facts"))),
        e.TryGetProperty("decisive", out var decisive) ? _facts[decisive.GetInt32()] : null,
        e.TryGetProperty("flip", out var flip) ? new FlipDistance(Amount(flip, "perMonth"), Has(flip, "counterfactual") ? Enum<Flag>(flip, "counterfactual") : null, Str(flip, "text")) : null,
        Missing(e), e.GetProperty("likelihood").GetInt32(), e.GetProperty("consequence").GetInt32())
    {
        Quarter = Has(e, "quarter") ? Quarter.Parse(Str(e, "quarter")) : null,
        State = Enum<FileState>(e, "state"),
        Policy = Str(e, "policy"),
        Findings = List(e, "findings", f => new RuleFinding(
            Str(f, "rule"), Enum<RuleKind>(f, "kind"), Has(f, "applies"), Enum<Truth>(f, "truth"), OptionalStr(f, "citation"), OptionalStr(f, "text"), Places(f, "facts"), Missing(f))),
        Months = List(e, "months", Month),
        Assets = List(e, "assets", a => new JudgedAsset((AssetFact)_facts[a.GetProperty("fact").GetInt32()], a.GetProperty("counts").GetBoolean(), Str(a, "why"))),
    };

    private MonthAssessment Month(JsonElement e) => new(
        Time.Month.Parse(Str(e, "month")), Amount(e, "standard"), List(e, "members", Member), Amount(e, "low")!.Value, Amount(e, "high"),
        Amount(e, "estimate")!.Value, Amount(e, "living")!.Value, Enum<Cell>(e, "cell"), Places(e, "dibaoBy"));

    private MemberMonth Member(JsonElement e) => new(
        Str(e, "person"), Amount(e, "proved")!.Value, Amount(e, "suspected")!.Value, Amount(e, "upperOnly")!.Value, e.GetProperty("underSixteen").GetBoolean(),
        List(e, "unanswered", u => new Unanswered(Str(u, "dataset"), Enum<Answer>(u, "answer"))), Amount(e, "wagelessBase"),
        Places(e, "provedBy"), Places(e, "suspectedBy"), Places(e, "employedBy"));

    private static IReadOnlyList<MissingEvidence> Missing(JsonElement e) => List(e, "missing", m => new MissingEvidence(
        Str(m, "person"), Str(m, "registry"), Str(m, "dataset"), m.GetProperty("months").EnumerateArray().Select(x => Time.Month.Parse(x.GetString()!)).ToList(), Enum<Answer>(m, "answer")));

    private IReadOnlyList<Fact> Places(JsonElement e, string name) =>
        e.TryGetProperty(name, out var places) ? places.EnumerateArray().Select(p => _facts[p.GetInt32()]).ToList() : [];

    private static IReadOnlyList<T> List<T>(JsonElement e, string name, Func<JsonElement, T> read) =>
        e.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(read).ToList() : [];

    private static bool Has(JsonElement e, string name) => e.TryGetProperty(name, out _);
    private static string Str(JsonElement e, string name) => e.GetProperty(name).GetString()!;
    private static string OptionalStr(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString()! : "";
    private static Money? Amount(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? new Money(value.GetInt64()) : null;
    private static T Enum<T>(JsonElement e, string name) where T : struct, Enum => System.Enum.Parse<T>(Str(e, name));
}
