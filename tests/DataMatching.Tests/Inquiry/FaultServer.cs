using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using DataMatching.Connectors.Transports.Inquiry;
using DataMatching.Tests.Transports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DataMatching.Tests.Inquiry;

/// <summary>
/// An agency's service on a free port of this machine, with a script of faults by the number of the request. It lets nobody in without token and right signature, and keeps whom it was asked about.
/// </summary>
internal sealed class FaultServer : IDisposable
{
    public const string Key = "a key of the test", Client = "a client of the test";
    private readonly WebApplication _site;
    private readonly JumpingClock _clock;
    private readonly HashSet<string> _nonces = [];
    private int _requests, _tokens;

    public FaultServer(JumpingClock clock, SignAlgorithm algorithm)
    {
        _clock = clock;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site = builder.Build();
        _site.MapPost("/token", (Delegate)Token);
        _site.MapPost("/wages", async context => await Wages(context, algorithm));
        _site.Start();
        Address = _site.Urls.Single();
    }

    public string Address { get; }

    /// <summary>What request number n (from 0) meets instead of an answer; it says whether it has answered.</summary>
    public ConcurrentDictionary<int, Func<HttpContext, Task>> Faults { get; } = new();

    /// <summary>The answer to an array of numbers and a page.</summary>
    public Func<string[], string?, string> Answer { get; set; } = (_, _) => """{"data":{"rows":[]}}""";

    /// <summary>How often each number was asked about.</summary>
    public ConcurrentDictionary<string, int> Asked { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Addresses { get; } = new();
    public int Requests => _requests;
    public int Tokens => _tokens;

    private async Task Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["client_id"] != "union" || form["client_secret"] != Client || form["grant_type"] != "client_credentials") context.Response.StatusCode = 401;
        else await context.Response.WriteAsync($$"""{"access_token":"T{{Interlocked.Increment(ref _tokens)}}","expires_in":7200}""");
    }

    private async Task Wages(HttpContext context, SignAlgorithm algorithm)
    {
        var number = Interlocked.Increment(ref _requests) - 1;
        Addresses.Enqueue(context.Request.Path + context.Request.QueryString);
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var headers = context.Request.Headers;
        var (time, nonce) = (headers["X-DM-Time"].ToString(), headers["X-DM-Nonce"].ToString());
        bool first;
        lock (_nonces) first = _nonces.Add(nonce);
        if (headers.Authorization != $"Bearer T{_tokens}" || headers["X-DM-Key"] != "union" || !first
            || headers["X-DM-Signature"] != SignRequest.Of(algorithm, Key, "POST", "/wages", time, nonce, body))
        {
            context.Response.StatusCode = 401;
            return;
        }

        using var question = JsonDocument.Parse(body);
        var root = question.RootElement;
        string[] ids = root.TryGetProperty("people", out var people) ? [.. people.EnumerateArray().Select(p => p.GetProperty("zjhm").GetString()!)] : [root.GetProperty("zjhm").GetString()!];
        foreach (var id in ids) Asked.AddOrUpdate(id, 1, (_, n) => n + 1);
        if (Faults.TryGetValue(number, out var fault)) await fault(context);
        else await Write(context, Answer(ids, root.TryGetProperty("page", out var page) ? page.ToString() : null));
    }

    public static Task Write(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public static Func<HttpContext, Task> Status(int status, string? after = null) => context =>
    {
        context.Response.StatusCode = status;
        if (after is not null) context.Response.Headers.RetryAfter = after;
        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Instead(string json) => context => Write(context, json);

    public static Task Moved(HttpContext context)
    {
        context.Response.StatusCode = 307;
        context.Response.Headers.Location = "/token";
        return Task.CompletedTask;
    }

    /// <summary>Fewer bytes than were promised, then the line is cut.</summary>
    public static async Task HalfABody(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"data":{"rows":[{"zjhm":"44"""));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>No answer until the asker's patience is over.</summary>
    public async Task Slow(HttpContext context)
    {
        _clock.RunOut();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public void Dispose() => ((IDisposable)_site).Dispose();
}
