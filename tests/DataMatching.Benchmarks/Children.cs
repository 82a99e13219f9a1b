using System.Diagnostics;

namespace DataMatching.Benchmarks;

/// <summary>Programs that a benchmark runs beside itself.</summary>
internal static class Children
{
    /// <summary>Runs a program to its end and answers with what it printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with something else than 0.</exception>
    public static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }

    /// <summary>This benchmark itself, as another process.</summary>
    public static string Again(string folder, params string[] arguments) => Run("dotnet", folder, [Path.Combine(AppContext.BaseDirectory, "DataMatching.Benchmarks.dll"), .. arguments]);

    /// <summary>Has DuckDB 1.4.4 (npm) in a folder of its own below <paramref name="folder"/>, with that script beside it, and answers with its folder.</summary>
    public static string DuckDb(string folder, string script)
    {
        var duckdb = Path.Combine(folder, "duckdb");
        if (!Directory.Exists(Path.Combine(duckdb, "node_modules", "duckdb")))
        {
            Directory.CreateDirectory(duckdb);
            File.WriteAllText(Path.Combine(duckdb, "package.json"), "{\"private\":true}");
            Run("npm", duckdb, "install", "--no-audit", "--no-fund", "duckdb@1.4.4");
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, script), Path.Combine(duckdb, script), true);
        return duckdb;
    }
}
