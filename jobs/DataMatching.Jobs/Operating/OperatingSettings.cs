using System.Globalization;
using System.Text.Json;
using DataMatching.Connectors.Transports;

namespace DataMatching.Jobs.Operating;

/// <summary>Where a JSON line an event goes. <paramref name="ToFiles"/>: into data/logs, else to the error stream. <paramref name="Days"/>: how long files are kept (1 to 3,650).</summary>
public sealed record LogSettings(bool ToFiles, int Days);

/// <summary>
/// Who is told of what needs somebody. <paramref name="Secret"/>: with which each message is signed. <paramref name="NightEndsBy"/>: when a night that was due that day has to be done, by the clock of the site;
/// null: nobody is told of lateness. <paramref name="AgreementDays"/>: how many days before its last one an agreement is told of (0 to 365).
/// </summary>
public sealed record NotifySettings(Uri Url, Secret Secret, TimeOnly? NightEndsBy, int AgreementDays);

/// <summary>How a site tells those who run it: <c>log</c>, <c>telemetry</c> and <c>notify</c> of config/site.json. Null: not at all.</summary>
/// <param name="Telemetry">The address of an OTLP receiver (HTTP, protobuf), without a path.</param>
public sealed record OperatingSettings(LogSettings? Log, Uri? Telemetry, NotifySettings? Notify)
{
    public static readonly OperatingSettings None = new(null, null, null);

    private const string File = "config/site.json";
    private const string Address = "https, or http to this machine (127.0.0.1, [::1], localhost), without a user, a query or a fragment";

    /// <summary>True for the properties of config/site.json that <see cref="With"/> reads.</summary>
    public static bool Knows(string property) => property is "log" or "telemetry" or "notify";

    /// <summary>Reads one of the properties; every fault is added to <paramref name="errors"/>. What stands there instead may be secret and is not repeated.</summary>
    public OperatingSettings With(JsonProperty property, List<ConfigurationError> errors)
    {
        if (property.Value.ValueKind == JsonValueKind.Null) return this;
        var reader = new Reader(property, errors);
        return property.Name switch
        {
            "log" => this with { Log = LogOf(reader) },
            "telemetry" => this with { Telemetry = TelemetryOf(reader) },
            _ => this with { Notify = NotifyOf(reader) },
        };
    }

    private static LogSettings? LogOf(Reader reader)
    {
        var to = reader.Text("to", "\"stderr\" or \"files\"", t => t is "stderr" or "files" ? t : null, needed: true);
        var days = reader.Number("days", 1, 3650, 30);
        reader.End("to, days");
        return to is null ? null : new LogSettings(to == "files", days);
    }

    private static Uri? TelemetryOf(Reader reader)
    {
        var endpoint = reader.Text("endpoint", $"the address of an OTLP receiver without a path, such as http://127.0.0.1:4318: {Address}", t => Trusted(t) is { AbsolutePath: "/" } uri ? uri : null, needed: true);
        reader.End("endpoint");
        return endpoint;
    }

    private static NotifySettings? NotifyOf(Reader reader)
    {
        var url = reader.Text("url", $"an address: {Address}", Trusted, needed: true);
        var secret = reader.Text("secret", "env:NAME, or file:PATH below the site such as file:secrets/notify.key", Secret.TryParse, needed: true);
        var by = reader.Text("nightEndsBy", "a time of day such as \"06:00\"",
            t => TimeOnly.TryParseExact(t, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (object)time : null, needed: false);
        var days = reader.Number("agreementDays", 0, 365, 30);
        reader.End("url, secret, nightEndsBy, agreementDays");
        return url is null || secret is null ? null : new NotifySettings(url, secret, (TimeOnly?)by, days);
    }

    /// <summary>Null when what is sent there could be read on the way.</summary>
    private static Uri? Trusted(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? uri : null;

    /// <summary>Takes the parts of one object, and tells every one that is wrong, missing or unknown.</summary>
    private sealed class Reader
    {
        private readonly string _place;
        private readonly List<ConfigurationError> _errors;
        private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);

        public Reader(JsonProperty property, List<ConfigurationError> errors)
        {
            (_place, _errors) = ("$." + property.Name, errors);
            if (property.Value.ValueKind != JsonValueKind.Object) errors.Add(new ConfigurationError(File, _place, property.Value.ValueKind.ToString(), "an object, or null"));
            else foreach (var part in property.Value.EnumerateObject()) _left[part.Name] = part.Value;
        }

        public T? Text<T>(string name, string expected, Func<string, T?> read, bool needed)
            where T : class
        {
            if (!_left.Remove(name, out var found))
            {
                if (needed) Fault(name, "nothing", expected);
                return null;
            }

            var value = found.ValueKind == JsonValueKind.String ? read(found.GetString()!) : null;
            if (value is null) Fault(name, "something else (not shown)", expected);
            return value;
        }

        public int Number(string name, int least, int most, int otherwise)
        {
            if (!_left.Remove(name, out var found)) return otherwise;
            if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var value) && value >= least && value <= most) return value;
            Fault(name, "something else (not shown)", $"a whole number from {least} to {most}");
            return otherwise;
        }

        public void End(string known)
        {
            foreach (var name in _left.Keys) Fault(name, "a name that is not known here", known);
        }

        private void Fault(string name, string found, string expected) => _errors.Add(new ConfigurationError(File, $"{_place}.{name}", found, expected));
    }
}
