using System.Globalization;
using System.Text.RegularExpressions;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Transports;

/// <summary>
/// Deliveries without manifests: <c>"source": { "kind": "drop", "finished": "rename", … }</c>. The agency writes under another name and renames the file when it is finished; the name says
/// district and day. Its rows and SHA-256 are then ours, so half a file that was renamed too early is not found out: a manifest is better.
/// </summary>
/// <param name="Name">Such as <c>WAGE_{scope}_{asOf:yyyyMMdd}.txt</c>.</param>
/// <param name="Scope">Where the name has none.</param>
/// <param name="FromMonths">First month, counted from that of the day: -240 to 0.</param>
/// <param name="ToMonths">Last month, counted likewise, not before the first.</param>
public sealed record NamedFiles(string Name, District? Scope, int FromMonths, int ToMonths, DeliveryMode Mode, ExtractEncoding Encoding)
{
    private const string ScopeMark = "{scope}", DayMark = "{asOf:yyyyMMdd}";
    private readonly Regex _name = new("^" + Regex.Escape(Name).Replace(Regex.Escape(ScopeMark), "(?<scope>[0-9]{6})", StringComparison.Ordinal).Replace(Regex.Escape(DayMark), "(?<day>[0-9]{8})", StringComparison.Ordinal) + @"\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>District, day and months of a finished file; null for any other file.</summary>
    public (District Scope, DateOnly AsOf, Month First, Month Last)? Of(string fileName)
    {
        if (_name.Match(fileName) is not { Success: true } match || !DateOnly.TryParseExact(match.Groups["day"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        var scope = Scope;
        if (match.Groups["scope"].Success)
        {
            if (!District.TryParse(match.Groups["scope"].Value, out var written)) return null;
            scope = written;
        }

        return scope is { } known ? (known, day, Month.Of(day).Plus(FromMonths), Month.Of(day).Plus(ToMonths)) : null;
    }

    internal static NamedFiles? Read(SettingsElement source)
    {
        source.OnlyKnown("kind", "finished", "name", "scope", "fromMonths", "toMonths", "mode", "encoding");
        if (source.OneOf("finished", "manifest", "rename") == "manifest") return null;
        var name = source.Text("name");
        if (!name.Contains(DayMark, StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal) || name.EndsWith(DropFolder.ManifestEnding, StringComparison.Ordinal)) source.Fault("name", "nothing usable", $"a file name with {DayMark}, and {ScopeMark} or \"scope\" beside it");
        District? scope = null;
        if (source.Optional("scope") is { } code)
        {
            if (District.TryParse(code, out var one)) scope = one;
            else source.Fault("scope", "no division code", "the six-digit code of the district the files are complete for");
        }
        else if (!name.Contains(ScopeMark, StringComparison.Ordinal))
        {
            source.Fault("scope", "nothing usable", $"the six-digit code of the district, or {ScopeMark} in the name");
        }

        var (from, to) = source.Months();
        return new NamedFiles(name, scope, from, to, source.OneOf("mode", "full", "increment") == "full" ? DeliveryMode.Full : DeliveryMode.Increment,
            source.OneOf("encoding", "utf-8", "gb18030") == "utf-8" ? ExtractEncoding.Utf8 : ExtractEncoding.Gb18030);
    }
}
