using Npgsql;

namespace DataMatching.Benchmarks.Nights;

/// <summary>
/// A site's database as it was at one moment, to go on from again and again: of SQLite a copy of the file, of PostgreSQL another database made after it. The lists go with it. Nobody may work on the
/// site meanwhile.
/// </summary>
internal sealed class SiteDatabaseCopy(string site)
{
    /// <summary>The connection string of an empty PostgreSQL database whose account may make databases; unset: SQLite.</summary>
    public const string Variable = "DM_BENCHMARK_CONNECTION";

    private const string Database = "datamatching.db", Suffix = "_kept";
    private readonly string _kept = Path.Combine(site, "kept");

    public static string? Connection => Environment.GetEnvironmentVariable(Variable);

    public static string Product => Connection is null ? "SQLite" : "PostgreSQL";

    private string Data => Path.Combine(site, "data");

    private string Lists => Path.Combine(site, "lists");

    /// <summary>Without a database, lists and copies, as before <c>init</c>; the keys stay.</summary>
    public void Clear()
    {
        Delete(_kept);
        Delete(Lists);
        foreach (var file in Directory.Exists(Data) ? Directory.GetFiles(Data, Database + "*") : []) File.Delete(file);
        if (Connection is null) return;
        var name = DatabaseName;
        Execute($"DROP DATABASE IF EXISTS \"{name}{Suffix}\"", $"DROP DATABASE IF EXISTS \"{name}\"", $"CREATE DATABASE \"{name}\"");
    }

    public void Keep()
    {
        Delete(_kept);
        Copy(Lists, Path.Combine(_kept, "lists"));
        if (Connection is null)
        {
            foreach (var file in Directory.GetFiles(Data, Database + "*")) File.Copy(file, Path.Combine(_kept, Path.GetFileName(file)));
            return;
        }

        Execute($"DROP DATABASE IF EXISTS \"{DatabaseName}{Suffix}\"", $"CREATE DATABASE \"{DatabaseName}{Suffix}\" TEMPLATE \"{DatabaseName}\"");
    }

    public void Restore()
    {
        Delete(Lists);
        Copy(Path.Combine(_kept, "lists"), Lists);
        if (Connection is not null)
        {
            Execute($"DROP DATABASE \"{DatabaseName}\"", $"CREATE DATABASE \"{DatabaseName}\" TEMPLATE \"{DatabaseName}{Suffix}\"", "CHECKPOINT");
            return;
        }

        foreach (var file in Directory.GetFiles(Data, Database + "*")) File.Delete(file);
        foreach (var file in Directory.GetFiles(_kept, Database + "*"))
        {
            var to = Path.Combine(Data, Path.GetFileName(file));
            File.Copy(file, to);
            using var written = File.Open(to, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }
    }

    /// <summary>Megabytes of the database.</summary>
    public double Megabytes()
    {
        if (Connection is null) return Directory.GetFiles(Data, Database + "*").Sum(f => new FileInfo(f).Length) / 1e6;
        using var connection = Maintenance();
        using var command = new NpgsqlCommand($"SELECT pg_database_size('{DatabaseName}')", connection);
        return (long)command.ExecuteScalar()! / 1e6;
    }

    private static string DatabaseName => new NpgsqlConnectionStringBuilder(Connection).Database is { } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? name : throw new InvalidOperationException($"{Variable}: expected a database whose name is of letters, digits and _");

    private static NpgsqlConnection Maintenance()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Database = "postgres", Pooling = false, CommandTimeout = 0 }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Execute(params string[] statements)
    {
        using var connection = Maintenance();
        foreach (var statement in statements)
        {
            using var command = new NpgsqlCommand(statement, connection);
            command.ExecuteNonQuery();
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!Directory.Exists(from)) return;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
