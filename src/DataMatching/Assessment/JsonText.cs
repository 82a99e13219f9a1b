using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DataMatching.Assessment;

/// <summary>Writes one JSON text after another in a buffer that each thread keeps: a verdict has tens of kilobytes, and a buffer that grows to them anew costs more than writing.</summary>
internal static class JsonText
{
    private const int Usual = 64 * 1024, Largest = 1024 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    public static string Of(Action<Utf8JsonWriter> write) => Of(write, Encoding.UTF8.GetString);

    /// <summary>The same text as UTF-8.</summary>
    public static byte[] Utf8(Action<Utf8JsonWriter> write) => Of(write, bytes => bytes.ToArray());

    private delegate T Take<out T>(ReadOnlySpan<byte> utf8);

    private static T Of<T>(Action<Utf8JsonWriter> write, Take<T> take)
    {
        // Taken while it is used: what is written may itself ask for a text.
        var buffer = _kept ?? new ArrayBufferWriter<byte>(Usual);
        _kept = null;
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        var text = take(buffer.WrittenSpan);
        buffer.Clear();
        if (buffer.Capacity <= Largest) _kept = buffer;
        return text;
    }
}
