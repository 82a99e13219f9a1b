using Microsoft.Data.SqlClient;

namespace DataMatching.Storage.SqlServer;

/// <summary>The line to the site's database is encrypted and its server proves who it is; not needed on this machine.</summary>
internal static class SqlServerLine
{
    private const string Example = "Server=10.0.0.5;Database=datamatching;User Id=datamatching;Password=…;Encrypt=Mandatory";

    /// <summary>The connection string as it is used.</summary>
    /// <exception cref="StoreException">It is none, signs in to a cloud, or lets data go in the open or to anybody.</exception>
    public static SqlConnectionStringBuilder Safe(string connection)
    {
        SqlConnectionStringBuilder given;
        try
        {
            given = new SqlConnectionStringBuilder(connection)
            {
                ApplicationName = "datamatching",
                PersistSecurityInfo = false,
                MultipleActiveResultSets = false,
                Enlist = false,
                CommandTimeout = 300,
            };
            // Words that go with no others are only found here.
            using var tried = new SqlConnection(given.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StoreException($"The connection string of the database is none of SQL Server. Expected such as {Example}.");
        }

        if (given.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword))
            throw new StoreException($"The connection string of the database signs in to a cloud (Authentication={given.Authentication}), which this program does not. Expected User Id and Password.");
        if (IsOpen(given) && !(IsHere(given.DataSource) && (string.IsNullOrEmpty(given.FailoverPartner) || IsHere(given.FailoverPartner))))
        {
            throw new StoreException(
                "The connection string of the database lets data go unencrypted, or to any server. Expected Encrypt=Mandatory (or Strict) without TrustServerCertificate=True, or a server on this machine; "
                + "a certificate of the server's own can be given by ServerCertificate=PATH.");
        }

        return given;
    }

    /// <summary>With Strict the certificate is looked at whatever else is said.</summary>
    private static bool IsOpen(SqlConnectionStringBuilder given) =>
        SqlConnectionEncryptOption.Optional.Equals(given.Encrypt) || (SqlConnectionEncryptOption.Mandatory.Equals(given.Encrypt) && given.TrustServerCertificate);

    /// <summary>The machine of tcp:machine\instance,port; "." and "(local)" are this one.</summary>
    private static bool IsHere(string server)
    {
        var at = server.IndexOf(':', StringComparison.Ordinal);
        var host = (at > 0 && server[..at].All(char.IsAsciiLetter) ? server[(at + 1)..] : server).Split(',', '\\')[0].Trim();
        return host.ToLowerInvariant() is "." or "(local)" or "localhost" or "127.0.0.1" or "::1";
    }
}
