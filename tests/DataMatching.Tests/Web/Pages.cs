using System.Net;
using System.Text.RegularExpressions;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>What somebody comes to by following every link from the start, a sheet of each list and every screen without a parameter.</summary>
internal static partial class Pages
{
    private const int Most = 60;

    public static async Task<IReadOnlyList<(string Path, string Text)>> Reachable(WebDemo demo, Surfer surfer)
    {
        var open = new Queue<string>(demo.Endpoints.Select(e => e.RoutePattern.RawText!.TrimStart('/')).Where(t => !t.Contains('{', StringComparison.Ordinal) && !t.StartsWith("assets/", StringComparison.Ordinal)).Select(t => "/" + t)
            .Concat(demo.Store.Cases.Page(new CaseFilter(WebTemplate.Q3, null), null, 500).GroupBy(c => c.Flag).SelectMany(g => g.Take(4)).Select(WebDemo.SheetOf)));
        var (known, pages) = (new HashSet<string>(open, StringComparer.Ordinal), new List<(string, string)>());
        while (open.TryDequeue(out var path) && pages.Count < Most)
        {
            using var answer = await surfer.Get(path);
            Assert.AreNotEqual(HttpStatusCode.InternalServerError, answer.StatusCode, path);
            if (!answer.IsSuccessStatusCode) continue;
            var text = await answer.Content.ReadAsStringAsync();
            pages.Add((path, text));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (var link in Links().Matches(text).Select(m => WebUtility.HtmlDecode(m.Groups["to"].Value).Split('#')[0]))
            {
                // The language would turn for all pages after it.
                if (!link.StartsWith("/assets/", StringComparison.Ordinal) && !link.StartsWith("/language", StringComparison.Ordinal) && known.Add(link)) open.Enqueue(link);
            }
        }

        return pages;
    }

    [GeneratedRegex("href=\"(?<to>/[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
