using System.Text.Encodings.Web;
using System.Text.Json;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Storage.Documents;

/// <summary>The values of sealed documents as JSON. A name that is absent is null; nothing depends on the order of names but the writer keeps one.</summary>
internal static class Fields
{
    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void Whole(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } v) json.WriteNumber(name, v);
    }

    public static void Day(this Utf8JsonWriter json, string name, DateOnly? value)
    {
        if (value is { } v) json.WriteString(name, Iso.Of(v));
    }

    public static void Interval(this Utf8JsonWriter json, DateInterval value)
    {
        json.Day("from", value.Start);
        json.Day("to", value.End);
    }

    public static string? TextOrNull(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
    public static long? WholeOrNull(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : null;
    public static int? SmallOrNull(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : null;
    public static bool? Flag(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetBoolean() : null;
    public static DateOnly? Day(this JsonElement json, string name) => Iso.DayOrNull(json.TextOrNull(name));
    public static ResidentId? Id(this JsonElement json, string name) => json.WholeOrNull(name) is { } body ? ResidentId.FromBody(body) : null;

    /// <exception cref="FormatException">The text was a name when it was stored and is none now: the rules for names have become narrower.</exception>
    public static PersonName Name(this JsonElement json, string name) =>
        PersonName.TryCreate(json.Text(name)) ?? throw new FormatException("A stored name is no name any more.");
}
