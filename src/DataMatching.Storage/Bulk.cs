using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>Rows that are inserted one after the other within a transaction. They are there once <see cref="Flush"/> or <see cref="Dispose"/> has returned, not before; those of a scratch table after <see cref="Flush"/>.</summary>
internal abstract class Bulk : IDisposable
{
    public static string Parameter(string column) => "@" + column.Replace("_", "", StringComparison.Ordinal);

    /// <summary>Columns as they stand in a statement: quoted, for a database may have given one of these words a meaning of its own.</summary>
    public static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));

    /// <summary>Rows that these refer to, which are to be there before; null: none that are sent by such a way.</summary>
    public Bulk? After { get; set; }

    /// <summary>Values in the order of the columns; null for none.</summary>
    public abstract void Add(params ReadOnlySpan<object?> values);

    /// <summary>Sends what is still held.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}

/// <summary>One prepared insert, used for row after row.</summary>
internal sealed class PreparedInsert : Bulk
{
    private readonly DbCommand _command;

    public PreparedInsert(DbConnection connection, DbTransaction? transaction, string table, params string[] columns)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = $"INSERT INTO {table} ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(Parameter))})";
        foreach (var column in columns)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = Parameter(column);
            // Of nothing no database could tell what it is instead of bytes.
            if (column.EndsWith("_enc", StringComparison.Ordinal) || column.EndsWith("_index", StringComparison.Ordinal)) parameter.DbType = System.Data.DbType.Binary;
            _command.Parameters.Add(parameter);
        }
    }

    public override void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public override void Flush()
    {
    }

    public override void Dispose() => _command.Dispose();
}
