using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>A browser of one's own on the pages: signed in or not, of a width, in a language. It notes what the browser complains of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    public const int Desktop = 1280, Phone = 390;

    /// <summary>How long a condition is waited for; it is met at once on a machine that does nothing else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            // That a page itself answers 401 or 404 is the server's word, not a fault of the page; what it loads is looked at below.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !response.Request.IsNavigationRequest) _complaints.Add($"{response.Status} {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Content policy violations, script errors, missing files.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Visit> Begin(string address, int width = Desktop, bool english = false)
    {
        var context = await DemoSite.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = width, Height = width == Phone ? 844 : 800 },
            HasTouch = width == Phone,
            Locale = "zh-CN",
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        if (english) await context.AddCookiesAsync([new Cookie { Name = "dm-language", Value = "en", Url = address }]);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>On the demo, signed in with the role's account.</summary>
    public static async Task<Visit> As(Role role, int width = Desktop, bool english = false)
    {
        var visit = await Begin(DemoSite.Address, width, english);
        var (name, password) = DemoSite.Told(role);
        await visit.SignIn(name, password);
        return visit;
    }

    /// <summary>Fills the sign-in page and sends it.</summary>
    public async Task SignIn(string name, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("#Name", name);
        await Page.FillAsync("#password", password);
        await Page.Next(() => Page.Locator("main button").ClickAsync());
    }

    public Task<bool> IsSignedIn() => Page.Locator("header form").IsVisibleAsync();

    /// <summary>Where pictures of the last run lie.</summary>
    public static string Pictures => Path.Combine(Repository(), "artifacts", "screenshots");

    /// <summary>Keeps a picture of the whole page for people to look at, under artifacts/screenshots.</summary>
    public async Task Picture(string name)
    {
        var file = Path.Combine(Pictures, name + ".png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
    }

    /// <summary>How many pixels the page is wider than its window.</summary>
    public Task<int> Sideways() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DataMatching.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No solution above the tests.");
        return folder;
    }
}
