using System.Text;
using Spectre.Console;

namespace DataMatching.App.Screen;

/// <summary>Standard output that is taken to be wide when it is not a terminal, so that tables are not broken in logs.</summary>
internal sealed class WideOutput(TextWriter writer) : IAnsiConsoleOutput
{
    private const int Columns = 160;
    private readonly AnsiConsoleOutput _output = new(writer);

    public TextWriter Writer => _output.Writer;
    public bool IsTerminal => _output.IsTerminal;
    public int Width => IsTerminal ? _output.Width : Columns;
    public int Height => _output.Height;

    public void SetEncoding(Encoding encoding) => _output.SetEncoding(encoding);
}
