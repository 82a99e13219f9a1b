using DataMatching.Tests.Sql;
using DataMatching.Tests.Storage;

namespace DataMatching.Tests.Units;

/// <summary>Quartz's cluster on a SQL Server.</summary>
[TestClass]
[NeedsSqlServer]
[TestCategory(NeedsSqlServerAttribute.Category)]
[DoNotParallelize] // Babelfish ends by a fault of its own when several databases are made at once
public sealed class SqlServerQuartzEngineTests : ClusterCompliance
{
    private readonly Lazy<SqlServerDatabase> _database = new(() => new SqlServerDatabase());

    public override void Dispose()
    {
        base.Dispose();
        if (_database.IsValueCreated) _database.Value.Dispose();
    }

    private protected override void Prepare() => ServerSite.Use(Line, "sqlserver", _database.Value.Connection);
}
