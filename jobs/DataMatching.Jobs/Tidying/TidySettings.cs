using System.Text.Json;

namespace DataMatching.Jobs.Tidying;

/// <summary><c>tidy</c> of config/site.json: after how many days things of a kind may go; null: never. What is not said is the kind's own.</summary>
public sealed record TidySettings(IReadOnlyDictionary<string, int?> Days)
{
    public static readonly TidySettings Usual = new(new Dictionary<string, int?>(StringComparer.Ordinal));

    /// <summary>Null: things of this kind are never removed.</summary>
    internal int? DaysOf(TidyKind kind) => Days.TryGetValue(kind.Name, out var days) ? days : kind.Days;

    /// <summary>Reads it; every fault is added to <paramref name="errors"/>, and the kind's own days are taken instead.</summary>
    internal static TidySettings Read(JsonElement value, List<ConfigurationError> errors)
    {
        const string File = "config/site.json";
        var known = string.Join(", ", AllTidied.InOrder.Select(k => k.Name));
        var days = new Dictionary<string, int?>(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Null) return Usual;
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ConfigurationError(File, "$.tidy", value.ValueKind.ToString(), $"an object with any of {known}, or null"));
            return Usual;
        }

        foreach (var property in value.EnumerateObject())
        {
            var place = "$.tidy." + property.Name;
            if (AllTidied.InOrder.FirstOrDefault(k => k.Name == property.Name) is not { } kind) errors.Add(new ConfigurationError(File, place, "a name that is not known here", known));
            else if (property.Value.ValueKind == JsonValueKind.Null) days[kind.Name] = null;
            else if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out var number) && number >= kind.Least && number <= TidyKind.Most) days[kind.Name] = number;
            else errors.Add(new ConfigurationError(File, place, property.Value.GetRawText(), FormattableString.Invariant($"a whole number of days from {kind.Least} to {TidyKind.Most}, or null for never")));
        }

        return new TidySettings(days);
    }
}
