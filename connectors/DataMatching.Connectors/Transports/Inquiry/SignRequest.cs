using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>
/// Signs a request so that the agency knows who asked and that nothing was changed or sent twice: the HMAC of method, path, time, nonce and the body's hash, one a line.
/// Header names and the text that is signed stand in docs/agencies.md.
/// </summary>
internal static class SignRequest
{
    /// <summary>Seconds since 1970, a nonce of 32 hexadecimal digits, and the signature in lower-case hexadecimal.</summary>
    public static void Sign(HttpRequestMessage request, byte[] body, SignSettings settings, string secret, TimeProvider clock)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        request.Headers.Add("X-DM-Key", settings.KeyId);
        request.Headers.Add("X-DM-Time", time);
        request.Headers.Add("X-DM-Nonce", nonce);
        request.Headers.Add("X-DM-Signature", Of(settings.Algorithm, secret, request.Method.Method, request.RequestUri!.PathAndQuery, time, nonce, body));
    }

    public static string Of(SignAlgorithm algorithm, string secret, string method, string path, string time, string nonce, byte[] body)
    {
        var hash = Convert.ToHexStringLower(algorithm == SignAlgorithm.HmacSm3 ? Sm3.Hash(body) : SHA256.HashData(body));
        var text = Encoding.UTF8.GetBytes(string.Join('\n', method, path, time, nonce, hash));
        var key = Encoding.UTF8.GetBytes(secret);
        return Convert.ToHexStringLower(algorithm == SignAlgorithm.HmacSm3 ? Sm3.Hmac(key, text) : HMACSHA256.HashData(key, text));
    }
}
