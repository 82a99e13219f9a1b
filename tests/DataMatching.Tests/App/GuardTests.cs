using System.CommandLine;
using DataMatching.App;
using DataMatching.Jobs;

namespace DataMatching.Tests.App;

/// <summary>How failures are told: one line, an exit code, nothing of the data; where it happened is kept in the site.</summary>
[TestClass]
public sealed class GuardTests
{
    private const string Number = "11010519491231002X";

    [TestMethod]
    public void A_fault_of_the_program_is_told_in_one_line_without_values_and_its_stack_is_kept()
    {
        using var folder = new CommandLine();
        folder.Init();
        var (code, errors) = Fail(folder, () => throw new ArgumentException($"bad number {Number}", new FormatException(Number)));
        Assert.AreEqual(1, code);
        Assert.HasCount(1, errors.TrimEnd().Split('\n'));
        Assert.Contains("ArgumentException", errors, StringComparison.Ordinal);
        var log = File.ReadAllText(folder.At("site", "data", "logs", "failures.log"));
        foreach (var expected in new[] { "2026-10-01T01:00:00", "fail", "System.ArgumentException", "System.FormatException", "   at " })
            Assert.Contains(expected, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, log + errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Failures_are_appended_and_nothing_is_made_where_no_site_is()
    {
        using var folder = new CommandLine();
        Assert.AreEqual(1, Fail(folder, () => throw new InvalidOperationException("x")).Code);
        Assert.IsFalse(Directory.Exists(folder.Site));
        folder.Init();
        Fail(folder, () => throw new InvalidOperationException("x"));
        Fail(folder, () => throw new NotSupportedException("x"));
        var log = File.ReadAllText(folder.At("site", "data", "logs", "failures.log"));
        Assert.Contains("InvalidOperationException", log, StringComparison.Ordinal);
        Assert.Contains("NotSupportedException", log, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Refused_jobs_and_stopped_ones_fail_with_their_sentence_and_leave_no_log()
    {
        using var folder = new CommandLine();
        folder.Init();
        Assert.AreEqual((1, "Run import first." + Environment.NewLine), Fail(folder, () => throw new JobRefused("Run import first.")));
        var (code, errors) = Fail(folder, () => throw new OperationCanceledException());
        Assert.AreEqual(1, code);
        Assert.StartsWith("Stopped.", errors, StringComparison.Ordinal);
        Assert.AreEqual(2, Fail(folder, () => throw new UsageRefused("no")).Code);
        Assert.IsFalse(Directory.Exists(folder.At("site", "data", "logs")));
    }

    [TestMethod]
    public void A_full_disk_and_a_denied_file_are_told_as_such()
    {
        using var folder = new CommandLine();
        Assert.Contains("disk is full", Fail(folder, () => throw new IOException("somewhere", 28)).Errors, StringComparison.Ordinal);
        var denied = Fail(folder, () => throw new UnauthorizedAccessException($"/drop/{Number}.csv")).Errors;
        Assert.Contains("doctor", denied, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, denied, StringComparison.Ordinal);
    }

    [TestMethod]
    public void With_json_an_error_is_json_on_the_error_stream()
    {
        using var folder = new CommandLine();
        var outcome = folder.Run("status", "--json");
        Assert.AreEqual("", outcome.Output);
        Assert.Contains("is not a site", System.Text.Json.JsonDocument.Parse(outcome.Errors).RootElement.GetProperty("error").GetString()!, StringComparison.Ordinal);
    }

    private static (int Code, string Errors) Fail(CommandLine folder, Action work)
    {
        var command = new Command("fail");
        command.SetAction(parsed => Guard.Run(parsed, folder.Clock, _ =>
        {
            work();
            return 0;
        }));
        var root = Root.Make(folder.Clock);
        root.Subcommands.Add(command);
        var errors = new StringWriter();
        var code = root.Parse(["--site", folder.Site, "fail"]).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = new StringWriter(), Error = errors });
        return (code, errors.ToString());
    }
}
