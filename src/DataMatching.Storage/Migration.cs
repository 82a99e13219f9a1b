using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace DataMatching.Storage;

/// <summary>One numbered .sql file of a database; what is applied is never changed, only followed by another.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>The table in which a database notes what was applied to it.</summary>
    public const string Ledger = "schema_migration";

    /// <summary>Makes the table in which a database notes what was applied to it.</summary>
    public const string CreateLedger = "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)";

    /// <summary>SHA-256 of the text with LF line ends, so that a check-out on Windows counts as the same.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The program's migrations for a database, in order of number.</summary>
    public static IReadOnlyList<Migration> Of(Dialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var found = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var path = resource.Replace('\\', '/');
            if (!path.StartsWith(dialect.Migrations, StringComparison.Ordinal)) continue;
            var name = path[dialect.Migrations.Length..];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var number = int.Parse(name.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture);
            found.Add(new Migration(number, name, reader.ReadToEnd().ReplaceLineEndings("\n")));
        }

        return found.OrderBy(m => m.Number).ToList();
    }

    /// <summary>Brings the database up to date, one transaction a migration; two programs that start at once don't disturb each other.</summary>
    /// <param name="keys">Null where there are no data yet.</param>
    /// <returns>The names of those that this call applied.</returns>
    /// <exception cref="KeyRingException">Data are to be moved, and the keys are not theirs.</exception>
    /// <exception cref="StoreException">An applied migration was changed since, the database is of a newer program, or a copy into it was not finished.</exception>
    public static IReadOnlyList<string> Apply(Dialect dialect, TimeProvider clock, IReadOnlyList<Migration> migrations, KeyRing? keys)
    {
        using var connection = dialect.ConnectAlone();
        using (var transaction = dialect.Write(connection))
        {
            foreach (var statement in dialect.Translate(CreateLedger)) connection.Execute(statement, transaction: transaction);
            transaction.Commit();
        }

        UnfinishedCopy.Refuse(connection, dialect);
        List<string> applied = [];
        foreach (var migration in migrations)
        {
            using var transaction = dialect.Write(connection);
            if (!IsApplied(connection, transaction, migration))
            {
                foreach (var statement in dialect.Translate(migration.Sql)) connection.Execute(statement, transaction: transaction);
                if (migration.Number == MoveFacts.Migration) MoveFacts.Run(connection, transaction, dialect, keys);
                if (migration.Number == MoveContents.Migration) MoveContents.Run(connection, transaction, dialect, keys);
                connection.Execute(
                    "INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (@Number, @Name, @Sha256, @At)",
                    new { migration.Number, migration.Name, migration.Sha256, At = Iso.Of(clock.GetUtcNow()) }, transaction);
                applied.Add(migration.Name);
            }

            transaction.Commit();
        }

        RefuseNewer(connection, migrations);
        return applied;
    }

    /// <summary>Sees whether the database is of this program's version; changes nothing.</summary>
    /// <exception cref="OlderDatabaseException">It lacks a migration.</exception>
    /// <exception cref="StoreException">An applied migration was changed since, the database is of a newer program, or a copy into it was not finished.</exception>
    public static void Check(Dialect dialect, IReadOnlyList<Migration> migrations)
    {
        using var connection = dialect.ConnectAlone();
        UnfinishedCopy.Refuse(connection, dialect);
        foreach (var migration in migrations)
        {
            if (IsApplied(connection, null, migration)) continue;
            throw new OlderDatabaseException($"The database is of an older version: it lacks migration {migration.Name}. 'datamatching db migrate' (or the next night) brings it up to date; "
                + "back up data/ before. Nothing was changed.");
        }

        RefuseNewer(connection, migrations);
    }

    private static void RefuseNewer(DbConnection connection, IReadOnlyList<Migration> migrations)
    {
        var last = connection.ExecuteScalar<long?>("SELECT MAX(number) FROM schema_migration") ?? 0;
        if (last > migrations.Count)
            throw new StoreException($"The database has had migration {last}, this program knows {migrations.Count}: it was opened by a newer version. Use that version, or restore the backup made before it.");
    }

    private static bool IsApplied(DbConnection connection, DbTransaction? transaction, Migration migration)
    {
        var applied = connection.ExecuteScalar<string?>("SELECT sha256 FROM schema_migration WHERE number = @Number", new { migration.Number }, transaction);
        if (applied is null) return false;
        if (string.Equals(applied, migration.Sha256, StringComparison.Ordinal)) return true;
        throw new StoreException(
            $"Migration {migration.Name} was applied to this database with another content (SHA-256 {applied}) than this program's ({migration.Sha256}). "
            + "An applied migration must not be changed: restore the file and add a new one.");
    }
}
