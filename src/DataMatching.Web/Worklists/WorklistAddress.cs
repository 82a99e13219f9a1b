using System.Globalization;
using System.Text;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Time;
using Microsoft.AspNetCore.WebUtilities;

namespace DataMatching.Web.Worklists;

/// <summary>
/// Reads and writes the address of a worklist. Whatever stands in an address, a worklist comes out: a value that is none is left out and its name told. Reading what was
/// written gives the same again.
/// </summary>
public static class WorklistAddress
{
    public const string Path = "/worklist";
    private const int LongestId = 64, LongestAge = 36_500, LongestHousehold = 100;
    private const NumberStyles Digits = NumberStyles.None;

    private static readonly string[] Tabs = ["add", "exit", "re-examine", "doubt", "objection", "due", "all"], Standings = ["open", "objected", "closed", "any"];

    /// <param name="values">Names and values; of a name twice the first.</param>
    /// <param name="ignored">Names of those that were left out.</param>
    public static WorklistQuery Read(IEnumerable<KeyValuePair<string, string>> values, out IReadOnlyList<string> ignored)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (!string.IsNullOrWhiteSpace(value)) given.TryAdd(name, value.Trim());
        }

        var left = new List<string>();
        var who = One<(Whose Whose, long? Assignee)>("who", WhoOf);
        var query = new WorklistQuery(
            One<Quarter>("q", s => Quarter.TryParse(s, out var quarter) ? quarter : null),
            One<WorklistTab>("t", s => Array.IndexOf(Tabs, s) is >= 0 and var tab ? (WorklistTab)tab : null),
            One<District>("d", s => District.TryParse(s, out var district) ? district : null),
            Word("rule"), Word("registry"), Number("p", 1, 100),
            who?.Whose ?? Whose.Anybody, who?.Assignee, Word("step"),
            One<Standing>("s", s => Array.IndexOf(Standings, s) is >= 0 and var standing ? (Standing)standing : null) ?? Standing.Open,
            One<DateOnly>("due", s => DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null),
            Yuan("from"), Yuan("to"), Number("age", 0, LongestAge),
            One<CasePlace>("after", s => PlaceOf(s)));
        ignored = left;
        return query;

        T? One<T>(string name, Func<string, T?> read)
            where T : struct
        {
            if (!given.TryGetValue(name, out var text)) return null;
            var value = read(text);
            if (value is null) left.Add(name);
            return value;
        }

        int? Number(string name, int least, int most) => One<int>(name, s => int.TryParse(s, Digits, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : null);

        Money? Yuan(string name) => One<Money>(name, s => Money.TryParseYuan(s, out var money) && money >= Money.Zero ? money : null);

        string? Word(string name)
        {
            if (!given.TryGetValue(name, out var text)) return null;
            if (text.Length <= LongestId && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) return text;
            left.Add(name);
            return null;
        }
    }

    /// <summary>The query string without a question mark; empty for the worklist as it opens. Always the same text for the same query.</summary>
    public static string Write(WorklistQuery query)
    {
        var text = new StringBuilder();
        Add("q", query.Quarter?.ToString());
        Add("t", query.Tab is { } tab ? Tabs[(int)tab] : null);
        Add("d", query.Below?.ToString());
        Add("rule", query.Rule);
        Add("registry", query.Registry);
        Add("p", query.LeastPriority?.ToString(CultureInfo.InvariantCulture));
        Add("who", query.Whose switch { Whose.Mine => "me", Whose.Nobodys => "nobody", _ => query.Assignee?.ToString(CultureInfo.InvariantCulture) });
        Add("step", query.Step);
        Add("s", query.Standing == Standing.Open ? null : Standings[(int)query.Standing]);
        Add("due", query.DueBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("from", query.LeastFlip?.ToString());
        Add("to", query.MostFlip?.ToString());
        Add("age", query.LeastAge?.ToString(CultureInfo.InvariantCulture));
        Add("after", query.After is { } place ? string.Create(CultureInfo.InvariantCulture, $"{place.Priority}.{place.Household}") : null);
        return text.ToString();

        void Add(string name, string? value)
        {
            if (value is null) return;
            if (text.Length > 0) text.Append('&');
            text.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    /// <summary>A query string as it was written or saved; what cannot be read is left out.</summary>
    public static WorklistQuery Parse(string query) =>
        Read(QueryHelpers.ParseQuery(query).Select(p => KeyValuePair.Create(p.Key, p.Value.FirstOrDefault() ?? "")), out _);

    /// <summary>A list as addresses name it.</summary>
    public static string Name(WorklistTab tab) => Tabs[(int)tab];

    /// <summary>A state as addresses name it.</summary>
    public static string Name(Standing standing) => Standings[(int)standing];

    /// <summary>The whole address on this site.</summary>
    public static string Of(WorklistQuery query) => Write(query) is { Length: > 0 } text ? Path + "?" + text : Path;

    private static (Whose Whose, long? Assignee)? WhoOf(string text) => text switch
    {
        "me" => (Whose.Mine, null),
        "nobody" => (Whose.Nobodys, null),
        _ => long.TryParse(text, Digits, CultureInfo.InvariantCulture, out var id) && id > 0 ? (Whose.Anybody, id) : null,
    };

    private static CasePlace? PlaceOf(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !int.TryParse(text.AsSpan(0, dot), Digits, CultureInfo.InvariantCulture, out var priority) || priority > 100) return null;
        var household = text[(dot + 1)..];
        return household.Length is > 0 and <= LongestHousehold && !household.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? new CasePlace(priority, household) : null;
    }
}
