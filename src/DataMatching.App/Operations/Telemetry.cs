using System.Globalization;
using DataMatching.Jobs;
using DataMatching.Jobs.Operating;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DataMatching.App.Operations;

/// <summary>
/// Sends metrics and spans of this process by OTLP (HTTP, protobuf): metrics once a minute and at the end. A receiver that is away costs the work nothing; what it misses of spans is lost, metrics are sums.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const int PatienceMilliseconds = 2000;
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _spans;

    /// <param name="endpoint">Without a path.</param>
    public Telemetry(Uri endpoint)
    {
        // Nothing of the machine but its name: no user, no command line.
        var resource = ResourceBuilder.CreateEmpty().AddService(
            "datamatching", serviceVersion: Site.ProgramVersion, autoGenerateServiceInstanceId: false,
            serviceInstanceId: string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}"));
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Measures.Source).AddOtlpExporter(o => To(o, endpoint, "v1/metrics")).Build();
        _spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Measures.Source).AddOtlpExporter(o => To(o, endpoint, "v1/traces")).Build();
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _spans.Dispose();
    }

    private static void To(OtlpExporterOptions options, Uri endpoint, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(endpoint, path);
        options.TimeoutMilliseconds = PatienceMilliseconds;
        // Where the settings say, and nowhere else.
        options.HttpClientFactory = () => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromMilliseconds(PatienceMilliseconds) };
    }
}
