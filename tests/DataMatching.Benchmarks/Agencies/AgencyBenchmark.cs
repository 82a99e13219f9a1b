using System.Diagnostics;
using System.Text.Json;
using DataMatching.Connectors.Transports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DataMatching.Benchmarks.Agencies;

/// <summary>How fast agencies are asked, without what their own machines and lines add: a PostgreSQL beside us, and a service in this process. A run of its own for each, so that the memory is its own.</summary>
internal static class AgencyBenchmark
{
    private const string Connection = "DM_BENCHMARK_CONNECTION";

    /// <summary>A view of so many rows, six months a person, of whom the first so many are ours. The kind of database is told by the keys.</summary>
    public static int Sql(string keys, int rows, int people, TimeProvider clock)
    {
        var connection = Environment.GetEnvironmentVariable(Connection) ?? throw new InvalidOperationException($"{Connection} holds no connection string of an empty database");
        var kind = keys is "bulk" or "rows" or "all" ? "sqlserver" : "postgresql";
        if (kind == "sqlserver") FillView.SqlServer(connection, rows);
        else FillView.Postgres(connection, rows);
        return Measure($$"""
            { "kind": "{{kind}}", "scope": "440000", "connection": "env:{{Connection}}", "view": "v_wages", "keys": "{{(keys == "all" ? "none" : keys)}}", "columns": { "姓名": "xm", "证件号码": "sfzh", "税款所属期": "ny", "收入额": "je" } }
            """, people, $"{kind}, keys {keys}, {rows} rows there", clock);
    }

    /// <summary>A service that answers at once with six rows a person.</summary>
    public static int Inquiry(int batch, int people, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        using var service = builder.Build();
        service.MapPost("/wages", (Delegate)Answer);
        service.Start();
        Environment.SetEnvironmentVariable(Connection, "a key of the benchmark");
        var many = batch > 1 ? $"\"ask\": \"batch\", \"batchSize\": {batch}," : "";
        return Measure($$"""
            { "kind": "http", "scope": "440000", "url": "{{service.Urls.Single()}}/wages", {{many}} "rate": { "perSecond": 1000, "burst": 1000 },
              "sign": { "algorithm": "hmac-sm3", "keyId": "b", "secret": "env:{{Connection}}" }, "request": { "id": "id", "name": "xm", "from": "a", "to": "b" },
              "answer": { "items": "rows", "id": "id", "columns": { "姓名": "xm", "证件号码": "id", "税款所属期": "ny", "收入额": "je" } } }
            """, people, $"http, {batch} at once, at most 1000 questions a second", clock);
    }

    private static int Measure(string source, int people, string what, TimeProvider clock)
    {
        var (order, settings) = AskedPeople.Order(source, people);
        var landing = new CountingLanding();
        GC.Collect();
        var before = Environment.WorkingSet / 1048576;
        var started = clock.GetTimestamp();
        settings.Open(new TransportSite(".", clock)).Bring(order, landing, CancellationToken.None);
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: {people} people, {landing.Rows} rows of ours in {seconds:0.0} s, {landing.Rows / seconds:0} rows/s, {people / seconds:0} people/s, {landing.Commits} commits; memory {before} MB before, {process.PeakWorkingSet64 / 1048576} MB at most; {landing.Place}"));
        return 0;
    }

    private static async Task Answer(HttpContext context)
    {
        using var question = await JsonDocument.ParseAsync(context.Request.Body);
        var root = question.RootElement;
        string[] ids = root.TryGetProperty("people", out var people) ? [.. people.EnumerateArray().Select(p => p.GetProperty("id").GetString()!)] : [root.GetProperty("id").GetString()!];
        var rows = ids.SelectMany(id => Enumerable.Range(4, 6).Select(m => new { id, xm = "王伟", ny = $"2026-{m:D2}", je = 3500.5 }));
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, new { rows });
    }
}
