using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>How an event's members are written: what was recorded and nothing worked out, by name in ordinal order, enums by name, days ISO.</summary>
internal static class EventContract
{
    public static readonly JsonSerializerOptions Options = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepWhatWasRecorded } },
        };
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new TextConverter<Month>(Month.TryParse));
        options.Converters.Add(new TextConverter<Quarter>(Quarter.TryParse));
        options.Converters.Add(new TextConverter<District>(District.TryParse));
        options.MakeReadOnly();
        return options;
    }

    private static void KeepWhatWasRecorded(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var recorded = type.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        type.Properties.Clear();
        foreach (var property in recorded) type.Properties.Add(property);
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());
        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
    }

    private delegate bool TryParse<T>(ReadOnlySpan<char> text, out T value);

    /// <summary>Only the form that is written is read.</summary>
    private sealed class TextConverter<T>(TryParse<T> parse) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString();
            return parse(text, out var value) && string.Equals(value.ToString(), text, StringComparison.Ordinal) ? value : throw new JsonException("Expected another text.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
