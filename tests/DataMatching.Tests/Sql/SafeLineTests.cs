using System.Security.Authentication;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Transports;
using Npgsql;

namespace DataMatching.Tests.Sql;

/// <summary>No number goes over an open line or to a server that proves nothing, of whichever database, unless the settings say why.</summary>
[TestClass]
public sealed class SafeLineTests
{
    private const string Postgres = "postgresql", SqlServer = "sqlserver";

    private static void Check(string kind, string connection, string more = "")
    {
        using var site = new Reports.TemporaryFolder();
        Reports.SecretFile.Write(Path.Combine(site.Path, "connection"), connection);
        Settings(kind, more).Check(site.Path);
    }

    private static SqlSettings Settings(string kind, string more = "") => Orders.Source<SqlSettings>($$"""
        { "kind": "{{kind}}", "scope": "440000", "connection": "file:connection", "view": "dbo.v_wages", "columns": { "姓名": "XM", "证件号码": "SFZH", "税款所属期": "NY", "收入额": "JE" }{{more}} }
        """);

    [TestMethod]
    [DataRow(Postgres, "Host=10.0.0.5;Password=hush", DisplayName = "PostgreSQL asks for TLS only if it is there")]
    [DataRow(Postgres, "Host=10.0.0.5;Password=hush;SSL Mode=Disable")]
    [DataRow(Postgres, "Host=10.0.0.5;Password=hush;SSL Mode=Require", DisplayName = "encrypted to anybody")]
    [DataRow(Postgres, "Host=10.0.0.5;Password=hush;SSL Mode=VerifyCA", DisplayName = "a certificate of anybody's")]
    [DataRow(Postgres, "Host=/run/postgresql,10.0.0.5;Password=hush", DisplayName = "a socket first, then another machine")]
    [DataRow(Postgres, "Host=localhost,10.0.0.5;Password=hush")]
    [DataRow(SqlServer, "Server=10.0.0.5;Password=hush;Encrypt=False")]
    [DataRow(SqlServer, "Server=10.0.0.5;Password=hush;Encrypt=Optional")]
    [DataRow(SqlServer, "Server=10.0.0.5;Password=hush;Encrypt=Mandatory;TrustServerCertificate=True", DisplayName = "encrypted to anybody, SQL Server")]
    [DataRow(SqlServer, "Server=10.0.0.5;Password=hush;TrustServerCertificate=yes")]
    [DataRow(SqlServer, "Server=tcp:localhost.example,1433;Password=hush;Encrypt=no")]
    [DataRow(SqlServer, "Server=localhost;Initial Catalog=a;Failover Partner=10.0.0.5;Password=hush;Encrypt=no", DisplayName = "the other server is elsewhere")]
    public void A_line_that_is_open_is_refused(string kind, string connection)
    {
        var failure = Assert.ThrowsExactly<TransportException>(() => Check(kind, connection));
        StringAssert.Contains(failure.Message, "lets numbers go unencrypted, or to anybody", StringComparison.Ordinal);
        StringAssert.Contains(failure.Message, "file:connection", StringComparison.Ordinal);
        Assert.DoesNotContain("hush", failure.ToString(), StringComparison.Ordinal);
        Check(kind, connection, """, "unencrypted": "专线, 协议第8条" """);
    }

    [TestMethod]
    [DataRow(Postgres, "Host=10.0.0.5;SSL Mode=VerifyFull")]
    [DataRow(Postgres, "Host=10.0.0.5;SSL Mode=VerifyCA;Root Certificate=/etc/agency.pem")]
    [DataRow(Postgres, "Host=127.0.0.1")]
    [DataRow(Postgres, "Host=/run/postgresql")]
    [DataRow(SqlServer, "Server=10.0.0.5;User Id=u;Password=p", DisplayName = "SQL Server encrypts unless it is told not to")]
    [DataRow(SqlServer, "Server=10.0.0.5;User Id=u;Password=p;Encrypt=True")]
    [DataRow(SqlServer, "Server=10.0.0.5;User Id=u;Password=p;Encrypt=Mandatory;ServerCertificate=/etc/agency.pem")]
    [DataRow(SqlServer, "Server=10.0.0.5;User Id=u;Password=p;Encrypt=Strict")]
    [DataRow(SqlServer, "Server=tcp:127.0.0.1,1433;User Id=u;Password=p;Encrypt=Optional")]
    [DataRow(SqlServer, "Server=(local)\\share;User Id=u;Password=p;Encrypt=Optional")]
    public void A_safe_line_and_this_machine_are_allowed(string kind, string connection) => Check(kind, connection);

    [TestMethod]
    [DataRow(Postgres, "Hots=10.0.0.5")]
    [DataRow(Postgres, "Host=10.0.0.5;Timeout=soon")]
    [DataRow(Postgres, "Host=10.0.0.5;Timeout=99999999999")]
    [DataRow(SqlServer, "Sever=10.0.0.5")]
    [DataRow(SqlServer, "Server=10.0.0.5;Encrypt=perhaps")]
    [DataRow(SqlServer, "Server=10.0.0.5;Connect Timeout=99999999999")]
    [DataRow(SqlServer, "Server=10.0.0.5;Integrated Security=true;Authentication=Sql Password;User Id=u;Password=p", DisplayName = "words that go with no others")]
    [DataRow(SqlServer, "Server=10.0.0.5;Authentication=Active Directory Default", DisplayName = "a cloud's")]
    public void What_is_no_connection_string_is_told_without_repeating_it(string kind, string connection)
    {
        var failure = Assert.ThrowsExactly<TransportException>(() => Check(kind, connection));
        StringAssert.Contains(failure.Message, "expected", StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.5;", failure.Message.Replace("Server=10.0.0.5;Database", "", StringComparison.Ordinal).Replace("Host=10.0.0.5;Database", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_reason_has_to_be_one()
    {
        var (_, faults) = Orders.Read("""{ "kind": "sqlserver", "scope": "440000", "connection": "file:c", "view": "v", "columns": { "姓名": "XM" }, "unencrypted": " " }""");
        Assert.IsTrue(faults.Single().Place.EndsWith("source.unencrypted", StringComparison.Ordinal));
        Assert.IsNull(Settings(SqlServer).Weakness);
        StringAssert.Contains(Settings(Postgres, """, "unencrypted": "专线" """).Weakness!, "专线", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_server_that_proves_nothing_is_not_tried_again()
    {
        var database = new PostgresDatabase("Host=localhost", Settings(Postgres));
        var (transient, words) = database.Meaning(new NpgsqlException("", new AuthenticationException()))!.Value;
        Assert.IsFalse(transient);
        StringAssert.Contains(words, "certificate", StringComparison.Ordinal);
    }
}
