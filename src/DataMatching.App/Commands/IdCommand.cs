using System.CommandLine;
using System.Text;
using DataMatching.App.Screen;
using DataMatching.Identity;

namespace DataMatching.App.Commands;

/// <summary><c>id FILE|-</c>: one number a line in, CSV out.</summary>
internal static class IdCommand
{
    public static Command Make(TimeProvider clock)
    {
        var file = new Argument<string>("FILE") { Description = "A text file (UTF-8) with one number per line; - reads standard input." };
        var command = new Command("id", "Check ID numbers and credit codes: prints CSV input,kind,valid,normalised,reason.") { file };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.Run(parsed, clock, terminal =>
        {
            if (terminal.IsJson) throw new UsageRefused("'id' prints CSV for programs, not JSON. Leave --json away.");
            var name = parsed.GetValue(file)!;
            if (name != "-" && !File.Exists(name)) throw new UsageRefused($"{name}: no such file. Expected a text file with one number per line, or - for standard input.");

            // A read from a terminal or pipe can't be called off; the process ends without waiting for it.
            Task.Run(() => Judge(name, terminal.Output), CancellationToken.None).WaitAsync(cancel).GetAwaiter().GetResult();
            return Guard.Done;
        })));
        return command;
    }

    private static void Judge(string name, TextWriter standardOutput)
    {
        using var input = new StreamReader(name == "-" ? Console.OpenStandardInput() : File.OpenRead(name), Encoding.UTF8, true, 1 << 16);
        var output = BulkOutput.Over(standardOutput);
        try
        {
            IdentifierCsv.Write(input, output);
            output.Flush();
        }
        catch (IOException e) when (BulkOutput.IsReaderGone(e))
        {
            // The reader of the pipe has what it wanted.
        }
    }
}
