using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;

namespace DataMatching.Storage.SqlServer;

/// <summary>
/// Rows by bulk copy, some thousands at a time: few enough that their locks stay locks of rows. Those of a scratch table go over its stage, in a transaction of their own.
/// </summary>
internal sealed class SqlServerRows : Bulk
{
    private const string Session = "SELECT @@SPID";
    private const int RowsHeld = 4_000;
    private const long BytesHeld = 4_000_000;

    private readonly SqlConnection _connection;
    private readonly SqlTransaction? _transaction;
    private readonly ScratchTable? _scratch;
    private readonly string _table;
    private readonly DataTable _rows = new();
    private readonly SqlBulkCopyOptions _options;
    private readonly long _session;
    private long _bytes;
    private bool _failed;

    public SqlServerRows(SqlConnection connection, SqlTransaction? transaction, string table, string[] columns)
    {
        (_connection, _transaction) = (connection, transaction);
        _scratch = ScratchTable.All.FirstOrDefault(s => table == "#" + s.Name);
        _table = _scratch is null ? table : SqlServerWords.StageName(_scratch);
        // With constraints and triggers left as they are, the account needs no right to alter tables.
        _options = SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers | SqlBulkCopyOptions.KeepNulls
            | (columns.Contains("id") && SqlServerWords.NumbersItself(table) ? SqlBulkCopyOptions.KeepIdentity : SqlBulkCopyOptions.Default);
        foreach (var column in columns) _rows.Columns.Add(column, typeof(object));
        if (_scratch is null) return;
        _session = connection.ExecuteScalar<long>(Session, transaction: transaction);
        _rows.Columns.Add("session", typeof(object));
    }

    /// <summary>Lets a table that was given numbers go on behind the last: not every server sees to it by itself. A table that never gave one itself goes on with the number said, any other with the next.</summary>
    public static string GoOnBehind(string table, long last) => string.Create(CultureInfo.InvariantCulture, $"DBCC CHECKIDENT ('{table}', RESEED, {last + 1})");

    public static string Last(string table) => $"SELECT MAX(id) FROM {table}";

    public override void Add(params ReadOnlySpan<object?> values)
    {
        var row = new object[_rows.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            row[i] = values[i] ?? DBNull.Value;
            _bytes += values[i] switch { byte[] bytes => bytes.Length, string text => 2 * text.Length, _ => 8 };
        }

        if (_scratch is not null) row[^1] = _session;
        _rows.Rows.Add(row);
        if (_rows.Rows.Count >= RowsHeld || _bytes >= BytesHeld) Flush();
    }

    public override void Flush()
    {
        if (_rows.Rows.Count == 0) return;
        After?.Flush();
        _failed = true;
        if (_scratch is null) Copy(_transaction);
        else Move(_scratch);
        _failed = false;
        _rows.Clear();
        _bytes = 0;
    }

    public override void Dispose()
    {
        // What failed before is on its way to whoever asked, and nothing of the transaction stays; a scratch table that was not filled to its end is of no use to anybody.
        if (!_failed && _scratch is null && _connection.State == ConnectionState.Open && _transaction?.Connection is not null) Flush();
        _rows.Dispose();
    }

    private void Copy(SqlTransaction? transaction)
    {
        using var copy = new SqlBulkCopy(_connection, _options, transaction) { DestinationTableName = _table, BulkCopyTimeout = 0 };
        foreach (DataColumn column in _rows.Columns) copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        copy.WriteToServer(_rows);
        if (_options.HasFlag(SqlBulkCopyOptions.KeepIdentity)) _connection.Execute(GoOnBehind(_table, _connection.ExecuteScalar<long>(Last(_table), transaction: transaction)), transaction: transaction);
    }

    private void Move(ScratchTable table)
    {
        using var transaction = _connection.BeginTransaction();
        Copy(transaction);
        _connection.Execute(SqlServerWords.Move(table), new { session = _session }, transaction, commandTimeout: 0);
        transaction.Commit();
    }
}
