using System.Globalization;
using System.Net;
using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Tests.Web;

/// <summary>An entry as it is worked on through the pages: each step rightly, by the level whose turn it is, on the first day on which it may be done.</summary>
internal sealed class Entry(WebDemo demo) : IDisposable
{
    public static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. "a photo"u8];
    private readonly Dictionary<Role, Surfer> _people = [];

    public string Sheet { get; } = WebDemo.SheetOf(demo.Add);
    public string Today => Day(demo.Clock.Now);
    public Case Case => Case.Fold(demo.Add.Case, [.. demo.Store.Cases.Events(demo.Add.Case, null).Select(e => e.ToEvent())], demo.Site.Configuration.Steps);

    public async Task<Surfer> By(Role role) => _people.TryGetValue(role, out var there) && await there.IsSignedIn() ? there : _people[role] = await demo.As(role);

    /// <summary>Goes on until the step is next.</summary>
    public async Task<Entry> Until(string step)
    {
        while (Case.Next is { } next && next.Id != step) await Go(next);
        Assert.AreEqual(step, Case.Next?.Id ?? "");
        return this;
    }

    /// <summary>Posts fields and files as of a page just opened, unless the fields say otherwise; answers with the status and the sentence of refusal.</summary>
    public async Task<(HttpStatusCode Status, string Fault)> Try(Surfer surfer, IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Content)[] files)
    {
        var sent = fields.ToList();
        if (!sent.Exists(f => f.Name == "Seen")) sent.Add(("Seen", Case.Events.Count.ToString(CultureInfo.InvariantCulture)));
        using var form = Form(sent, files);
        using var answer = await surfer.Post(Sheet, form);
        var page = await answer.Content.ReadAsStringAsync();
        var at = page.IndexOf("class=\"fault\"", StringComparison.Ordinal);
        return (answer.StatusCode, at < 0 ? "" : WebUtility.HtmlDecode(page[(page.IndexOf('>', at) + 1)..page.IndexOf("</p>", at, StringComparison.Ordinal)]));
    }

    /// <summary>The fields that do a step rightly today.</summary>
    public (string Name, string Value)[] Right(Step step) => step.Does switch
    {
        StepKind.Application => [("Kind", "applied"), ("On", Today)],
        StepKind.Visit => Visit(),
        StepKind.Evidence => [("Kind", "evidence-seen"), ("Text", "病历、缴费单")],
        StepKind.Sums => [("Kind", "sums-done"), ("Income", "2000"), ("Rent", "800"), ("Living", "1,000"), ("Medical", "6000"), ("Study", "12000")],
        StepKind.Discussion => [("Kind", "discussed"), ("On", Today), ("Present", "甲、乙、丙"), ("Text", "同意")],
        StepKind.Assessment => [("Kind", "assessed"), ("On", Today), ("Text", "相对困难"), ("Amount", "300")],
        StepKind.Notice => [("Kind", "notice-posted"), ("On", Today), ("Last", Day(demo.Clock.Now.AddDays(9))), ("Subject", "公告栏")],
        StepKind.Signature => [("Kind", "signed"), ("Text", "同意"), .. step.Chair ? [("Chair", "某主席")] : Array.Empty<(string, string)>()],
        _ => [("Kind", "closed"), ("Decision", "Added"), ("Text", "按规定办结")],
    };

    public (string Name, string Value)[] Visit(string second = "李同", string said = "丈夫住院") =>
    [
        ("Kind", "visited"), ("On", Today), ("Second", second), ("Causes", "Persist"), ("Findings", "住房一处"), ("Said", said), ("Income", "2000"), ("Rent", "800"), ("Living", "1000"),
    ];

    public static MultipartFormDataContent Form(IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "Files", name);
        return form;
    }

    public void Dispose()
    {
        foreach (var surfer in _people.Values) surfer.Dispose();
    }

    private async Task Go(Step step)
    {
        for (var days = 0; days < 40; days++)
        {
            var surfer = await By(step.Role);
            var (status, fault) = await Try(surfer, Right(step), step.Does is StepKind.Application || step.Chair ? [("申请表.jpg", Photo)] : []);
            if (status == HttpStatusCode.Redirect) return;
            Assert.Contains("期满后才能继续", fault, StringComparison.Ordinal, step.Id);
            demo.Clock.Now += TimeSpan.FromDays(1);
        }

        throw new AssertFailedException($"{step.Id} never became possible.");
    }

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
