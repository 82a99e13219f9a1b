using DataMatching.Connectors.Registries;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>How a request is signed.</summary>
public enum SignAlgorithm
{
    HmacSha256,
    HmacSm3,
}

/// <summary>Who signs, and with what.</summary>
public sealed record SignSettings(SignAlgorithm Algorithm, string KeyId, Secret Secret);

/// <summary>Where an access token is had by client credentials (RFC 6749, 4.4).</summary>
public sealed record TokenSettings(Uri Url, string Client, Secret Secret);

/// <summary>The agency's names of what a request holds; null: it is not sent.</summary>
public sealed record RequestNames(string Id, string? Name, string? From, string? To, string? Agreement, string? Purpose, string People, string Page);

/// <summary>
/// Where an answer has what. Paths are names with dots. <paramref name="State"/>: of the answer when one person is asked, of each item when many are; null when the agency gives none.
/// <paramref name="AbsentIsNoRecord"/>: whether somebody about whom a whole answer says nothing is known to be absent (the agency has promised it) or has no answer.
/// <paramref name="Columns"/>: the agency's name by standard header; <c>$asked</c> is what was asked.
/// </summary>
public sealed record AnswerNames(
    string Items, string? Id, string? State, IReadOnlyList<string> Found, IReadOnlyList<string> None, IReadOnlyList<string> Refused, string? Next, bool AbsentIsNoRecord,
    IReadOnlyDictionary<string, string> Columns);

/// <summary>An agency that is asked over HTTP with JSON, person by person or many at once.</summary>
public sealed record InquirySettings(
    District Scope, int EveryDays, int FromMonths, int ToMonths, Uri Url, int BatchSize, decimal PerSecond, int Burst, int TimeoutSeconds, SignSettings? Sign, TokenSettings? Token,
    RequestNames Request, AnswerNames Answer) : SourceSettings(Scope, EveryDays, FromMonths, ToMonths)
{
    /// <summary>Texts of <c>columns</c> that stand for what was asked.</summary>
    internal const string Asked = "$asked";

    internal static readonly string[] Known = ["url", "ask", "batchSize", "rate", "timeoutSeconds", "sign", "token", "request", "answer"];

    public override string Kind => "http";

    /// <summary>True when several people go into one request; otherwise <see cref="BatchSize"/> is 1.</summary>
    public bool Many => BatchSize > 1;

    public override IEnumerable<Secret> Secrets => new[] { Sign?.Secret, Token?.Secret }.OfType<Secret>();

    public override ITransport Open(TransportSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new InquirySource(this, site.Root, site.Lines.To(Url), site.Clock);
    }

    internal static SourceSettings? Read(SettingsElement source, District scope, int everyDays, int fromMonths, int toMonths)
    {
        var url = Address(source, "url");
        var many = source.OneOf("ask", "person", "batch") == "batch";
        var size = many ? (int)source.Number("batchSize", 2, 1000, 100) : 1;
        var rate = source.Object("rate");
        rate?.OnlyKnown("perSecond", "burst");
        var sign = source.Object("sign") is { } s ? Signing(s) : null;
        var token = source.Object("token") is { } t ? Tokens(t) : null;
        var request = source.Object("request") is { } r ? Names(r) : null;
        var answer = source.Object("answer") is { } a ? Answers(a, many) : null;
        if (request is null) source.Fault("request", "nothing usable", "an object with the agency's names, at least id");
        if (answer is null) source.Fault("answer", "nothing usable", "an object with the agency's names, at least items");
        if (url is null || request is null || answer is null) return null;
        return new InquirySettings(scope, everyDays, fromMonths, toMonths, url, size, rate?.Number("perSecond", 0.01m, 1000, 5) ?? 5, (int)(rate?.Number("burst", 1, 1000, 1) ?? 1),
            (int)source.Number("timeoutSeconds", 1, 600, 30), sign, token, request, answer);
    }

    /// <summary>Only TLS; plain HTTP within this machine alone.</summary>
    private static Uri? Address(SettingsElement element, string name)
    {
        var text = element.Text(name);
        if (text.Length == 0) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && url.Fragment.Length == 0
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))) return url;
        element.Fault(name, "another address", "https://HOST/PATH without a user or password in it (http only for this machine itself)");
        return null;
    }

    private static SignSettings? Signing(SettingsElement element)
    {
        element.OnlyKnown("algorithm", "keyId", "secret");
        var algorithm = element.OneOf("algorithm", "hmac-sm3", "hmac-sha256") == "hmac-sm3" ? SignAlgorithm.HmacSm3 : SignAlgorithm.HmacSha256;
        var (key, secret) = (element.Text("keyId"), element.Secret("secret"));
        return secret is null ? null : new SignSettings(algorithm, key, secret);
    }

    private static TokenSettings? Tokens(SettingsElement element)
    {
        element.OnlyKnown("url", "client", "secret");
        var (url, client, secret) = (Address(element, "url"), element.Text("client"), element.Secret("secret"));
        return url is null || secret is null ? null : new TokenSettings(url, client, secret);
    }

    private static RequestNames Names(SettingsElement element)
    {
        element.OnlyKnown("id", "name", "from", "to", "agreement", "purpose", "people", "page");
        var names = new RequestNames(element.Text("id"), element.Optional("name"), element.Optional("from"), element.Optional("to"), element.Optional("agreement"),
            element.Optional("purpose"), element.Optional("people") ?? "people", element.Optional("page") ?? "page");
        string?[] all = [names.Id, names.Name, names.From, names.To, names.Agreement, names.Purpose, names.People, names.Page];
        if (all.Where(n => n is not null).GroupBy(n => n, StringComparer.Ordinal).Any(g => g.Count() > 1)) element.Fault("id", "one name for two things", "names that differ");
        return names;
    }

    private static AnswerNames Answers(SettingsElement element, bool many)
    {
        element.OnlyKnown("items", "id", "state", "found", "none", "refused", "next", "absent", "columns");
        var (id, state) = (element.Optional("id"), element.Optional("state"));
        if (many && id is null) element.Fault("id", "nothing usable", "the name in each item of the number of whom it is about, since many are asked at once");
        var (found, none, refused) = (element.List("found"), element.List("none"), element.List("refused"));
        if (state is not null && found.Count == 0) element.Fault("found", "nothing", "the values of 'state' that say that there is a record");
        if (state is null && none.Count + refused.Count > 0) element.Fault("state", "nothing", "where an answer has its state, since values of it are given");
        if (found.Concat(none).Concat(refused).GroupBy(v => v, StringComparer.Ordinal).Any(g => g.Count() > 1)) element.Fault("found", "a state that means two things", "each value once");
        return new AnswerNames(element.Text("items"), id, state, found, none, refused, element.Optional("next"), element.OneOf("absent", "failed", "noRecord") == "noRecord", element.Texts("columns"));
    }
}
