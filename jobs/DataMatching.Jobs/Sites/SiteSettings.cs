using System.Globalization;
using System.Text.Json;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs.Operating;
using DataMatching.Jobs.Schedule;

namespace DataMatching.Jobs;

/// <summary>
/// config/site.json. <paramref name="CutoffDays"/>: how many days after a quarter's last day a delivery's as-of date may lie and still count (0 to 90).
/// <paramref name="SmallestUnionShare"/>: percent of the last import's households below which an import is refused (0 to 100).
/// <paramref name="AuthorisationWarningDays"/>: how long before its last day an authorisation appears in the night's list (0 to 365).
/// <paramref name="Night"/>: when <c>serve</c> runs the night by itself; null: only when somebody asks for it.
/// <paramref name="UnitHouseholds"/>: how many households a unit of judging has at most (10 to 5,000): more make fewer transactions, fewer spread better over several nodes.
/// <paramref name="Database"/>: where the connection string of the PostgreSQL is that holds the site's data; null: SQLite in data/.
/// </summary>
public sealed record SiteSettings(string Name, int CutoffDays = 20, int SmallestUnionShare = 50, int AuthorisationWarningDays = 30, NightSchedule? Night = null, Secret? Database = null, int UnitHouseholds = 500)
{
    /// <summary>How it tells those who run it.</summary>
    public OperatingSettings Operating { get; init; } = OperatingSettings.None;

    /// <summary>Reads it; every fault is added to <paramref name="errors"/>, and the default is taken instead.</summary>
    public static SiteSettings Parse(string json, List<ConfigurationError> errors)
    {
        const string File = "config/site.json";
        var settings = new SiteSettings("");
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new ConfigurationError(File, "$", document.RootElement.ValueKind.ToString(), "an object"));
                return settings;
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                settings = property.Name switch
                {
                    "name" when property.Value.ValueKind == JsonValueKind.String => settings with { Name = property.Value.GetString()! },
                    "cutoffDays" => settings with { CutoffDays = Number(property, 0, 90, settings.CutoffDays) },
                    "smallestUnionShare" => settings with { SmallestUnionShare = Number(property, 0, 100, settings.SmallestUnionShare) },
                    "authorisationWarningDays" => settings with { AuthorisationWarningDays = Number(property, 0, 365, settings.AuthorisationWarningDays) },
                    "night" => settings with { Night = Schedule(property) },
                    "unitHouseholds" => settings with { UnitHouseholds = Number(property, 10, 5000, settings.UnitHouseholds) },
                    "database" => settings with { Database = Server(property) },
                    _ when OperatingSettings.Knows(property.Name) => settings with { Operating = settings.Operating.With(property, errors) },
                    _ => Unknown(property),
                };
            }
        }
        catch (JsonException e)
        {
            errors.Add(new ConfigurationError(File, $"line {e.LineNumber + 1}", "text that is not JSON", "a JSON object"));
        }

        return settings;

        int Number(JsonProperty property, int least, int most, int otherwise)
        {
            if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out var value) && value >= least && value <= most) return value;
            errors.Add(new ConfigurationError(File, "$." + property.Name, property.Value.GetRawText(), $"a whole number from {least} to {most}"));
            return otherwise;
        }

        NightSchedule? Schedule(JsonProperty property)
        {
            const string Expected = "{\"at\": \"01:30\", \"on\": \"every-day\" or \"working-days\"}, or null for no schedule";
            if (property.Value.ValueKind == JsonValueKind.Null) return null;
            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new ConfigurationError(File, "$.night", property.Value.ValueKind.ToString(), Expected));
                return null;
            }

            string? at = null, on = null;
            foreach (var part in property.Value.EnumerateObject())
            {
                var text = part.Value.ValueKind == JsonValueKind.String ? part.Value.GetString() : null;
                if (part.Name == "at" && TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) at = text;
                else if (part.Name == "on" && text is "every-day" or "working-days") on = text;
                else errors.Add(new ConfigurationError(File, "$.night." + part.Name, part.Value.GetRawText(), Expected));
            }

            if (at is not null) return new NightSchedule(TimeOnly.ParseExact(at, "HH:mm", CultureInfo.InvariantCulture), on == "working-days");
            errors.Add(new ConfigurationError(File, "$.night.at", "no time of day", Expected));
            return null;
        }

        Secret? Server(JsonProperty property)
        {
            const string Expected = "{\"kind\": \"postgresql\", \"connection\": \"env:NAME\" or \"file:PATH\" below the site}, or null for SQLite";
            if (property.Value.ValueKind == JsonValueKind.Null) return null;
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().All(p => p.Name is "kind" or "connection")
                && property.Value.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.GetString() == "postgresql"
                && property.Value.TryGetProperty("connection", out var place) && place.ValueKind == JsonValueKind.String && Secret.TryParse(place.GetString()!) is { } secret) return secret;

            // What stands there instead may be the connection string itself.
            errors.Add(new ConfigurationError(File, "$.database", "something else (not shown)", Expected));
            return null;
        }

        SiteSettings Unknown(JsonProperty property)
        {
            errors.Add(new ConfigurationError(File, "$." + property.Name, property.Value.ValueKind.ToString(), "name (text), cutoffDays, smallestUnionShare, authorisationWarningDays, unitHouseholds, night, database, log, telemetry, notify"));
            return settings;
        }
    }
}

/// <summary>One fault of the configuration: the file, the place in it, what was found and what was expected.</summary>
public sealed record ConfigurationError(string File, string Place, string Found, string Expected)
{
    public override string ToString() => $"{File} {Place}: found {Found}, expected {Expected}";
}
