using System.Net;
using System.Text.RegularExpressions;
using DataMatching.Review;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace DataMatching.Tests.Web;

/// <summary>Every address the program answers, held against who may open it: found in the running program, so that a new one is asked about too.</summary>
[TestClass]
public sealed partial class RouteTests
{
    private static WebDemo _demo = null!;

    [ClassInitialize]
    public static void Serve(TestContext _) => _demo = new WebDemo();

    [ClassCleanup]
    public static void Stop() => _demo.Dispose();

    [TestMethod]
    public void Every_folder_of_screens_has_a_rule_and_nothing_else_is_served_but_assets()
    {
        foreach (var endpoint in _demo.Endpoints)
        {
            if (FolderOf(endpoint) is { } folder)
                Assert.IsTrue(Access.Open.Contains(folder) || Access.Folders.ContainsKey(folder), $"{endpoint.RoutePattern.RawText}: say in Access who may open the folder {folder}.");
            else if (endpoint.RoutePattern.RawText is not ("/health/live" or "/health/ready"))
                Assert.StartsWith("/assets/", endpoint.RoutePattern.RawText!, StringComparison.Ordinal, $"{endpoint.DisplayName}: neither a screen nor an asset.");
        }
    }

    [TestMethod]
    public void What_needs_no_sign_in_is_no_more_than_these() => CollectionAssert.AreEquivalent(new[] { "SignIn", "Setup", "Problem", "Language" }, Access.Open);

    [TestMethod]
    [DataRow(Role.Administrator)]
    [DataRow(Role.Operator)]
    [DataRow(Role.Grassroots)]
    [DataRow(Role.County)]
    [DataRow(Role.City)]
    [DataRow(Role.Supervisor)]
    [DataRow(Role.Auditor)]
    public async Task A_role_opens_what_its_rule_says_and_nothing_else(Role role)
    {
        using var surfer = await _demo.As(role);
        foreach (var (folder, path) in Paths())
        {
            using var got = await surfer.Get(path);
            using var posted = await surfer.Post(path, ("Kind", "none-such"));
            if (Access.Open.Contains(folder) || Access.Allows(role, folder))
            {
                Assert.AreNotEqual(HttpStatusCode.Forbidden, got.StatusCode, $"{role} may open {path}");
                Assert.AreNotEqual(HttpStatusCode.InternalServerError, got.StatusCode, path);
                Assert.IsFalse(IsToSignIn(got), $"{role} is signed in: {path}");
                continue;
            }

            Assert.AreEqual(HttpStatusCode.Forbidden, got.StatusCode, $"{role} may not open {path}");
            Assert.AreEqual(HttpStatusCode.Forbidden, posted.StatusCode, $"{role} may not post to {path}");
        }
    }

    [TestMethod]
    public async Task Who_is_not_signed_in_is_asked_to_sign_in()
    {
        using var stranger = _demo.Stranger();
        foreach (var (folder, path) in Paths().Where(p => !Access.Open.Contains(p.Folder)).Append(("", "/nowhere")))
        {
            using var got = await stranger.Get(path);
            using var posted = await stranger.Post(path, ("Kind", "noted"));
            Assert.IsTrue(IsToSignIn(got), $"{folder} {path}: {got.StatusCode}");
            Assert.IsTrue(IsToSignIn(posted), $"post {path}: {posted.StatusCode}");
        }
    }

    [TestMethod]
    public async Task An_address_without_a_screen_is_not_found()
    {
        using var surfer = await _demo.As(Role.Auditor);
        using var got = await surfer.Get("/nowhere");
        Assert.AreEqual(HttpStatusCode.NotFound, got.StatusCode);
    }

    [TestMethod]
    public async Task No_post_is_taken_without_the_token_of_a_page_nor_with_somebody_elses()
    {
        using var colleague = await _demo.As("colleague");
        var theirs = await colleague.Token();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var surfer = await _demo.As(role);
            foreach (var (folder, path) in Paths().Where(p => p.Folder != "Problem" && (Access.Open.Contains(p.Folder) || Access.Allows(role, p.Folder))))
            {
                using var without = await surfer.PostWithoutToken(path);
                Assert.AreEqual(HttpStatusCode.BadRequest, without.StatusCode, $"{folder} {path} without a token");
                using var foreign = await surfer.PostWithoutToken(path, theirs);
                Assert.AreEqual(HttpStatusCode.BadRequest, foreign.StatusCode, $"{folder} {path} with somebody else's");
            }
        }
    }

    private static bool IsToSignIn(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Redirect && new Uri(_demo.Address, answer.Headers.Location!) is { AbsolutePath: "/sign-in" } to && to.Host == _demo.Address.Host;

    /// <summary>Every screen's address, its parameters filled in with an entry of the reviewers' district.</summary>
    private static IEnumerable<(string Folder, string Path)> Paths() =>
        from endpoint in _demo.Endpoints
        let folder = FolderOf(endpoint)
        where folder is not null
        select (folder, "/" + Parameter().Replace(endpoint.RoutePattern.RawText!, found => found.Groups["name"].Value switch
        {
            "quarter" => "2026Q3",
            "household" or "key" => _demo.Add.Household,
            _ => found.Groups["optional"].Success ? "" : "1",
        }).Trim('/'));

    private static string? FolderOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath.Split('/')[1];

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)(:[^}?]+)?(?<optional>\?)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
