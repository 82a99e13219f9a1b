using System.Data;
using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>
/// The right to run nights and quarters on a database that several nodes share: one holds it at a time, on a connection of its own; the server takes it back when that ends, however it ends.
/// </summary>
public sealed class WorkRight : IDisposable
{
    /// <summary>A server that does not answer takes the right back by itself.</summary>
    private const int SecondsToReturn = 5;

    private readonly Dialect? _dialect;
    private readonly DbConnection? _connection;
    private readonly Lock _asking = new();

    private WorkRight(Dialect? dialect, DbConnection? connection) => (_dialect, _connection) = (dialect, connection);

    /// <summary>Of a database that no two nodes share.</summary>
    internal static WorkRight Nobodys => new(null, null);

    /// <summary>Null while another node has it. Where the database is a file, the lock of the site's folder is that right.</summary>
    internal static WorkRight? Take(Dialect dialect)
    {
        var connection = dialect.Server is null ? null : dialect.ConnectAlone();
        try
        {
            if (connection is null || dialect.TakeWorkRight(connection)) return new WorkRight(dialect, connection);
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
            lock (_asking) return _dialect!.HasWorkRight(_connection);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>Gives it back: a server notices that a connection was closed only a moment later, and who asks next would be refused.</summary>
    public void Dispose()
    {
        if (_connection is null) return;

        // Whoever asks about it just now may wait for a server that does not answer.
        if (_asking.TryEnter())
        {
            try
            {
                if (_connection.State == ConnectionState.Open) _dialect!.ReturnWorkRight(_connection, SecondsToReturn);
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
            {
                // The connection is lost, and the right with it.
            }
            finally
            {
                _asking.Exit();
            }
        }

        _connection.Dispose();
    }
}
