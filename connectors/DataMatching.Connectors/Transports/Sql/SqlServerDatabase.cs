using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>An agency's SQL Server.</summary>
internal sealed class SqlServerDatabase : IAgencyDatabase
{
    /// <summary>Deadlock, time limit, lock limit, a server that stops or moves, a line that breaks: another try may do.</summary>
    private static readonly HashSet<int> Passing =
        [-2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 701, 921, 1205, 1222, 3960, 6005, 8645, 8651, 10053, 10054, 10060, 10061, 10928, 10929, 11001, 40143, 40197, 40501, 40613, 49918, 49919, 49920];

    private readonly string _connection;

    public SqlServerDatabase(string connection, SqlSettings settings)
    {
        try
        {
            _connection = new SqlConnectionStringBuilder(connection)
            {
                Pooling = false,
                Enlist = false,
                PersistSecurityInfo = false,
                MultipleActiveResultSets = false,
                ConnectRetryCount = 0,
                ApplicationName = "datamatching",
                CommandTimeout = settings.TimeoutSeconds,
            }.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new TransportException($"the connection string at {settings.Connection.Place} is none of SQL Server; expected such as Server=10.0.0.5;Database=share;User Id=union;Password=…;Encrypt=Strict");
        }
    }

    public IAgencySession Open(SqlQuestion question, CancellationToken cancel) => new SqlServerSession(_connection, question, cancel);

    public (bool Transient, string Words)? Meaning(Exception failure) => failure switch
    {
        SqlException e => Meaning(e.Number, e.Class),
        IOException or SocketException or TimeoutException or InvalidOperationException => (true, "the connection to the database failed or was lost"),
        _ => null,
    };

    /// <param name="severity">From 20 the server has ended the connection.</param>
    public static (bool Transient, string Words) Meaning(int number, byte severity) => number switch
    {
        229 or 230 => (false, $"the account may not read the view (error {number}); ask the agency for the right to read it, and for that alone"),
        208 => (false, "there is no such view (error 208); see 'view' of the source, or ask the agency whether it was renamed"),
        207 => (false, "the view lacks a column of the source's settings (error 207); see 'columns', or ask the agency what has changed"),
        18456 or 18452 or 18488 => (false, $"the account was not let in (error {number}); see the connection string, or ask the agency whether the password has changed"),
        4060 => (false, "there is no such database, or it may not be used (error 4060); see the connection string"),
        _ => (Passing.Contains(number) || severity >= 20, $"the database answered with an error (error {number})"),
    };
}
