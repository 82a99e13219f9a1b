using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>One prepared insert, used for row after row within a transaction.</summary>
internal sealed class Bulk : IDisposable
{
    private readonly DbCommand _command;

    public Bulk(DbConnection connection, DbTransaction transaction, string table, params string[] columns)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(Parameter))})";
        foreach (var column in columns)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = Parameter(column);
            _command.Parameters.Add(parameter);
        }
    }

    public static string Parameter(string column) => "@" + column.Replace("_", "", StringComparison.Ordinal);

    /// <summary>Values in the order of the columns; null for none.</summary>
    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
