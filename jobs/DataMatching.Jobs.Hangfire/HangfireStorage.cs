using System.Data.Common;
using DataMatching.Storage;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;

namespace DataMatching.Jobs.Hangfire;

/// <summary>Where Hangfire keeps its jobs: beside the site's data in the same server, in the schema <see cref="Schema"/>; in memory where the site's database is a file, of which one process is the only node.</summary>
public static class HangfireStorage
{
    public const string Schema = "hangfire";

    /// <summary>After that long without a sign of life of the node that has it, a job is handed to another.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), Lock = TimeSpan.FromMinutes(1);

    /// <exception cref="StoreException">Its tables are missing and cannot be made, or are of another version.</exception>
    public static JobStorage Of(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.Store.Server is not { } server) return new InMemoryStorage();
        try
        {
            JobStorage? storage = null;
            // Two nodes that start at once must not both make Hangfire's tables.
            site.Store.Alone(() => storage = server.Kind == "postgresql" ? Postgres(server.Connection) : new SqlServerStorage(server.Connection, SqlServerOptions()));
            // Hangfire only notes a fault of its tables, and goes on.
            using var connection = storage!.GetConnection();
            connection.GetAllEntriesFromHash(nameof(Schema));
            return storage;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            throw new StoreException(
                $"Hangfire cannot work on the site's database: its tables (schema {Schema}) are missing and this account may not make them, or are of another version. Let an account that may make a schema run a night or a worker once, "
                + $"or make the schema {Schema} for this account ('CREATE SCHEMA {Schema} AUTHORIZATION …'), or set \"engine\" in config/site.json to \"quartz\".", e);
        }
    }

    private static PostgreSqlStorage Postgres(string connection)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            QueuePollInterval = Look,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = Gone,
            DistributedLockTimeout = Lock,
            AllowDegradedModeWithoutStorage = false,
            StartupConnectionMaxRetries = 0,
            EnableTransactionScopeEnlistment = false,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
    }

    internal static SqlServerStorageOptions SqlServerOptions() => new()
    {
        SqlClientFactory = SqlClientFactory.Instance,
        SchemaName = Schema,
        QueuePollInterval = Look,
        SlidingInvisibilityTimeout = Gone,
        DisableGlobalLocks = true,
    };
}
