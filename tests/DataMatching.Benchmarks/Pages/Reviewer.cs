using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DataMatching.Review;

namespace DataMatching.Benchmarks.Pages;

/// <summary>One signed-in browser: it clicks what a reviewer clicks, over HTTP, and notes how long each answer took until its last byte.</summary>
internal sealed partial class Reviewer(Login login, IReadOnlyList<CaseListing> real, Uri address, TimeProvider clock, int seed) : IDisposable
{
    private static readonly byte[] Payslip = [.. "%PDF-1.4\n"u8, .. Enumerable.Repeat((byte)' ', 200_000)];
    private static readonly string[] Tabs = ["add", "exit", "re-examine", "due", "doubt", "objection"];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() }) { BaseAddress = address };
    private readonly Random _random = new(seed);
    private readonly List<CaseListing> _mine = [.. real.Where(c => login.Account.Scope is not { } scope || c.District.IsWithin(scope))];
    private string _token = "", _list = "";

    /// <summary>Milliseconds by kind as the client sees them.</summary>
    public Dictionary<string, List<double>> Milliseconds { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that were not what was expected, by kind and status.</summary>
    public List<string> Unexpected { get; } = [];

    public void SignIn()
    {
        Get("sign-in page", "/sign-in");
        Post("sign in", "/sign-in", Form(("Name", login.Name), ("password", Login.Password)), HttpStatusCode.Redirect);
        _list = Get("list, first page", "/worklist");
    }

    /// <summary>One click of somebody who works through his list; now and then it needs two requests, as in a browser.</summary>
    public void Click()
    {
        switch (_random.Next(100))
        {
            case < 20: _list = Get("list, first page", _random.Next(3) == 0 ? "/worklist" : "/worklist?t=" + Tabs[_random.Next(Tabs.Length)]); break;
            case < 35: NextPage(); break;
            case < 50: Filter(); break;
            case < 60: Search(); break;
            case < 85 when _mine.Count > 0: Sheet(Any()); break;
            case < 93 when login.Works && _mine.Count > 0: Note(); break;
            case < 96 when login.Works && _mine.Count > 0: VerifyIncome(); break;
            case < 100 when login.Works: Assign(); break;
            default: _list = Get("list, first page", "/worklist"); break;
        }
    }

    /// <summary>Every kind of click once.</summary>
    public void ClickEach()
    {
        _list = Get("list, first page", "/worklist");
        NextPage();
        Filter();
        Search();
        Sheet(Any());
        Note();
        VerifyIncome();
        Assign();
    }

    public void Dispose() => _http.Dispose();

    private CaseListing Any() => _mine[_random.Next(_mine.Count)];

    private void NextPage()
    {
        if (Next().Match(_list) is not { Success: true } next) _list = Get("list, first page", "/worklist?t=exit");
        else _list = Get("list, next page", WebUtility.HtmlDecode(next.Groups["address"].Value));
    }

    private void Filter()
    {
        var one = real[_random.Next(real.Count)];
        var place = _mine.Count > 0 ? Any().District : one.District;
        var (what, more) = _random.Next(9) switch
        {
            0 => ("rule", "rule=" + one.Rules[0]),
            1 => ("mine", "who=me"),
            2 => ("nobody's and rule", "who=nobody&rule=" + one.Rules[^1]),
            3 => ("county", "d=" + place),
            4 => ("city and step", $"d={place.City}&step=visit"),
            5 => ("registry", "registry=" + (one.Registries.Count > 0 ? one.Registries[0] : "tax")),
            6 => ("priority", "p=60"),
            7 => ("amount", "to=500"),
            _ => ("due and priority", "due=2026-12-05&p=20"),
        };
        _list = Get("list by " + what, $"/worklist?t={Tabs[_random.Next(3)]}&{more}");
    }

    private void Search()
    {
        var text = _random.Next(3) switch
        {
            0 => WorklistCases.Name(_random).Written,
            1 when _mine.Count > 0 => Any().Household,
            _ => WorklistCases.Number(_random).Reveal(),
        };
        Post("search", "/worklist?handler=Search", Form(("text", text)), HttpStatusCode.OK);
    }

    private static string SheetOf(CaseListing c) => $"/sheet/{c.Quarter}/{c.Household}";

    private void Sheet(CaseListing one) => Get("sheet", SheetOf(one));

    private void Note()
    {
        var one = Any();
        Sheet(one);
        Post("note on a sheet", SheetOf(one), Form(("Kind", "noted"), ("Text", "已电话联系，约定下周入户。")), HttpStatusCode.Redirect);
        Sheet(one);
    }

    private void VerifyIncome()
    {
        var one = Any();
        Sheet(one);
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("__RequestVerificationToken", _token), ("Kind", "income-verified"), ("Person", one.Household + "/1"), ("Month", "2026-08"), ("IncomeKind", "Wage"), ("Amount", "2100") })
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent([.. Payslip, (byte)_random.Next(256), (byte)_random.Next(256), (byte)_random.Next(256)]), "Files", "payslip.pdf");
        Post("income verified, judged again", SheetOf(one), form, HttpStatusCode.Redirect);
        Sheet(one);
    }

    private void Assign()
    {
        var ticked = Tick().Matches(_list).Select(m => ("c", m.Groups["case"].Value)).Take(10).ToArray();
        if (ticked.Length == 0) _list = Get("list, first page", "/worklist?t=exit");
        else Post("assign 10", "/worklist?handler=Assign", Form([.. ticked, ("to", "me")]), HttpStatusCode.Redirect);
    }

    private FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", _token)]);

    private string Get(string kind, string path) => Send(kind, new HttpRequestMessage(HttpMethod.Get, path), HttpStatusCode.OK);

    private void Post(string kind, string path, HttpContent form, HttpStatusCode expected) => Send(kind, new HttpRequestMessage(HttpMethod.Post, path) { Content = form }, expected);

    private string Send(string kind, HttpRequestMessage request, HttpStatusCode expected)
    {
        request.Headers.Add(ServerTimes.KindHeader, kind);
        var started = clock.GetTimestamp();
        using var answer = _http.Send(request);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        if (!Milliseconds.TryGetValue(kind, out var list)) Milliseconds[kind] = list = [];
        list.Add(clock.GetElapsedTime(started).TotalMilliseconds);
        if (answer.StatusCode != expected) Unexpected.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}: {(int)answer.StatusCode} {Fault().Match(text).Groups["why"].Value}"));
        if (Token().Match(text) is { Success: true } token) _token = token.Groups["token"].Value;
        return text;
    }

    [GeneratedRegex("rel=\"next\" href=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Next();

    [GeneratedRegex("name=\"c\" value=\"(?<case>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tick();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("class=\"fault\"[^>]*>(?<why>[^<]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fault();
}
