using System.CommandLine;
using System.Text;
using DataMatching.App;

Console.OutputEncoding = new UTF8Encoding(false);
using var stop = new StopSignals();
return await Root.Run(args, TimeProvider.System, new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
