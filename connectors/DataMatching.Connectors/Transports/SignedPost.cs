using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Polly;
using Polly.Retry;

namespace DataMatching.Connectors.Transports;

/// <summary>
/// Posts JSON that its receiver can check: <c>X-DM-Time</c> (seconds since 1970) and <c>X-DM-Signature</c> (sha256= and HMAC-SHA256 of time, a line end and the body, in hex). What may pass is tried again, ever later,
/// for at most half a minute; no redirect is followed and no proxy of the machine's is used.
/// </summary>
public sealed class SignedPost : IDisposable
{
    private const int Tries = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<string?> _pipeline;

    public SignedPost(TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null }) { Timeout = Patience };
        _pipeline = new ResiliencePipelineBuilder<string?> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<string?>
            {
                ShouldHandle = new PredicateBuilder<string?>().HandleResult(MayPass),
                MaxRetryAttempts = Tries - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
            })
            .Build();
    }

    /// <returns>What was in the way: <c>no-answer</c>, or <c>status-</c> with the number; null when it was taken.</returns>
    public string? Send(Uri url, string key, byte[] body, CancellationToken cancel) => _pipeline.Execute(_ => Once(url, key, body, cancel), cancel);

    /// <summary>What stands in <c>X-DM-Signature</c>.</summary>
    public static string Signature(string key, string time, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(time + "\n"), .. body];
        return "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed));
    }

    public void Dispose() => _http.Dispose();

    private static bool MayPass(string? problem) => problem is "no-answer" or "status-408" or "status-429" || problem?.StartsWith("status-5", StringComparison.Ordinal) == true;

    private string? Once(Uri url, string key, byte[] body, CancellationToken cancel)
    {
        var time = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("X-DM-Time", time);
        request.Headers.Add("X-DM-Signature", Signature(key, time, body));
        try
        {
            using var response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return response.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"status-{(int)response.StatusCode}");
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is HttpRequestException or OperationCanceledException or IOException)
        {
            return "no-answer";
        }
    }
}
