using System.Diagnostics;

namespace DataMatching.Benchmarks;

/// <summary>Programs that a benchmark runs beside itself.</summary>
internal static class Children
{
    private const string Script = "duckdb-semi-joins.cjs";

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

    /// <summary>Has DuckDB 1.4.4 (npm) in a folder of its own below <paramref name="folder"/>, and answers with what it said of its joins of these files.</summary>
    public static string DuckDb(string folder, string people, params IEnumerable<string> extracts)
    {
        var duckdb = Path.Combine(folder, "duckdb");
        if (!Directory.Exists(Path.Combine(duckdb, "node_modules", "@duckdb")))
        {
            Directory.CreateDirectory(duckdb);
            File.WriteAllText(Path.Combine(duckdb, "package.json"), "{\"private\":true}");
            Run("npm", duckdb, "install", "--no-audit", "--no-fund", "@duckdb/node-api@1.4.4-r.4");
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, Script), Path.Combine(duckdb, Script), true);
        return Run("node", duckdb, [Script, people, .. extracts]);
    }
}
