using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataMatching.Jobs.Operating;

/// <summary>
/// Something that needs somebody: <paramref name="Kind"/> is night-failed, quarter-failed, tidy-failed, night-late, batch-refused or agreement-expires. <paramref name="Subject"/>: the same subject is the same thing, told of once.
/// <paramref name="Reason"/>: the kind of reason, of a fixed stock of words. Nothing in it is of a person or out of a file.
/// </summary>
internal sealed record Notice(string Subject, string Kind, string Reason)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string? Run { get; init; }
    public string? Registry { get; init; }
    public string? Dataset { get; init; }
    public int? Scope { get; init; }
    public long? Batch { get; init; }

    /// <summary>The last day of an agreement.</summary>
    public DateOnly? LastDay { get; init; }

    /// <param name="site">As it calls itself.</param>
    public byte[] Body(string site, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Subject)))[..16],
            Kind,
            Site = site,
            Time = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Run,
            Registry,
            Dataset,
            Scope,
            Batch,
            LastDay,
            Reason,
        },
        Options);
}
