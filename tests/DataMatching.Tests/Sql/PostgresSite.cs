using DataMatching.Tests.App;

namespace DataMatching.Tests.Sql;

/// <summary>A site whose data lie in a new database of a PostgreSQL.</summary>
internal static class PostgresSite
{
    /// <summary>The site that <c>init</c> made keeps nothing in a file from now on.</summary>
    public static void Use(CommandLine line, PostgresServer server) => ServerSite.Use(line, "postgresql", server.Connection(server.NewDatabase(), pooled: 30));
}
