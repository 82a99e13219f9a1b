using System.CommandLine;
using System.Text;
using DataMatching.App;
using DataMatching.App.Commands;

Console.OutputEncoding = new UTF8Encoding(false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await Root.Make(TimeProvider.System).Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, stop.Token);
