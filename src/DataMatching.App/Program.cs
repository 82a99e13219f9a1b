using System.CommandLine;
using System.Text;
using DataMatching.App;

Console.OutputEncoding = new UTF8Encoding(false);
using var stop = new StopSignals();
var parsed = Root.Make(TimeProvider.System).Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
return parsed.Errors.Count > 0 ? Guard.Misused : code;
