using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>
/// One question to a SQL Server. It has no read-only transaction: the account's right to read the view alone is what keeps us from writing, and nothing but a SELECT names anything of the agency's.
/// Under READ COMMITTED rows may move while they are read, so they are counted before and after.
/// </summary>
internal sealed class SqlServerSession : IAgencySession
{
    private readonly SqlConnection _connection;
    private readonly SqlQuestion _question;
    private readonly CancellationToken _cancel;

    public SqlServerSession(string connection, SqlQuestion question, CancellationToken cancel)
    {
        (_question, _cancel) = (question, cancel);
        _connection = new SqlConnection(connection);
        try
        {
            _connection.Open();
            if (question.Settings.Keys != KeyMode.None) Send(question.People.Texts());
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public long Count() => (long)Execute(SqlServerQuestion.Asked(_question, "COUNT_BIG(*)"), c => c.ExecuteScalar())!;

    public long CountBefore() => (long)Execute(SqlServerQuestion.Asked(_question, "COUNT_BIG(*)", "<="), c => c.ExecuteScalar())!;

    public long? CountAfter() => Count();

    public void Read(Action<DbDataReader> row) => Execute(SqlServerQuestion.Rows(_question), c =>
    {
        using var reader = c.ExecuteReader(CommandBehavior.SingleResult);
        while (reader.Read()) row(reader);
        return true;
    });

    public void Dispose() => _connection.Dispose();

    private void Send(IReadOnlyList<string> keys)
    {
        Execute(new SqlCommand(SqlServerQuestion.MakeKeys), c => c.ExecuteNonQuery());
        if (_question.Settings.Keys == KeyMode.Bulk)
        {
            using var table = new DataTable();
            table.Columns.Add("id", typeof(string));
            foreach (var key in keys) table.Rows.Add(key);
            using var copy = new SqlBulkCopy(_connection) { DestinationTableName = SqlServerQuestion.Keys, BulkCopyTimeout = _question.Settings.TimeoutSeconds };
            _cancel.ThrowIfCancellationRequested();
            copy.WriteToServer(table);
            return;
        }

        foreach (var some in keys.Chunk(SqlServerQuestion.RowsOfInsert)) Execute(SqlServerQuestion.Insert(some), c => c.ExecuteNonQuery());
    }

    private T Execute<T>(SqlCommand command, Func<SqlCommand, T> execute)
    {
        using (command)
        {
            _cancel.ThrowIfCancellationRequested();
            command.Connection = _connection;
            command.CommandTimeout = _question.Settings.TimeoutSeconds;
            using var registration = _cancel.Register(command.Cancel);
            return execute(command);
        }
    }
}
