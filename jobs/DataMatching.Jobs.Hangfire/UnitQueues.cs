using System.Security.Cryptography;
using System.Text;
using DataMatching.Jobs.Units;

namespace DataMatching.Jobs.Hangfire;

/// <summary>
/// The queues of the nodes that judge and read alike. Nodes of another version, another configuration or another site are served by other queues, and are handed nothing of these.
/// </summary>
/// <param name="Judging">Everything but deliveries, and the joins.</param>
/// <param name="Deliveries">Deliveries: served one at a time, and only by nodes that reach the drop folder.</param>
public sealed record UnitQueues(string Judging, string Deliveries)
{
    public static UnitQueues Of(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var alike = $"{site.Store.Mark} {Site.ProgramVersion} {Node.Configuration(site.Configuration)}";
        // Hangfire takes a-z, 0-9, _ and - in at most 50 places.
        var name = $"{Site.ProgramVersion.Replace('.', '-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(alike)))[..12]}";
        return new UnitQueues("units-" + name, "deliveries-" + name);
    }

    /// <summary>The queue of a step's units.</summary>
    public string For(string step) => step == IEngine.Deliveries ? Deliveries : Judging;
}
