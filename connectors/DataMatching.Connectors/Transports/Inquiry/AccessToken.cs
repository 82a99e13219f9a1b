using System.Text.Json;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>The token that a request bears: had by client credentials, kept until half a minute before its end, and had anew when a request is not let in.</summary>
internal sealed class AccessToken(TokenSettings settings, string secret, TimeProvider clock)
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(30);
    private string? _token;
    private DateTimeOffset _until;

    /// <param name="send">Sends a request and gives the body of its answer.</param>
    public string Get(Func<HttpRequestMessage, byte[]> send)
    {
        if (_token is not null && clock.GetUtcNow() < _until) return _token;
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", settings.Client), new("client_secret", secret)]),
        };
        var body = send(request);
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("access_token", out var token) || token.ValueKind != JsonValueKind.String || token.GetString() is not { Length: > 0 and <= 8192 } text
                || text.Any(c => c is <= ' ' or > '~')) throw Unusable();
            var seconds = root.TryGetProperty("expires_in", out var expires) && expires.ValueKind == JsonValueKind.Number && expires.TryGetInt32(out var s) && s > 0 ? s : 300;
            _until = clock.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Before;
            return _token = text;
        }
        catch (JsonException)
        {
            throw Unusable();
        }
    }

    /// <summary>The token was not let in: the next request gets another.</summary>
    public void Forget() => _token = null;

    private static TransportException Unusable() => new("the agency's token service gave no usable token (expected JSON with access_token); ask the agency whether the client is still known there");
}
