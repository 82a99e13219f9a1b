using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DataMatching.Browser;

/// <summary>The program as a process that serves pages on a free port; it ends with this.</summary>
internal sealed partial class Served : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly List<string> _said = [];

    private Served(Process process) => _process = process;

    /// <summary>Where the pages are, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What it printed before it served.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Starts a command that serves and waits until it does.</summary>
    public static async Task<Served> Start(params string[] arguments)
    {
        var served = new Served(Launch([.. arguments, "--url", "http://127.0.0.1:0"]));
        var errors = served._process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(Patience);
        while (await served._process.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            served._said.Add(line);
            if (ServingLine().Match(line) is not { Success: true } found) continue;
            served.Address = found.Groups["address"].Value;
            _ = served._process.StandardOutput.ReadToEndAsync();
            return served;
        }

        throw new InvalidOperationException($"It ended before it served:\n{served.Said}\n{await errors}");
    }

    /// <summary>Runs a command to its end and expects success.</summary>
    public static async Task<string> Run(params string[] arguments)
    {
        using var process = Launch(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual(0, process.ExitCode, $"{string.Join(' ', arguments)}\n{output}\n{await errors}");
        return output;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Launch(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "datamatching.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    [GeneratedRegex(@"^Serving (?<address>\S+?)\. ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServingLine();
}
