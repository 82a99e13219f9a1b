using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DataMatching.Storage.Sqlite;

/// <summary>
/// Open connections to one file, each lent to one owner at a time. The driver's own pool may lend one to two (dotnet/efcore#39008, every version so far):
/// while an owner gives one back or takes one, another's search for forgotten ones can take it for forgotten. docs/decisions/0020.
/// </summary>
/// <param name="open">Opens a new one, which the driver doesn't keep.</param>
internal sealed class SqlitePool(Func<SqliteConnection> open)
{
    /// <summary>The most that are kept idle; each keeps up to 16 MiB of pages.</summary>
    internal const int MostIdle = 8;

    private readonly Lock _lock = new();
    private readonly Stack<SqliteConnection> _idle = [];
    private int _releases;

    /// <summary>An open connection until it is closed or disposed.</summary>
    /// <exception cref="SqliteException">None is idle, and the file cannot be opened.</exception>
    public DbConnection Lend()
    {
        int since;
        lock (_lock)
        {
            since = _releases;
            if (_idle.TryPop(out var idle)) return new Lent(this, idle, since);
        }

        var made = open();
        made.Handle!.enable_sqlite3_next_stmt(true);
        return new Lent(this, made, since);
    }

    /// <summary>Closes those that are idle; those that are lent are closed when they come back.</summary>
    public void Release()
    {
        SqliteConnection[] idle;
        lock (_lock)
        {
            _releases++;
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var connection in idle) connection.Dispose();
    }

    /// <summary>The driver's connection behind one that a <see cref="SqliteDialect"/> gave, lent or not.</summary>
    /// <exception cref="ObjectDisposedException">It has been given back.</exception>
    public static SqliteConnection Driver(DbConnection connection) => connection is Lent lent ? lent.Inner : (SqliteConnection)connection;

    private void GiveBack(SqliteConnection connection, int since)
    {
        if (AsNew(connection))
        {
            lock (_lock)
            {
                if (since == _releases && _idle.Count < MostIdle)
                {
                    _idle.Push(connection);
                    return;
                }
            }
        }

        connection.Dispose();
    }

    /// <summary>False when its owner left a transaction or a reader open: the driver ends them as it closes the connection.</summary>
    private static bool AsNew(SqliteConnection connection)
    {
        if (connection.State != ConnectionState.Open || raw.sqlite3_get_autocommit(connection.Handle) == 0) return false;
        for (var statement = raw.sqlite3_next_stmt(connection.Handle, null); statement is not null; statement = raw.sqlite3_next_stmt(connection.Handle, statement))
        {
            if (raw.sqlite3_stmt_busy(statement) != 0) return false;
        }

        return true;
    }

    /// <summary>One owner's hold of a connection; closing it a second time does nothing, whoever has the connection then.</summary>
    private sealed class Lent(SqlitePool pool, SqliteConnection connection, int since) : DbConnection
    {
        private SqliteConnection? _inner = connection;

        public SqliteConnection Inner => _inner ?? throw new ObjectDisposedException(nameof(SqliteConnection));

        [AllowNull]
        public override string ConnectionString
        {
            get => Inner.ConnectionString;
            set => throw new NotSupportedException("A connection that is lent stays with its file.");
        }

        public override string Database => Inner.Database;
        public override string DataSource => Inner.DataSource;
        public override string ServerVersion => Inner.ServerVersion;
        public override ConnectionState State => _inner?.State ?? ConnectionState.Closed;

        public override void ChangeDatabase(string databaseName) => Inner.ChangeDatabase(databaseName);

        /// <exception cref="ObjectDisposedException">It has been given back: another is to be lent.</exception>
        public override void Open() => Inner.Open();

        public override void Close()
        {
            if (Interlocked.Exchange(ref _inner, null) is { } inner) pool.GiveBack(inner, since);
        }

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Inner.BeginTransaction(isolationLevel);

        protected override DbCommand CreateDbCommand() => Inner.CreateCommand();

        protected override void Dispose(bool disposing)
        {
            if (disposing) Close();
            base.Dispose(disposing);
        }
    }
}
