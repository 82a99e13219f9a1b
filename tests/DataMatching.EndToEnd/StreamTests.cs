using System.Diagnostics;

namespace DataMatching.EndToEnd;

/// <summary>Pipes that close and signals, as shells and service managers send them.</summary>
[TestClass]
public sealed class StreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_reader_that_has_enough_ends_an_endless_input()
    {
        var outcome = Shell("yes 11010519491231002X 2>/dev/null | ( \"$@\"; echo $? >&2 ) | head -2", "id", "-");
        Assert.AreEqual("input,kind,valid,normalised,reason\n11010519491231002X,resident-18,true,11010519491231002X,\n", outcome.Output);
        Assert.AreEqual("0", outcome.Errors.Trim());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Two_commands_write_one_file_behind_each_other()
    {
        using var folder = new TemporaryFolder();
        var outcome = Shell($"( echo 1 | \"$@\"; echo 2 | \"$@\" ) > '{folder.At("rows.csv")}'", "id", "-");
        Assert.AreEqual(0, outcome.ExitCode, outcome.Errors);
        Assert.HasCount(4, File.ReadAllLines(folder.At("rows.csv")));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_full_disk_is_a_failure_and_not_a_reader_that_has_enough()
    {
        var outcome = Shell("echo 1 | \"$@\" > /dev/full", "id", "-");
        Assert.AreEqual(1, outcome.ExitCode);
        Assert.Contains("disk is full", outcome.Errors, StringComparison.Ordinal);
    }

    /// <summary>The signal is sent once the first rows came (a buffer full of them, and no more than a pipe takes): the program waits for more.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("INT")]
    [DataRow("TERM")]
    public void A_signal_ends_a_wait_for_input(string signal)
    {
        using var process = Start("id", "-");
        for (var row = 0; row < 1_500; row++) process.StandardInput.WriteLine("11010519491231002X");
        process.StandardInput.Flush();
        Assert.IsNotNull(process.StandardOutput.ReadLine());
        _ = process.StandardOutput.ReadToEndAsync();
        AssertStops(process, signal);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("INT")]
    [DataRow("TERM")]
    public void A_signal_ends_long_work_at_its_next_unit(string signal)
    {
        using var folder = new TemporaryFolder();
        using var process = Start("sample", "--households", "150000", "--out", folder.At("site"));
        Assert.AreEqual("… sample households", process.StandardError.ReadLine());
        AssertStops(process, signal);
        var init = Datamatching.Run("init", "--site", folder.At("site"));
        Assert.AreEqual(1, init.ExitCode);
        Assert.Contains("not written to its end", init.Errors, StringComparison.Ordinal);
    }

    private static void AssertStops(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        if (!process.WaitForExit(Patience)) process.Kill(true);
        Assert.AreEqual(1, process.ExitCode);
        Assert.Contains("Stopped.", process.StandardError.ReadToEnd(), StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "datamatching.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

    private static Datamatching.Outcome Shell(string script, params string[] arguments)
    {
        string[] all = ["-c", script, "sh", "dotnet", Path.Combine(AppContext.BaseDirectory, "datamatching.dll"), .. arguments];
        using var process = Process.Start(new ProcessStartInfo("sh", all) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(true);
            Assert.Fail("it did not end");
        }

        return new Datamatching.Outcome(process.ExitCode, output.Result, errors.Result);
    }
}
