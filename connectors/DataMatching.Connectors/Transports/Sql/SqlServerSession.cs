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
    /// <summary>Keys of one bulk copy; between two a night that is to stop stops, and no more stand in memory twice.</summary>
    private const int RowsOfBulk = 50_000;

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
            Run(SqlServerQuestion.Yield);
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
        ReadRows.Of(c, row);
        return true;
    });

    public void Dispose() => _connection.Dispose();

    private void Send(IReadOnlyList<string> keys)
    {
        Run(SqlServerQuestion.MakeKeys);
        if (_question.Settings.Keys == KeyMode.Bulk)
        {
            try
            {
                Copy(keys);
                return;
            }
            catch (InvalidOperationException e) when (e.InnerException is SqlException refused && !SqlServerDatabase.Meaning(refused.Number, refused.Class).Transient)
            {
                // Servers that speak SQL Server's language need not have what the client asks for before it copies; the keys go as rows then.
                Run(SqlServerQuestion.ForgetKeys);
            }
        }

        foreach (var some in keys.Chunk(SqlServerQuestion.RowsOfInsert)) Execute(SqlServerQuestion.Insert(some), c => c.ExecuteNonQuery());
    }

    private void Copy(IReadOnlyList<string> keys)
    {
        using var table = new DataTable();
        table.Columns.Add("id", typeof(string));
        using var copy = new SqlBulkCopy(_connection) { DestinationTableName = SqlServerQuestion.Keys, BulkCopyTimeout = _question.Settings.TimeoutSeconds };
        foreach (var some in keys.Chunk(RowsOfBulk))
        {
            _cancel.ThrowIfCancellationRequested();
            table.Clear();
            foreach (var key in some) table.Rows.Add(key);
            copy.WriteToServer(table);
        }
    }

    private void Run(string statement) => Execute(new SqlCommand(statement), c => c.ExecuteNonQuery());

    private T Execute<T>(SqlCommand command, Func<SqlCommand, T> execute)
    {
        using (command)
        {
            _cancel.ThrowIfCancellationRequested();
            command.Connection = _connection;
            command.CommandTimeout = _question.Settings.TimeoutSeconds;
            using var stop = new StopStatement(_cancel, command);
            return execute(command);
        }
    }
}
