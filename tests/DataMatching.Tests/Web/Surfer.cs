using System.Net;
using System.Text.RegularExpressions;

namespace DataMatching.Tests.Web;

/// <summary>A browser that follows no redirect, runs no script, keeps cookies and can send whatever it likes.</summary>
internal sealed partial class Surfer : IDisposable
{
    private readonly HttpClient _client;

    public Surfer(Uri address, bool behindTls = false)
    {
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        if (behindTls) _client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> Get(string path) => _client.GetAsync(path);

    public async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) asked.Headers.Add(name, value);
        return await _client.SendAsync(asked);
    }

    public async Task<string> Text(string path)
    {
        using var answer = await Get(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Posts with a right antiforgery token.</summary>
    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return await Post(path, form);
    }

    public async Task<HttpResponseMessage> Post(string path, MultipartFormDataContent form)
    {
        form.Add(new StringContent(await Token()), "__RequestVerificationToken");
        return await _client.PostAsync(path, form);
    }

    /// <summary>Posts as a page of another site could: with the cookies, without the token.</summary>
    public Task<HttpResponseMessage> PostWithoutToken(string path, string token = "") =>
        _client.PostAsync(path, new FormUrlEncodedContent(token.Length == 0 ? [] : new Dictionary<string, string> { ["__RequestVerificationToken"] = token }));

    /// <summary>Announces a body of a length and sends nothing of it before the site asks for it.</summary>
    public async Task<HttpResponseMessage> PostAnnounced(string path, long length)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StreamContent(Stream.Null) };
        asked.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("multipart/form-data");
        asked.Content.Headers.ContentLength = length;
        asked.Headers.ExpectContinue = true;
        return await _client.SendAsync(asked);
    }

    public Task<HttpResponseMessage> SignIn(string name, string password, string to = "") => Post("/sign-in", ("Name", name), ("password", password), ("To", to));

    /// <summary>Whether the pages still know who this is.</summary>
    public async Task<bool> IsSignedIn() => (await Text("/problem?code=404")).Contains("/sign-in?handler=Leave", StringComparison.Ordinal);

    public void Dispose() => _client.Dispose();

    /// <summary>The token of the form at the head of every page, or of the sign-in page.</summary>
    public async Task<string> Token()
    {
        var found = TokenField().Match(await Text("/problem?code=404"));
        if (!found.Success) found = TokenField().Match(await Text("/sign-in"));
        return found.Success ? found.Groups["token"].Value : throw new AssertFailedException("No page has an antiforgery token.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenField();
}
