using DataMatching.App.Commands;

namespace DataMatching.Tests.App;

/// <summary>Where the pages can be served, and when that is open to others.</summary>
[TestClass]
public sealed class PagesAddressTests
{
    [TestMethod]
    [DataRow("https://127.0.0.1:5443", "put a proxy with TLS in front")]
    [DataRow("https://+:5443", "put a proxy with TLS in front")]
    [DataRow("HTTPS://127.0.0.1:5443", "put a proxy with TLS in front")]
    [DataRow("ftp://127.0.0.1", "expected http://")]
    [DataRow("127.0.0.1:5080", "expected an address such as http://127.0.0.1:5080")]
    [DataRow("http://127.0.0.1:5080/pages", "expected an address such as http://127.0.0.1:5080")]
    public void What_cannot_be_served_is_refused_before_anything_is_done(string address, string expected)
    {
        using var line = new CommandLine();
        foreach (var command in new string[][] { ["serve", "--url", address], ["demo", "--serve", "--url", address] })
        {
            var outcome = line.Run(command);
            Assert.AreEqual(2, outcome.Code, outcome.Errors);
            Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
            Assert.IsFalse(Directory.Exists(line.Site), command[0]);
        }
    }

    [TestMethod]
    [DataRow("http://127.0.0.1:5080", false)]
    [DataRow("http://127.8.9.1:5080", false)]
    [DataRow("http://localhost:5080", false)]
    [DataRow("http://[::1]:5080", false)]
    [DataRow("http://unix:/run/datamatching.sock", false)]
    [DataRow("http://0.0.0.0:5080", true)]
    [DataRow("http://[::]:5080", true)]
    [DataRow("http://+:5080", true)]
    [DataRow("http://*:5080", true)]
    [DataRow("http://10.1.2.3", true)]
    [DataRow("http://matching.example:5080", true)]
    public void Other_machines_come_to_any_address_but_this_machines_own(string address, bool open)
    {
        Assert.IsNull(PagesAddress.Fault(address));
        Assert.AreEqual(open, PagesAddress.IsOpenToOthers(address));
    }
}
