using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Reports;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Sql;

/// <summary>An agency's database, a site that has the secret for it, and the landing of what is brought.</summary>
internal abstract class AskedAgency : IDisposable
{
    public const int People = 250;
    private readonly TemporaryFolder _site = new();

    public JumpingClock Clock { get; } = new(TimeSpan.FromDays(1));
    public MemoryLanding Landing { get; set; } = new();

    /// <summary>What was committed, sorted, since a database promises no order.</summary>
    public string Rows => string.Join('\n', Landing.Text.Split('\n').Order(StringComparer.Ordinal));

    /// <summary>The connection string the site is given, as <c>file:connection</c>.</summary>
    protected abstract string Secret { get; }

    public void Bring(SqlSettings settings, int people = People, int rowsOfCommit = 200_000, CancellationToken cancel = default)
    {
        SecretFile.Write(Path.Combine(_site.Path, "connection"), Secret);
        settings.OpenWith(new TransportSite(_site.Path, Clock), rowsOfCommit).Bring(Orders.Of(settings, people), Landing, cancel);
    }

    public void Dispose() => _site.Dispose();
}
