using System.CommandLine;
using System.Text;
using DataMatching.Identity;

namespace DataMatching.App.Commands;

/// <summary><c>id FILE|-</c>: one number a line in, CSV out.</summary>
internal static class IdCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "A text file with one number per line; - reads standard input." };
        var command = new Command("id", "Check ID numbers and credit codes: prints CSV input,kind,valid,normalised,reason.") { file };
        command.SetAction(parsed => Guard.Run(parsed, _ =>
        {
            var name = parsed.GetValue(file)!;
            if (name != "-" && !File.Exists(name)) throw new UsageRefused($"{name}: no such file. Expected a text file with one number per line, or - for standard input.");
            using var input = new StreamReader(name == "-" ? Console.OpenStandardInput() : File.OpenRead(name), Encoding.UTF8, true, 1 << 16);
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
            try
            {
                IdentifierCsv.Write(input, output);
                output.Flush();
            }
            catch (IOException)
            {
                // The reader of a pipe went away: it has what it wanted.
            }

            return Guard.Done;
        }));
        return command;
    }
}
