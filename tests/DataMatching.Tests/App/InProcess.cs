using DataMatching.App;

namespace DataMatching.Tests.App;

/// <summary>The program's command lines run in this process, with the console caught. Only for tests that do not run beside others.</summary>
internal static class InProcess
{
    internal sealed record Outcome(int ExitCode, string Output, string Errors);

    public static async Task<Outcome> Run(params string[] arguments)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var caughtOutput = new StringWriter();
        using var caughtErrors = new StringWriter();
        Console.SetOut(caughtOutput);
        Console.SetError(caughtErrors);
        try
        {
            var code = await Root.RunAsync(arguments, TimeProvider.System, CancellationToken.None);
            return new Outcome(code, caughtOutput.ToString(), caughtErrors.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
