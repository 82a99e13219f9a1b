using System.Globalization;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;

namespace DataMatching.App.Nodes;

/// <summary>How a process takes part. <paramref name="Hands"/>: units at the same time. <paramref name="Deliveries"/>: it reaches the drop folder, and may match.</summary>
internal sealed record NodeOptions(int Hands, bool Deliveries = true)
{
    /// <summary>Joins the other nodes where the database is a server; alone on a file.</summary>
    public static void Join(Site site, NodeOptions? options = null, string? name = null)
    {
        if (site.Store.Server is null) return;
        var node = new Node(site, name ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}"));
        site.Join(node, QuartzEngine.Start(node, options ?? new NodeOptions(Environment.ProcessorCount)));
    }
}
