using System.Globalization;
using System.Text.Json;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs.Operating;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Tidying;
using DataMatching.Matching.Description;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>
/// config/site.json. <paramref name="CutoffDays"/>: how many days after a quarter's last day a delivery's as-of date may lie and still count (0 to 90).
/// <paramref name="SmallestUnionShare"/>: percent of the last import's households below which an import is refused (0 to 100).
/// <paramref name="AuthorisationWarningDays"/>: how long before its last day an authorisation appears in the night's list (0 to 365).
/// <paramref name="UnitHouseholds"/>: how many households a unit of judging has at most (10 to 5,000): more make fewer transactions, fewer spread better over several nodes.
/// <paramref name="Database"/>: where the connection string of the PostgreSQL is that holds the site's data; null: SQLite in data/.
/// </summary>
public sealed record SiteSettings(string Name, int CutoffDays = 20, int SmallestUnionShare = 50, int AuthorisationWarningDays = 30, DatabaseServer? Database = null, int UnitHouseholds = 500)
{
    /// <summary>How it tells those who run it.</summary>
    public OperatingSettings Operating { get; init; } = OperatingSettings.None;

    /// <summary>What hands units to nodes.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Quartz;

    /// <summary>From which probability rows without a usable number are matched.</summary>
    public MatchThresholds Matching { get; init; } = MatchThresholds.Meant;

    /// <summary>When what nothing needs any more is removed.</summary>
    public TidySettings Tidy { get; init; } = TidySettings.Usual;

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
                    "night" => Moved(property),
                    "unitHouseholds" => settings with { UnitHouseholds = Number(property, 10, 5000, settings.UnitHouseholds) },
                    "tidy" => settings with { Tidy = TidySettings.Read(property.Value, errors) },
                    "matching" => settings with { Matching = Thresholds(property) },
                    "database" => settings with { Database = Server(property) },
                    "engine" => settings with { Engine = Engine(property) },
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

        // Where sites had it before there was config/schedule.json: two schedules would be one too many, and none at all would go unseen.
        SiteSettings Moved(JsonProperty property)
        {
            var at = property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("at", out var time) && time.ValueKind == JsonValueKind.String
                && TimeOnly.TryParseExact(time.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : new TimeOnly(1, 30);
            var days = property.Value.GetRawText().Contains("working-days", StringComparison.Ordinal) ? "working-days" : "every-day";
            var now = property.Value.ValueKind == JsonValueKind.Null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{{\"cron\": \"0 {at.Minute} {at.Hour} * * ?\", \"days\": \"{days}\"}}");
            errors.Add(new ConfigurationError(
                File, "$.night", property.Value.GetRawText(), $"nothing: the schedule is in {SiteSchedule.File} now ('datamatching init' copies the shipped one). Write \"night\": {now} there and take night out here"));
            return settings;
        }

        DatabaseServer? Server(JsonProperty property)
        {
            const string Expected = "{\"kind\": \"postgresql\" or \"sqlserver\", \"connection\": \"env:NAME\" or \"file:PATH\" below the site}, or null for SQLite";
            if (property.Value.ValueKind == JsonValueKind.Null) return null;
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().All(p => p.Name is "kind" or "connection")
                && property.Value.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String
                && DatabaseKinds.Find(kind.GetString()) is { } found and not DatabaseKind.Sqlite
                && property.Value.TryGetProperty("connection", out var place) && place.ValueKind == JsonValueKind.String && Secret.TryParse(place.GetString()!) is { } secret)
                return new DatabaseServer(found, secret);

            // What stands there instead may be the connection string itself.
            errors.Add(new ConfigurationError(File, "$.database", "something else (not shown)", Expected));
            return null;
        }

        MatchThresholds Thresholds(JsonProperty property)
        {
            if (property.Value.ValueKind == JsonValueKind.Null) return MatchThresholds.Meant;
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().Count() == 2 && Of("probable") is { } probable && Of("doubtful") is { } doubtful
                && new MatchThresholds(probable, doubtful) is { AreInRange: true } thresholds)
                return thresholds;
            errors.Add(new ConfigurationError(
                File, "$.matching", property.Value.GetRawText(),
                FormattableString.Invariant($"{{\"probable\": {MatchThresholds.Meant.Probable}, \"doubtful\": {MatchThresholds.Meant.Doubtful}}}: probable from {MatchThresholds.LeastProbable} to {MatchThresholds.MostProbable}, doubtful from {MatchThresholds.LeastDoubtful}, below probable, both with at most six decimals")));
            return MatchThresholds.Meant;

            double? Of(string name) => property.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.Round(number, 6) == number ? (double)number : null;
        }

        EngineKind Engine(JsonProperty property)
        {
            if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is "quartz" or "hangfire") return property.Value.GetString() == "hangfire" ? EngineKind.Hangfire : EngineKind.Quartz;
            errors.Add(new ConfigurationError(File, "$.engine", property.Value.GetRawText(), "\"quartz\" or \"hangfire\""));
            return EngineKind.Quartz;
        }

        SiteSettings Unknown(JsonProperty property)
        {
            errors.Add(new ConfigurationError(File, "$." + property.Name, property.Value.ValueKind.ToString(), "name (text), cutoffDays, smallestUnionShare, authorisationWarningDays, unitHouseholds, matching, tidy, database, engine, log, telemetry, notify"));
            return settings;
        }
    }
}

/// <summary>What hands the units of nights and quarters to nodes.</summary>
public enum EngineKind
{
    /// <summary>Quartz.NET's cluster on a server; this process alone on a file.</summary>
    Quartz = 0,

    /// <summary>Hangfire, in builds that have it.</summary>
    Hangfire = 1,
}

/// <summary>The server that holds a site's data. <paramref name="Connection"/>: where its connection string is.</summary>
public sealed record DatabaseServer(DatabaseKind Kind, Secret Connection);

/// <summary>One fault of the configuration: the file, the place in it, what was found and what was expected.</summary>
public sealed record ConfigurationError(string File, string Place, string Found, string Expected)
{
    public override string ToString() => $"{File} {Place}: found {Found}, expected {Expected}";
}
