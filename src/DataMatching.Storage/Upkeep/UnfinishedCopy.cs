using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>
/// The mark of a database into which data are being copied: set before the first row, taken away after the last was verified. It stands among the migrations with a number that none
/// has, so that a program that knows nothing of it takes the database for one of a newer version and refuses it too.
/// </summary>
internal static class UnfinishedCopy
{
    public const int Number = int.MaxValue;

    private const string Name = "unfinished-copy";

    public static void Set(DbConnection connection, DbTransaction transaction, string now) =>
        connection.Execute("INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (@Number, @Name, '-', @Now)", new { Number, Name, Now = now }, transaction);

    public static void Remove(DbConnection connection, DbTransaction transaction) => connection.Execute("DELETE FROM schema_migration WHERE number = @Number", new { Number }, transaction);

    /// <summary>When the copy was begun; null: the database is whole.</summary>
    public static string? Since(DbConnection connection, DbTransaction? transaction) =>
        connection.ExecuteScalar<string?>("SELECT applied_at FROM schema_migration WHERE number = @Number", new { Number }, transaction);

    /// <exception cref="StoreException">The mark is there.</exception>
    public static void Refuse(DbConnection connection, Dialect dialect)
    {
        if (Since(connection, null) is { } since) throw new StoreException(Words(since, dialect));
    }

    public static string Words(string since, Dialect dialect) =>
        $"This database holds a copy that was begun at {since} (UTC) and is not finished: 'datamatching db copy' is at work on it, or was ended half way. The site's data are whole where they were copied from. "
        + $"If no copy is at work, empty it ({dialect.Upkeep.HowToEmpty}) and copy again.";
}
