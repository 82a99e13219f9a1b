using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>
/// The right to run nights and quarters on a database that several nodes share: one holds it at a time, on a connection of its own; the server takes it back when that ends, however it ends.
/// </summary>
public sealed class WorkRight : IDisposable
{
    private readonly Func<DbConnection, bool> _isHeld;
    private readonly DbConnection? _connection;
    private readonly Lock _asking = new();

    internal WorkRight(DbConnection? connection, Func<DbConnection, bool> isHeld) => (_connection, _isHeld) = (connection, isHeld);

    /// <summary>Of a database that no two nodes share.</summary>
    internal static WorkRight Nobodys => new(null, _ => true);

    /// <summary>Null while another node has it. Where the database is a file, the lock of the site's folder is that right.</summary>
    internal static WorkRight? Take(Dialect dialect)
    {
        var connection = dialect.Server is null ? null : dialect.ConnectAlone();
        try
        {
            if (connection is null || dialect.TakeWorkRight(connection)) return new WorkRight(connection, dialect.HasWorkRight);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }

        connection.Dispose();
        return null;
    }

    /// <summary>Asks the server. False: the connection was lost, and another node may have begun to work.</summary>
    public bool IsHeld()
    {
        if (_connection is null) return true;
        try
        {
            lock (_asking) return _isHeld(_connection);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    public void Dispose() => _connection?.Dispose();
}
