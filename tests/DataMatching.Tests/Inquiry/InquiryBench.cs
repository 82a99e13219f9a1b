using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Inquiry;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Inquiry;

/// <summary>A service with faults, a site with secrets, a landing, and the source between them.</summary>
internal sealed class InquiryBench : IDisposable
{
    private readonly Reports.TemporaryFolder _site = new();
    private readonly InquirySettings _settings;
    private TransportSite _open;

    public InquiryBench(int batch = 1, SignAlgorithm algorithm = SignAlgorithm.HmacSm3, string? answer = null)
    {
        Server = new FaultServer(Clock, algorithm);
        Write("sign.key", FaultServer.Key);
        Write("token.key", FaultServer.Client);
        answer ??= batch == 1
            ? """{ "items": "data.rows", "id": "zjhm", "state": "code", "found": ["0"], "none": ["404"], "refused": ["403"], "columns": { "姓名": "xm", "证件号码": "zjhm", "税款所属期": "ny", "收入额": "sre" } }"""
            : """{ "items": "data.rows", "id": "zjhm", "next": "data.next", "absent": "noRecord", "columns": { "姓名": "xm", "证件号码": "zjhm", "税款所属期": "ny", "收入额": "sre" } }""";
        _settings = Orders.Source<InquirySettings>($$"""
            { "kind": "http", "scope": "440000", "url": "{{Server.Address}}/wages", "ask": "{{(batch == 1 ? "person" : "batch")}}", {{(batch == 1 ? "" : $"\"batchSize\": {batch},")}} "rate": { "perSecond": 5, "burst": 2 }, "timeoutSeconds": 20,
              "sign": { "algorithm": "{{(algorithm == SignAlgorithm.HmacSm3 ? "hmac-sm3" : "hmac-sha256")}}", "keyId": "union", "secret": "file:sign.key" },
              "token": { "url": "{{Server.Address}}/token", "client": "union", "secret": "file:token.key" },
              "request": { "id": "zjhm", "name": "xm", "from": "qsny", "to": "jzny", "agreement": "xybh", "purpose": "yt" }, "answer": {{answer}} }
            """);
        _open = new TransportSite(_site.Path, Clock);
        Server.Answer = (ids, _) => batch == 1 ? Person(Row(ids[0])) : Page(null, [.. ids.Select(i => Row(i))]);
    }

    public JumpingClock Clock { get; } = new(TimeSpan.FromSeconds(20));
    public FaultServer Server { get; }
    public MemoryLanding Landing { get; } = new();

    public static string Row(string id, string month = "2026-04", string amount = "3500.50") => $$"""{"zjhm":"{{id}}","xm":"王伟","ny":"{{month}}","sre":{{amount}},"dz":"a street that nobody agreed on"}""";

    public static string Person(params string[] rows) => $$$"""{"code":0,"data":{"rows":[{{{string.Join(',', rows)}}}]}}""";

    public static string Page(string? next, params string[] rows) => $$$"""{"data":{"rows":[{{{string.Join(',', rows)}}}],"next":{{{next ?? "null"}}}}}""";

    /// <summary>The fault of the n-th request (from 0).</summary>
    public Func<Microsoft.AspNetCore.Http.HttpContext, Task> this[int request]
    {
        set => Server.Faults[request] = value;
    }

    public void Bring(int people = 3, CancellationToken cancel = default) => _settings.Open(_open).Bring(Orders.Of(_settings, people), Landing, cancel);

    /// <summary>It fails with a message that holds no number and no secret, also within.</summary>
    public TransportException Fails(int people = 3)
    {
        var failure = Assert.ThrowsExactly<TransportException>(() => Bring(people));
        Clean(failure.ToString());
        Assert.IsFalse(Landing.Finished);
        return failure;
    }

    public static void Clean(string text)
    {
        foreach (var secret in Enumerable.Range(1, 30).Select(Orders.Id).Concat([FaultServer.Key, FaultServer.Client, "王伟"])) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    /// <summary>The process is another one.</summary>
    public void StartAgain()
    {
        Landing.OpenAgain();
        _open = new TransportSite(_site.Path, Clock);
    }

    private void Write(string name, string secret) => Reports.SecretFile.Write(Path.Combine(_site.Path, name), secret);

    public void Dispose()
    {
        Server.Dispose();
        _site.Dispose();
    }
}
