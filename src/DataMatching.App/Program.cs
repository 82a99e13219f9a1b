using System.Text;
using DataMatching.App;

Console.OutputEncoding = new UTF8Encoding(false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await Root.RunAsync(args, TimeProvider.System, stop.Token);
