using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>One prepared insert, used for row after row within a transaction.</summary>
internal sealed class Bulk : IDisposable
{
    private readonly DbCommand _command;

    public Bulk(DbConnection connection, DbTransaction transaction, string table, params string[] columns)
        : this(connection, transaction, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(Parameter))})", columns.AsSpan())
    {
    }

    private Bulk(DbConnection connection, DbTransaction transaction, string statement, ReadOnlySpan<string> columns)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = statement;
        foreach (var column in columns)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = Parameter(column);
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>An insert that answers with the new id.</summary>
    public static Bulk ForId(Dialect dialect, DbConnection connection, DbTransaction transaction, string table, params string[] columns) =>
        new(connection, transaction, dialect.InsertForId(table, columns), columns.AsSpan());

    public static string Parameter(string column) => "@" + column.Replace("_", "", StringComparison.Ordinal);

    /// <summary>Values in the order of the columns; null for none.</summary>
    public void Add(params ReadOnlySpan<object?> values)
    {
        Set(values);
        _command.ExecuteNonQuery();
    }

    /// <summary>The same for an insert made by <see cref="ForId"/>.</summary>
    public long AddForId(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return (long)_command.ExecuteScalar()!;
    }

    private void Set(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    public void Dispose() => _command.Dispose();
}
