using System.Data.Common;
using System.Globalization;

namespace DataMatching.Storage;

/// <summary>The rows of a table in the order of its key, one after the other.</summary>
internal static class TableRows
{
    /// <summary>Each row is the same array anew; a value is null, a number (long), a text or bytes, or whatever else SQLite was made to keep.</summary>
    public static IEnumerable<object?[]> Read(DbConnection connection, DbTransaction transaction, TableShape table)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = $"SELECT {Bulk.Names(table.Columns.Select(c => c.Name))} FROM {table.Name} ORDER BY {Bulk.Names(table.Key)}";
        using var reader = command.ExecuteReader();
        var row = new object?[table.Columns.Count];
        while (reader.Read())
        {
            for (var i = 0; i < row.Length; i++) row[i] = Plain(reader.GetValue(i));
            yield return row;
        }
    }

    /// <summary>Which row it is, by its key: numbers and keys of records, bytes in hexadecimal.</summary>
    public static string Name(TableShape table, object?[] row) => string.Join(", ", table.Key.Select(k => $"{k} {Word(row[table.IndexOf(k)])}"));

    private static object? Plain(object value) => value switch
    {
        DBNull => null,
        int or short or byte or bool => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string Word(object? value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
