using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataMatching.Batches;

namespace DataMatching.Connectors.Transports;

/// <summary>Writes a manifest as <see cref="ManifestReader"/> reads it; the same manifest gives the same bytes.</summary>
public static class ManifestWriter
{
    public static string Write(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("registry", manifest.Registry);
            json.WriteString("dataset", manifest.Dataset);
            json.WriteString("scope", manifest.Scope.ToString());
            json.WriteString("asOf", manifest.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("from", manifest.First.ToString());
            json.WriteString("to", manifest.Last.ToString());
            json.WriteString("mode", manifest.Mode == DeliveryMode.Full ? "full" : "increment");
            json.WriteString("encoding", manifest.Encoding == ExtractEncoding.Utf8 ? "utf-8" : "gb18030");
            json.WriteNumber("rows", manifest.Rows);
            json.WriteString("sha256", manifest.Sha256);
            if (manifest.Delivery is { } delivery) json.WriteString("delivery", delivery);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
