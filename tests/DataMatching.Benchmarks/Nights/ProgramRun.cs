using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DataMatching.Benchmarks.Nights;

/// <summary>One step of a run's ledger.</summary>
internal sealed record StepTook(string Step, double Seconds, long RowsIn, long RowsOut, long Quarantined);

/// <summary>What a command of the program took as a process of its own, its start included, and what its run's ledger says of its steps.</summary>
/// <param name="ProcessorSeconds">Of all its threads; to within the last look at it, 20 ms before its end.</param>
/// <param name="PeakMb">The largest working set of the process; a database server's own is not in it.</param>
internal sealed record ProgramRun(double Seconds, double ProcessorSeconds, double PeakMb, IReadOnlyList<StepTook> Steps)
{
    /// <summary>The folder of a published program that is measured; unset: the one that was built with the benchmarks.</summary>
    public const string Variable = "DM_BENCHMARK_PROGRAM";

    private const int LookEveryMs = 20;

    /// <summary>What the command wrote on standard output.</summary>
    public string Said { get; private init; } = "";

    /// <summary>Runs <c>datamatching</c> to its end on a site.</summary>
    /// <param name="runKey">The run that is looked up in the ledger afterwards; null: none.</param>
    /// <param name="processors">How many it may believe the machine has; null: what there are.</param>
    /// <exception cref="InvalidOperationException">It failed; its last words are in the message.</exception>
    public static ProgramRun Of(string site, string? runKey, TimeProvider clock, IReadOnlyList<string> command, int? processors = null)
    {
        var started = clock.GetTimestamp();
        using var process = Start(site, command, processors);
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, processor) = (0.0, 0.0);
        while (!process.WaitForExit(LookEveryMs)) (peak, processor) = (Math.Max(peak, Of(process, p => p.PeakWorkingSet64 / 1048576.0)), Math.Max(processor, Of(process, p => p.TotalProcessorTime.TotalSeconds)));
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"datamatching {command[0]} ended with {process.ExitCode}: {errors.Result}{said.Result}");
        var steps = runKey is null ? [] : JsonSerializer.Deserialize<List<StepTook>>(Children.Again(site, "steps", site, runKey), JsonSerializerOptions.Web)!;
        return new ProgramRun(seconds, processor, peak, steps) { Said = said.Result };
    }

    /// <summary>Begins a command whose output is redirected.</summary>
    public static Process Start(string site, IReadOnlyList<string> command, int? processors = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? AppContext.BaseDirectory, "datamatching.dll"), .. command, "--site", site, "--quiet"]) start.ArgumentList.Add(argument);
        if (processors is { } count) start.Environment["DOTNET_PROCESSOR_COUNT"] = count.ToString("X", CultureInfo.InvariantCulture);
        return Process.Start(start)!;
    }

    /// <summary>The child mode <c>steps</c>: prints the ledger of the last finished run of that key. In a process of its own, so that no connection stays behind.</summary>
    public static int PrintSteps(string site, string runKey, TimeProvider clock)
    {
        using var open = App.Guard.Open(DataMatching.Jobs.SiteFolder.At(site), clock, App.SiteUse.Look);
        var run = open.Store.Runs.LastFinished(runKey) ?? throw new InvalidOperationException($"no finished run {runKey}");
        Console.WriteLine(JsonSerializer.Serialize(
            open.Store.Runs.Steps(run.Id).Where(s => s.EndedAt is not null).Select(s => new StepTook(s.Step, (s.EndedAt!.Value - s.StartedAt).TotalSeconds, s.RowsIn, s.RowsOut, s.Quarantined)), JsonSerializerOptions.Web));
        return 0;
    }

    /// <summary>Null when the run has no such step.</summary>
    public StepTook? Step(string name) => Steps.LastOrDefault(s => s.Step == name);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"whole {Seconds:0.00} s ({string.Join(", ", Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Step} {s.Seconds:0.00}")))}), processor {ProcessorSeconds:0.00} s, at most {PeakMb:0} MB");

    /// <summary>0 when it has just ended.</summary>
    private static double Of(Process process, Func<Process, double> what)
    {
        try
        {
            process.Refresh();
            return what(process);
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
