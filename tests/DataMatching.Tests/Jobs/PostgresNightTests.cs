using DataMatching.Tests.Sql;

namespace DataMatching.Tests.Jobs;

/// <summary>A whole site on PostgreSQL.</summary>
[TestClass]
public sealed class PostgresNightTests
{
    [TestMethod]
    public void Nights_and_a_quarter_on_PostgreSQL_write_the_same_bytes_as_on_SQLite()
    {
        using var server = PostgresServer.Needed(PostgresServer.TryStart());
        ServerNights.AreTheSame("postgresql", server.Connection(server.NewDatabase(), pooled: 30));
    }
}
