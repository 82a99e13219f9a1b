using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace DataMatching.Storage.Schema;

/// <summary>Brings the schema up to date by numbered scripts, each applied once and remembered with its checksum.</summary>
internal static class Migrations
{
    /// <exception cref="SchemaException">An applied script was changed, or the database is newer than the program.</exception>
    public static void Apply(Database database)
    {
        database.Connection.Execute("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)");
        var scripts = Scripts(database.Dialect.Migrations);
        database.Atomically(transaction =>
        {
            var applied = database.Connection.Query<(string Name, string Sha256)>("SELECT name, sha256 FROM schema_migration", transaction: transaction)
                .ToDictionary(a => a.Name, a => a.Sha256, StringComparer.Ordinal);
            foreach (var unknown in applied.Keys.Where(a => scripts.All(s => s.Name != a)).Order(StringComparer.Ordinal))
                throw new SchemaException($"The database has the migration {unknown}, which this program does not know. Use the newer program that wrote it.");
            foreach (var (name, sql) in scripts)
            {
                var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
                if (applied.TryGetValue(name, out var before))
                {
                    if (before != sha256) throw new SchemaException($"The migration {name} is another than the one that was applied. Migrations are never changed; install the original program.");
                    continue;
                }

                database.Connection.Execute(sql, transaction: transaction);
                database.Connection.Execute("INSERT INTO schema_migration (name, sha256, applied_at) VALUES (@name, @sha256, @at)", new { name, sha256, at = database.Now }, transaction);
            }
        });
    }

    internal static IReadOnlyList<(string Name, string Sql)> Scripts(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = new List<(string, string)>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.Replace('\\', '/').StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            scripts.Add((resource.Replace('\\', '/')[folder.Length..], reader.ReadToEnd().ReplaceLineEndings("\n")));
        }

        return scripts;
    }
}

/// <summary>A database whose schema this program must not touch.</summary>
public sealed class SchemaException(string message) : Exception(message);
