using System.Globalization;
using System.Security.Cryptography;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;

namespace DataMatching.App.Nodes;

/// <summary>How a process takes part. <paramref name="Hands"/>: units at the same time. <paramref name="Deliveries"/>: it reaches the drop folder, and may match.</summary>
internal sealed record NodeOptions(int Hands, bool Deliveries = true)
{
    private const int BytesOfMark = 4;

    /// <summary>Hands the site's units to the engine that it is configured for, together with the other nodes where the database is a server.</summary>
    /// <param name="name">What the node is called; null: the machine and the process. Two that are called the same are two nodes all the same: each has a mark of its own behind its name.</param>
    public static void Join(Site site, NodeOptions? options = null, string? name = null)
    {
        var node = new Node(site, Marked(name ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}")));
        if (Engines.Start(node, options ?? new NodeOptions(Environment.ProcessorCount)) is { } engine) site.Join(node, engine);
    }

    /// <summary>The name with a mark behind it that no other process has: an engine hands the work of a node to whoever is called as it.</summary>
    internal static string Marked(string name) => $"{name}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BytesOfMark))}";
}
