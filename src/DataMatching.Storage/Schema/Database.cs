using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;

namespace DataMatching.Storage.Schema;

/// <summary>What differs between databases. One SQL text serves all; a dialect says how to connect and where its migrations are.</summary>
internal abstract class Dialect
{
    /// <summary>Folder of the migrations, such as <c>Sqlite/Migrations/</c>.</summary>
    public abstract string Migrations { get; }

    public abstract DbConnection Connect();

    /// <summary>Makes a table that lasts as long as the connection, with one text or integer key column named k.</summary>
    public abstract string CreateKeys(string name, string type);

    /// <summary>An insert that leaves an equal key alone.</summary>
    public abstract string InsertUnlessThere(string insert);
}

/// <summary>One connection and the transactions on it. Dates are ISO text, money whole fen, so that all databases hold and sort them alike.</summary>
internal sealed class Database : IDisposable
{
    private readonly Dialect _dialect;

    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public Database(Dialect dialect, TimeProvider clock)
    {
        _dialect = dialect;
        Clock = clock;
        Connection = dialect.Connect();
    }

    public DbConnection Connection { get; }
    public TimeProvider Clock { get; }
    public Dialect Dialect => _dialect;

    public string Now => Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Runs in one transaction: all of it or nothing.</summary>
    public T Atomically<T>(Func<DbTransaction, T> work)
    {
        using var transaction = Connection.BeginTransaction(IsolationLevel.Serializable);
        var result = work(transaction);
        transaction.Commit();
        return result;
    }

    public void Atomically(Action<DbTransaction> work) => Atomically<object?>(t =>
    {
        work(t);
        return null;
    });

    /// <summary>Fills a temporary table of keys, so that a statement can be limited to any number of them.</summary>
    public string Keys<T>(string name, string type, IEnumerable<T> keys)
    {
        Connection.Execute(_dialect.CreateKeys(name, type));
        Connection.Execute($"DELETE FROM {name}");
        using var transaction = Connection.BeginTransaction();
        using var insert = new PreparedInsert(Connection, transaction, _dialect.InsertUnlessThere($"INSERT INTO {name} (k) VALUES (@p0)"), 1);
        foreach (var key in keys) insert.Add(key);
        transaction.Commit();
        return name;
    }

    public void Dispose() => Connection.Dispose();

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A statement prepared once and run for many rows: the fast way in on SQLite.</summary>
internal sealed class PreparedInsert : IDisposable
{
    private readonly DbCommand _command;

    public PreparedInsert(DbConnection connection, DbTransaction transaction, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = "@p" + i.ToString(CultureInfo.InvariantCulture);
            _command.Parameters.Add(parameter);
        }
    }

    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
