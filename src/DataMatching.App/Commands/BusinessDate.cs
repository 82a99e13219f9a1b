using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DataMatching.App.Commands;

/// <summary>The business date of a night or a quarter's run: the option <c>--date</c>, else today in the machine's time zone.</summary>
internal static class BusinessDate
{
    public static Option<DateOnly?> Option() => new("--date")
    {
        Description = "The business date, such as 2026-09-30. Default: today.",
        CustomParser = r => Parse(r),
    };

    public static DateOnly Of(ParseResult parsed, Option<DateOnly?> option, TimeProvider clock) =>
        parsed.GetValue(option) ?? DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    public static DateOnly Parse(ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        result.AddError("Expected a date such as 2026-09-30.");
        return default;
    }
}
