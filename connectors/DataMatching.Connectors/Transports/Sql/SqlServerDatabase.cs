using System.Net.Sockets;
using System.Security.Authentication;
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
        SqlConnectionStringBuilder given;
        try
        {
            given = new SqlConnectionStringBuilder(connection)
            {
                Pooling = false,
                Enlist = false,
                PersistSecurityInfo = false,
                MultipleActiveResultSets = false,
                ConnectRetryCount = 0,
                ApplicationName = "datamatching",
                CommandTimeout = settings.TimeoutSeconds,
            };
            // Words that go with no others are only found here.
            using var tried = new SqlConnection(given.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            throw new TransportException($"the connection string at {settings.Connection.Place} is none of SQL Server; expected such as Server=10.0.0.5;Database=share;User Id=union;Password=…;Encrypt=Mandatory");
        }

        if (given.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword))
            throw new TransportException($"the connection string at {settings.Connection.Place} signs in to a cloud (Authentication={given.Authentication}), which this program does not; expected User Id and Password");
        SafeLine.Demand(settings, Fault(given), [Host(given.DataSource), .. given.FailoverPartner is { Length: > 0 } partner ? [Host(partner)] : Array.Empty<string>()],
            "Encrypt=Mandatory (or Strict) without TrustServerCertificate=True; a certificate of the server's own can be given by ServerCertificate=PATH");
        _connection = given.ConnectionString;
    }

    public IAgencySession Open(SqlQuestion question, CancellationToken cancel) => new SqlServerSession(_connection, question, cancel);

    public (bool Transient, string Words)? Meaning(Exception failure) => failure switch
    {
        SqlException { InnerException: AuthenticationException } => (false, SafeLine.Untrusted),
        SqlException e => Meaning(e.Number, e.Class),
        // So does a bulk copy tell what the server said.
        InvalidOperationException { InnerException: SqlException e } => Meaning(e.Number, e.Class),
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
        468 => (false, "the view's column of numbers has another collation than its database (error 468); have it cast in the view (COLLATE DATABASE_DEFAULT), or set \"keys\": \"none\""),
        262 => (false, "the account may make no temporary table (error 262); set \"keys\": \"none\", or ask the agency for the right"),
        4060 or 911 => (false, $"there is no such database, or it may not be used (error {number}); see the connection string, or ask the agency"),
        _ when Passing.Contains(number) || severity >= 20 => (true, $"the database gave up, or the line broke (error {number})"),
        _ => (false, $"the database answered with an error (error {number}); see 'view' and 'columns' of the source, as the database writes them, or ask the agency what the number means"),
    };

    /// <summary>With Strict the certificate is looked at whatever else is said.</summary>
    private static string? Fault(SqlConnectionStringBuilder given) =>
        SqlConnectionEncryptOption.Optional.Equals(given.Encrypt) ? "Encrypt=Optional"
        : SqlConnectionEncryptOption.Mandatory.Equals(given.Encrypt) && given.TrustServerCertificate ? "TrustServerCertificate=True"
        : null;

    /// <summary>The machine of tcp:machine\instance,port; "." and "(local)" are this one.</summary>
    private static string Host(string server)
    {
        var at = server.IndexOf(':', StringComparison.Ordinal);
        var host = (at > 0 && server[..at].All(char.IsAsciiLetter) ? server[(at + 1)..] : server).Split(',', '\\')[0].Trim();
        return host is "." or "(local)" ? "localhost" : host;
    }
}
