namespace DataMatching.Connectors.Transports.Sql;

/// <summary>
/// One rule for every database: our numbers go over an encrypted line to a server that proves who it is. Not needed on this machine, and not asked where the settings give the reason
/// (<see cref="SqlSettings.Unencrypted"/>).
/// </summary>
internal static class SafeLine
{
    /// <summary>What a certificate means that does not hold.</summary>
    public const string Untrusted =
        "the server did not prove who it is (its certificate is not trusted, or is of another name), or speaks no TLS that is safe; nothing was sent. Have the agency's certificate or its authority's at hand, and give it in the connection string";

    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "::1"];

    /// <param name="fault">The words of the connection string that let numbers go in the open or to anybody; null when none do.</param>
    /// <param name="hosts">Every machine that the connection string names; a socket of this machine begins with a slash.</param>
    /// <exception cref="TransportException">It is not safe, and nothing says that it need not be.</exception>
    public static void Demand(SqlSettings settings, string? fault, IEnumerable<string> hosts, string expected)
    {
        if (fault is null || settings.Unencrypted is not null || hosts.All(IsHere)) return;
        throw new TransportException(
            $"the connection string at {settings.Connection.Place} lets numbers go unencrypted, or to anybody ({fault}); expected {expected}; where the agency's server cannot, \"unencrypted\" of the source gives the reason");
    }

    private static bool IsHere(string host) => host.StartsWith('/') || ThisMachine.Contains(host, StringComparer.OrdinalIgnoreCase);
}
