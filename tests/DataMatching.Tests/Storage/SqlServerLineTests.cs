using DataMatching.Jobs;
using DataMatching.Storage;
using DataMatching.Storage.SqlServer;

namespace DataMatching.Tests.Storage;

/// <summary>A site's data go over an encrypted line to a server that proves who it is, or to this machine; needs no server.</summary>
[TestClass]
public sealed class SqlServerLineTests
{
    [TestMethod]
    [DataRow("Server=10.0.0.5;User Id=u;Password=geheim;Encrypt=Optional", "unencrypted")]
    [DataRow("Server=10.0.0.5;User Id=u;Password=geheim;Encrypt=Mandatory;TrustServerCertificate=True", "unencrypted", DisplayName = "encrypted to anybody")]
    [DataRow("Server=tcp:localhost.example,1433;User Id=u;Password=geheim;Encrypt=no", "unencrypted")]
    [DataRow("Server=localhost;Initial Catalog=a;Failover Partner=10.0.0.5;Password=geheim;Encrypt=no", "unencrypted", DisplayName = "the other server is elsewhere")]
    [DataRow("Sever=10.0.0.5;Password=geheim", "none of SQL Server")]
    [DataRow("Server=10.0.0.5;Encrypt=perhaps;Password=geheim", "none of SQL Server")]
    [DataRow("Server=10.0.0.5;Authentication=Active Directory Default", "signs in to a cloud")]
    public void What_is_not_safe_or_no_connection_string_is_told_without_the_password(string connection, string told)
    {
        var failure = Assert.ThrowsExactly<StoreException>(() => new SqlServerDialect(connection));
        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("Server=10.0.0.5;User Id=u;Password=p", DisplayName = "encrypted unless told not to")]
    [DataRow("Server=10.0.0.5;User Id=u;Password=p;Encrypt=Strict;TrustServerCertificate=True")]
    [DataRow("Server=10.0.0.5;User Id=u;Password=p;Encrypt=Mandatory;ServerCertificate=/etc/union.pem")]
    [DataRow("Server=tcp:127.0.0.1,1433;User Id=u;Password=p;Encrypt=Optional")]
    [DataRow("Server=(local)\\union;User Id=u;Password=p;Encrypt=Optional")]
    public void A_safe_line_and_this_machine_are_allowed(string connection) => Assert.IsNotNull(new SqlServerDialect(connection));

    [TestMethod]
    public void A_server_that_is_not_there_is_told_with_what_to_do_and_without_the_password()
    {
        const string Nobody = "Server=tcp:127.0.0.1,1;User Id=u;Password=geheim;Encrypt=Optional;Connect Timeout=5;ConnectRetryCount=0";
        var failure = Assert.ThrowsExactly<StoreException>(() => Store.IsBegun(new DatabasePlace(DatabaseKind.SqlServer, Nobody)));
        Assert.Contains("See that its server runs", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("""{ "kind": "sqlserver", "connection": "env:SITE" }""", DatabaseKind.SqlServer)]
    [DataRow("""{ "kind": "postgresql", "connection": "file:secrets/database" }""", DatabaseKind.PostgreSql)]
    [DataRow("null", null)]
    public void The_site_names_its_server(string database, DatabaseKind? kind)
    {
        List<ConfigurationError> errors = [];
        Assert.AreEqual(kind, SiteSettings.Parse($$"""{ "name": "x", "database": {{database}} }""", errors).Database?.Kind);
        Assert.IsEmpty(errors);
    }

    [TestMethod]
    [DataRow("""{ "kind": "oracle", "connection": "env:SITE" }""")]
    [DataRow("""{ "kind": "sqlserver", "connection": "Server=10.0.0.5;Password=geheim" }""")]
    [DataRow("""{ "kind": "sqlserver" }""")]
    public void Another_word_there_is_told_and_not_shown(string database)
    {
        List<ConfigurationError> errors = [];
        Assert.IsNull(SiteSettings.Parse($$"""{ "name": "x", "database": {{database}} }""", errors).Database);
        Assert.Contains("sqlserver", errors.Single().Expected, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", errors.Single().ToString(), StringComparison.Ordinal);
    }
}
