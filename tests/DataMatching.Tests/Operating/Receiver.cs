using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DataMatching.Tests.Operating;

/// <summary>Takes whatever is posted to this machine, and answers as the test says.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly WebApplication _site;

    /// <param name="status">Of the answer to the n-th request, from 0 on; 200 when not given.</param>
    public Receiver(Func<int, int>? status = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _site = builder.Build();
        var requests = -1;
        _site.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Posts.Enqueue(new Post(context.Request.Path, body.ToArray(), context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            context.Response.StatusCode = status?.Invoke(Interlocked.Increment(ref requests)) ?? StatusCodes.Status200OK;
        });
        _site.StartAsync().GetAwaiter().GetResult();
        Address = _site.Urls.Single();
    }

    public string Address { get; }
    public ConcurrentQueue<Post> Posts { get; } = new();

    public void Dispose()
    {
        _site.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_site).Dispose();
    }

    internal sealed record Post(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers);
}
