using DataMatching.Tests.Storage;

namespace DataMatching.Tests.Jobs;

/// <summary>A whole site on SQL Server; run by <see cref="Sql.SqlServerNightRuns"/> where there is one.</summary>
public abstract class SqlServerNightTests
{
    [TestMethod]
    public void Nights_and_a_quarter_on_SQL_Server_write_the_same_bytes_as_on_SQLite()
    {
        using var database = new SqlServerDatabase();
        ServerNights.AreTheSame("sqlserver", database.Connection);
    }
}
