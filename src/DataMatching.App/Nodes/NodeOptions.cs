using System.Globalization;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;

namespace DataMatching.App.Nodes;

/// <summary>How a process takes part. <paramref name="Hands"/>: units at the same time. <paramref name="Deliveries"/>: it reaches the drop folder, and may match.</summary>
internal sealed record NodeOptions(int Hands, bool Deliveries = true)
{
    /// <summary>Hands the site's units to the engine that it is configured for, together with the other nodes where the database is a server.</summary>
    public static void Join(Site site, NodeOptions? options = null, string? name = null)
    {
        var node = new Node(site, name ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}"));
        if (Engines.Start(node, options ?? new NodeOptions(Environment.ProcessorCount)) is { } engine) site.Join(node, engine);
    }
}
