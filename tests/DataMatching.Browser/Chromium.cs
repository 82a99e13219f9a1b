using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>The machine's own Chromium; no browser is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Null on a machine without one.</summary>
    public static string? Path { get; } = (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Append("/usr/bin")
        from name in Names
        let file = System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
        where File.Exists(file)
        select file).FirstOrDefault();

    /// <summary>Where CI is set a missing browser is a failure, elsewhere the tests say that they could not run.</summary>
    public static void Demand()
    {
        if (Path is not null) return;
        const string Missing = "There is no Chromium on this machine: install it (Debian: apt install chromium) to run the tests of the pages.";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail(Missing);
        Assert.Inconclusive(Missing);
    }

    public static Task<IBrowser> Launch(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = ["--disable-dev-shm-usage"] });
}
