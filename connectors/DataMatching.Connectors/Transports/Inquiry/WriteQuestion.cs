using System.Text.Encodings.Web;
using System.Text.Json;
using DataMatching.Households;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>The body of a request: whom we ask about, the months, the agreement and its purpose, under the agency's names. Numbers go in the body alone, for addresses are logged on the way.</summary>
internal static class WriteQuestion
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="page">What the last page gave as its next, as JSON; null for the first.</param>
    public static byte[] Of(LandingOrder order, InquirySettings settings, IReadOnlyList<Clearance> people, string? page)
    {
        var names = settings.Request;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            if (!settings.Many) Person(json, names, people[0]);
            if (names.From is not null) json.WriteString(names.From, order.First.ToString());
            if (names.To is not null) json.WriteString(names.To, order.Last.ToString());
            if (names.Agreement is not null) json.WriteString(names.Agreement, order.Registry.Sharing.Number);
            if (names.Purpose is not null) json.WriteString(names.Purpose, order.Registry.Sharing.Purpose);
            if (settings.Many)
            {
                json.WriteStartArray(names.People);
                foreach (var person in people)
                {
                    json.WriteStartObject();
                    Person(json, names, person);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            if (page is not null)
            {
                json.WritePropertyName(names.Page);
                json.WriteRawValue(page);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Person(Utf8JsonWriter json, RequestNames names, Clearance person)
    {
        json.WriteString(names.Id, person.Id.Reveal());
        if (names.Name is not null) json.WriteString(names.Name, person.Name.Written);
    }
}
