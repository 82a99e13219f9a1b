using System.Net;
using DataMatching.Review;

namespace DataMatching.Tests.Web;

/// <summary>Photos and scans: taken by their content, never by their name, and given out so that no browser runs them.</summary>
[TestClass]
public sealed class UploadTests
{
    private static readonly byte[] Page = [.. "<html><script>alert(1)</script></html>"u8];

    [TestMethod]
    public async Task What_is_no_picture_or_pdf_is_refused_whatever_it_is_called()
    {
        using var demo = new WebDemo();
        using var entry = new Entry(demo);
        using var surfer = await demo.As(Role.Grassroots);
        foreach (var (name, content) in new (string, byte[])[] { ("photo.jpg", Page), ("photo.png", [.. "<svg onload=alert(1)>"u8]), ("x.pdf", [.. "MZ..."u8]), ("x.html", Page), ("x.jpg", [0xFF, 0xD8]) })
        {
            var (status, fault) = await entry.Try(surfer, [("Kind", "noted"), ("Text", "x")], (name, content));
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status, name);
            Assert.Contains("JPEG、PNG、WebP 或 PDF", fault, StringComparison.Ordinal, name);
        }

        Assert.AreEqual(1, demo.Done(demo.Add));
        Assert.IsEmpty(demo.Store.Attachments.Of(demo.Add.Case, null));
    }

    [TestMethod]
    public async Task A_paper_that_is_needed_is_missing_when_its_file_is_empty()
    {
        using var demo = new WebDemo();
        using var entry = new Entry(demo);
        using var surfer = await demo.As(Role.Grassroots);
        var (status, fault) = await entry.Try(surfer, [("Kind", "applied"), ("On", entry.Today)], ("empty.jpg", []));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("请附上", fault, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task More_than_ten_megabytes_is_refused_with_a_sentence()
    {
        using var demo = new WebDemo();
        using var entry = new Entry(demo);
        using var surfer = await demo.As(Role.Grassroots);
        var large = new byte[(10 << 20) + 1];
        Entry.Photo.CopyTo(large, 0);
        var (status, fault) = await entry.Try(surfer, [("Kind", "noted"), ("Text", "x")], ("large.jpg", large));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("不超过 10 MB", fault, StringComparison.Ordinal);
        Assert.AreEqual(1, demo.Done(demo.Add));
    }

    [TestMethod]
    public async Task A_request_beyond_all_measure_is_not_read()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.Grassroots);
        using var form = Entry.Form([("Kind", "noted"), ("Text", "x")], ("large.jpg", new byte[65 << 20]));
        try
        {
            using var answer = await surfer.Post(WebDemo.SheetOf(demo.Add), form);
            Assert.IsTrue(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, answer.StatusCode.ToString());
        }
        catch (HttpRequestException)
        {
            // The connection was closed while the body was still being sent.
        }

        Assert.AreEqual(1, demo.Done(demo.Add));
        Assert.IsTrue(await surfer.IsSignedIn(), "the site goes on");
    }

    [TestMethod]
    public async Task A_request_that_says_it_is_too_large_is_told_so_in_words_before_it_is_sent()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.Grassroots);
        using var answer = await surfer.PostAnnounced(WebDemo.SheetOf(demo.Add), (64L << 20) + 1);
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("文件合计太大", page, StringComparison.Ordinal);
        Assert.Contains("63 MB", page, StringComparison.Ordinal);
        Assert.Contains($"data-largest-files=\"{63 << 20}\"", await surfer.Text(WebDemo.SheetOf(demo.Add)), StringComparison.Ordinal, "the browser holds forms against it");
    }

    [TestMethod]
    [DataRow("../../../etc/passwd", "passwd")]
    [DataRow("..\\..\\boot.ini", "boot.ini")]
    [DataRow("photo\u202Egpj.exe", "photogpj.exe")]
    [DataRow("a\"; filename=\"b.html", "a\"; filename=\"b.html")]
    [DataRow("  ", "file")]
    public async Task A_name_is_only_a_name(string sent, string kept)
    {
        using var demo = new WebDemo();
        using var entry = new Entry(demo);
        using var surfer = await demo.As(Role.Grassroots);
        using var form = Entry.Form([("Kind", "noted"), ("Text", "x")]);
        var file = new ByteArrayContent(Entry.Photo);
        file.Headers.TryAddWithoutValidation("Content-Type", "text/html");
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"Files\"; filename*=UTF-8''{Uri.EscapeDataString(sent)}");
        form.Add(file);
        using var answer = await surfer.Post(entry.Sheet, form);
        Assert.AreEqual(HttpStatusCode.Redirect, answer.StatusCode);
        var stored = demo.Store.Attachments.Of(demo.Add.Case, null).Single();
        Assert.AreEqual("image/jpeg", stored.MediaType);
        Assert.DoesNotContain('/', stored.Name);
        Assert.AreEqual(kept, stored.Name);
        using var back = await surfer.Get($"{entry.Sheet}?handler=File&id={stored.Id}");
        Assert.AreEqual("image/jpeg", back.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual("attachment", back.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", string.Join(' ', back.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.AreEqual("nosniff", back.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
