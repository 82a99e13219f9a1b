using System.Diagnostics;

namespace DataMatching.EndToEnd;

/// <summary>The program itself, started as its users start it.</summary>
internal static class Datamatching
{
    internal sealed record Outcome(int ExitCode, string Output, string Errors);

    public static Outcome Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(true);
            Assert.Fail("datamatching did not end within five minutes");
        }

        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Runs and expects success; the output is shown when it fails.</summary>
    public static string Succeed(params string[] arguments)
    {
        var outcome = Run(arguments);
        Assert.AreEqual(0, outcome.ExitCode, $"datamatching {string.Join(' ', arguments)}\n{outcome.Output}\n{outcome.Errors}");
        return outcome.Output;
    }

    /// <summary>Starts it and kills it the hard way after <paramref name="after"/>; true when it was still running then.</summary>
    public static bool RunAndKill(TimeSpan after, params string[] arguments)
    {
        using var process = Start(arguments);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(after)) return false;
        process.Kill(true);
        process.WaitForExit();
        return true;
    }

    /// <summary>Starts it; whoever asked reads its streams and ends it.</summary>
    public static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "datamatching.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("datamatching-").FullName;
    public string At(params string[] parts) => Path.Combine([Root, .. parts]);
    public void Dispose() => Directory.Delete(Root, true);
}
