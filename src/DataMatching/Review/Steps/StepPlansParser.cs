using System.Globalization;
using System.Text.Json;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Policy;

namespace DataMatching.Review;

/// <summary>Reads <c>steps.json</c> and goes on after each error, so that all of them are reported at once.</summary>
internal sealed class StepPlansParser(string file, List<PolicyError> errors) : CheckedJson(file, errors)
{
    internal const int MostDays = 250;
    private static readonly string[] PlanKeys = ["flag", "exitKind", "district", "from", "objectionWorkingDays", "source", "steps"];
    private static readonly string[] StepKeys = ["id", "does", "zh", "en", "role", "workingDays", "runsWorkingDays", "chair", "source"];

    public static IReadOnlyList<StepPlan> Parse(string json, string file, List<PolicyError> errors)
    {
        var parser = new StepPlansParser(file, errors);
        return parser.Whole(json, root => parser.Plans(root, errors), [], "one JSON object with plans");
    }

    private List<StepPlan> Plans(JsonElement root, List<PolicyError> errors)
    {
        var plans = new List<StepPlan>();
        if (!IsObject(root, "$")) return plans;
        CheckKeys(root, "$", ["plans"]);
        var seen = new HashSet<(Flag, ExitKind?, District?, DateOnly)>();
        foreach (var (element, path) in Items(root, "$", "plans"))
        {
            if (!IsObject(element, path)) continue;
            var before = errors.Count;
            var plan = Plan(element, path);
            if (errors.Count > before) continue;
            StepOrder.Check(plan, (place, found, expected) => Wrong(path + place, found, expected));
            if (!seen.Add((plan.Flag, plan.ExitKind, plan.District, plan.From))) Wrong(path, "a second plan of this flag, exit kind, district and day", "one");
            plans.Add(plan);
        }

        if (errors.Count > 0) return plans;
        foreach (var (flag, kind) in StepPlans.Sorts)
        {
            if (!plans.Exists(p => p.Flag == flag && p.ExitKind == kind && p.District is null)) Wrong("$.plans", $"no plan for {flag}{(kind is { } k ? " " + k : "")} with \"district\": null", "one for the whole country");
        }

        return plans;
    }

    private StepPlan Plan(JsonElement e, string path)
    {
        CheckKeys(e, path, PlanKeys);
        var flag = Word(e, path, "flag", [Flag.Add, Flag.Exit, Flag.ReExamine], f => f.ToString());
        ExitKind? kind = null;
        if (flag == Flag.Exit) kind = Word(e, path, "exitKind", Enum.GetValues<ExitKind>(), k => k.ToString());
        else if (e.TryGetProperty("exitKind", out var stated)) Wrong(path + ".exitKind", FoundOf(stated), "nothing: only an Exit has a kind");
        Text(e, path, "source");
        var steps = new List<Step>();
        foreach (var (element, place) in Items(e, path, "steps"))
        {
            if (IsObject(element, place)) steps.Add(Step(element, place));
        }

        return new StepPlan(flag, kind, DistrictOf(e, path), Day(e, path), Days(e, path, "objectionWorkingDays"), steps);
    }

    private Step Step(JsonElement e, string path)
    {
        CheckKeys(e, path, StepKeys);
        var id = Text(e, path, "id");
        if (id.Length > 40 || !id.All(c => char.IsAsciiLetterLower(c) || c == '-')) Wrong(path + ".id", $"\"{(id.Length <= 40 ? id : id[..40] + "…")}\"", "at most 40 of a to z and -");
        var does = Word(e, path, "does", Enum.GetValues<StepKind>(), k => k.ToString().ToLowerInvariant());
        var runs = 0;
        if (does is StepKind.Notice or StepKind.Waiting) runs = Days(e, path, "runsWorkingDays");
        else if (e.TryGetProperty("runsWorkingDays", out var stated)) Wrong(path + ".runsWorkingDays", FoundOf(stated), "nothing: only a notice and a waiting run");
        var chair = false;
        if (e.TryGetProperty("chair", out var said))
        {
            if (does != StepKind.Signature || said.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(path + ".chair", FoundOf(said), "true or false, at a signature only");
            else chair = said.GetBoolean();
        }

        var role = Word(e, path, "role", [Role.Grassroots, Role.County, Role.City], r => r.ToString().ToLowerInvariant());
        return new Step(id, does, Text(e, path, "zh"), Text(e, path, "en"), role, Days(e, path, "workingDays"), runs, chair, Text(e, path, "source"));
    }

    private DateOnly Day(JsonElement e, string path)
    {
        var text = Text(e, path, "from");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && text.Length > 0)
            Wrong(path + ".from", "another text", "a date such as \"2026-07-01\"");
        return day;
    }

    private int Days(JsonElement e, string path, string name)
    {
        if (e.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var days) && days is >= 1 and <= MostDays) return days;
        Wrong(path + "." + name, FoundOf(value), string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {MostDays}"));
        return 1;
    }

    private T Word<T>(JsonElement e, string path, string name, IReadOnlyList<T> known, Func<T, string> word)
        where T : struct
    {
        var found = e.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        foreach (var one in known)
        {
            if (string.Equals(word(one), found, StringComparison.Ordinal)) return one;
        }

        Wrong(path + "." + name, FoundOf(value), "one of " + string.Join(", ", known.Select(word)));
        return known[0];
    }

    private List<(JsonElement Element, string Path)> Items(JsonElement e, string path, string name)
    {
        if (e.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
            return [.. list.EnumerateArray().Select((item, i) => (item, string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{i}]")))];
        Wrong(path + "." + name, FoundOf(list), "a list that is not empty");
        return [];
    }

    private bool IsObject(JsonElement e, string path)
    {
        if (e.ValueKind == JsonValueKind.Object) return true;
        Wrong(path, FoundOf(e), "an object");
        return false;
    }
}
