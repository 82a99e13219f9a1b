using System.CommandLine;
using System.Text.Json;
using DataMatching.App;

namespace DataMatching.Tests.App;

/// <summary>The program's command line within the test's own process, on a site of its own and at a time of its own.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("datamatching-app-");

    public SettableClock Clock { get; } = new() { Now = new DateTimeOffset(2026, 10, 1, 1, 0, 0, TimeSpan.Zero) };
    public string Site => At("site");

    public string At(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    /// <summary>Runs a command on <see cref="Site"/>.</summary>
    public Outcome Run(params string[] arguments) => RunBare(["--site", Site, .. arguments]);

    /// <summary>Runs exactly these arguments.</summary>
    public Outcome RunBare(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var streams = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = errors };
        var code = Root.Run(arguments, Clock, streams, CancellationToken.None).GetAwaiter().GetResult();
        return new Outcome(code, output.ToString(), errors.ToString());
    }

    /// <summary>What the site's log of failures holds; empty when nothing failed unexpectedly.</summary>
    public string Failures => File.Exists(At("site", "data", "logs", "failures.log")) ? File.ReadAllText(At("site", "data", "logs", "failures.log")) : "";

    public Outcome Init()
    {
        var made = Run("init");
        Assert.AreEqual(0, made.Code, made.Errors);
        return made;
    }

    public void Dispose() => _folder.Delete(true);

    internal sealed record Outcome(int Code, string Output, string Errors)
    {
        /// <summary>Standard output as the one document it has to be.</summary>
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }

    internal sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
        public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;
        public override TimeZoneInfo LocalTimeZone => Zone;
    }
}
