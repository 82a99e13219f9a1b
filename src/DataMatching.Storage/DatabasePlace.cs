using DataMatching.Storage.Postgres;
using DataMatching.Storage.Sqlite;
using DataMatching.Storage.SqlServer;

namespace DataMatching.Storage;

/// <summary>A make of database that holds a site's data.</summary>
public enum DatabaseKind { Sqlite, PostgreSql, SqlServer }

/// <summary>What kinds of databases are called.</summary>
public static class DatabaseKinds
{
    /// <summary>As config/site.json and <c>db copy --kind</c> call it.</summary>
    public static string Word(this DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => "sqlite",
        DatabaseKind.PostgreSql => "postgresql",
        _ => "sqlserver",
    };

    /// <summary>As its makers call it.</summary>
    public static string Product(this DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => "SQLite",
        DatabaseKind.PostgreSql => "PostgreSQL",
        _ => "SQL Server",
    };

    /// <summary>The kind that a word calls; null when none.</summary>
    public static DatabaseKind? Find(string? word) => Enum.GetValues<DatabaseKind>().Cast<DatabaseKind?>().FirstOrDefault(k => k!.Value.Word() == word);
}

/// <summary>Where a site's database is. <paramref name="At"/>: the file of a SQLite; of a server its connection string, which holds the password and is told nowhere.</summary>
public sealed record DatabasePlace(DatabaseKind Kind, string At)
{
    /// <param name="looking">True reads what is there and makes nothing.</param>
    /// <exception cref="StoreException">It is no connection string of that kind, or none that keeps the line safe.</exception>
    internal Dialect Dialect(bool looking = false) => Kind switch
    {
        DatabaseKind.Sqlite => new SqliteDialect(At, looking),
        DatabaseKind.PostgreSql => new PostgresDialect(At, looking),
        _ => new SqlServerDialect(At, looking),
    };

    public override string ToString() => Kind.Word();
}
