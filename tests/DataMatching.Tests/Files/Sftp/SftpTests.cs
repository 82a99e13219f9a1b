using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Connectors.Transports;

namespace DataMatching.Tests.Files.Sftp;

/// <summary>Deliveries fetched by the system's OpenSSH client from a real sshd.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SftpTests
{
    private static SshServer? _server;
    private string _site = "";

    [ClassInitialize]
    public static void Begin(TestContext context)
    {
        if (SshServer.IsThere) _server = new SshServer();
    }

    [ClassCleanup]
    public static void End() => _server?.Dispose();

    [TestInitialize]
    public void Clear()
    {
        if (_server is null) Assert.Inconclusive("needs sshd (openssh-server) and root");
        Directory.Delete(_server.Out, true);
        Directory.CreateDirectory(_server.Out);
        _site = Directory.CreateTempSubdirectory("dm-sftp-").FullName;
        Directory.CreateDirectory(Path.Combine(_site, "landing"));
    }

    [TestCleanup]
    public void Remove()
    {
        if (_site.Length > 0) Directory.Delete(_site, true);
    }

    [TestMethod]
    public void What_is_new_comes_whole_with_its_manifest_and_what_has_none_is_left()
    {
        Offer("工资 2026(1).csv", "a,b\n1,2\n");
        File.WriteAllText(Path.Combine(_server!.Out, "unfinished.csv"), "a,b\n1");
        var fetched = Fetch();
        Assert.IsEmpty(fetched.Refusals, string.Join(';', fetched.Refusals));
        CollectionAssert.AreEqual(new[] { "wages-工资 2026(1).csv" }, fetched.Brought.ToArray());
        CollectionAssert.AreEqual(new[] { "wages-工资 2026(1).csv", "wages-工资 2026(1).csv.manifest.json" }, Dropped());
        Assert.AreEqual("a,b\n1,2\n", File.ReadAllText(Path.Combine(_site, "drop", "wages-工资 2026(1).csv")));
        Assert.IsEmpty(Fetch().Brought, "known by its manifest");
        Assert.IsEmpty(Fetch(known: true).Brought);
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(_site, "landing"), "*.part"));
    }

    [TestMethod]
    public void A_cut_transfer_goes_on_where_it_was_and_one_that_changed_meanwhile_is_fetched_anew()
    {
        var content = Text(2_000_000);
        Offer("a.csv", content);
        var part = Path.Combine(_site, "landing", "tax-wages-a.csv.part");
        File.WriteAllText(part, content[..1_234_567]);
        Assert.IsEmpty(Fetch().Refusals);
        Assert.AreEqual(content, File.ReadAllText(Path.Combine(_site, "drop", "wages-a.csv")));

        Offer("b.csv", content);
        File.WriteAllText(Path.Combine(_site, "landing", "tax-wages-b.csv.part"), new string('?', 777_777));
        Assert.IsEmpty(Fetch().Refusals);
        Assert.AreEqual(content, File.ReadAllText(Path.Combine(_site, "drop", "wages-b.csv")));
    }

    [TestMethod]
    public void A_connection_cut_in_the_middle_is_told_and_the_next_fetch_finishes()
    {
        var content = Text(60_000_000);
        Offer("big.csv", content);
        var part = Path.Combine(_site, "landing", "tax-wages-big.csv.part");
        var fetching = Task.Run(() => Fetch());

        // The server goes away for good once some of the file is there.
        for (var i = 0; i < 400 && (!File.Exists(part) || new FileInfo(part).Length < 1_000_000) && !fetching.IsCompleted; i++) Thread.Sleep(5);
        _server!.Cut();
        _server.Stop();
        var cut = fetching.GetAwaiter().GetResult();
        _server.Start();
        if (cut.Brought.Count == 0)
        {
            Assert.HasCount(1, cut.Refusals);
            Assert.IsFalse(File.Exists(Path.Combine(_site, "drop", "wages-big.csv.manifest.json")));
            Assert.IsEmpty(Fetch().Refusals);
        }

        Assert.AreEqual(Sha(content), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_site, "drop", "wages-big.csv")))));
    }

    [TestMethod]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Another_host_key_or_a_key_that_is_not_accepted_fetches_nothing()
    {
        Offer("a.csv", "a\n");
        Told("not the pinned one", Fetch(Source() with { HostKey = _server!.OtherKey }));
        Told("does not accept our key", Fetch(key: "other"));
        Told("cannot be reached", Fetch(Source() with { Port = 1 }));
        Told("cannot be started", Fetch(Source() with { Program = "no-such-program" }));
        Told("refused the file or folder", Fetch(Source() with { Folder = _server.Out + "/none" }));
        Assert.IsEmpty(Dropped());
        File.SetUnixFileMode(_server.At("ours"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Told("chmod 600", Fetch());
        File.SetUnixFileMode(_server.At("ours"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.HasCount(1, Fetch().Brought);
    }

    [TestMethod]
    public void Hostile_names_links_and_wrong_manifests_are_told_and_the_rest_comes()
    {
        foreach (var name in new[] { "a\"b.csv", "-rf.csv", "a*.csv", ".hidden.csv", "x\ny.csv", "back\\slash.csv" }) Offer(name, "a\n");
        File.CreateSymbolicLink(Path.Combine(_server!.Out, "link.csv"), "/etc/passwd");
        File.WriteAllText(Path.Combine(_server.Out, "link.csv.manifest.json"), Manifest("x"));
        Offer("wrong.csv", "a\n", m => m.Replace("wages", "business", StringComparison.Ordinal));
        Offer("broken.csv", "a\n", _ => "{");
        Offer("changed.csv", "a\n", _ => Manifest("b\n"));
        Offer("good.csv", "a\n");
        File.WriteAllText(Path.Combine(_server.Out, "alone.csv.manifest.json"), Manifest("x"));
        var fetched = Fetch();
        CollectionAssert.AreEqual(new[] { "wages-good.csv" }, fetched.Brought.ToArray());
        var told = string.Join('\n', fetched.Refusals.Select(r => r.File + " " + r.Reason));
        foreach (var words in new[] { "names that are not taken", "link.csv sftp: the manifest is there and the file is not", "wrong.csv sftp: the manifest is of tax/business", "broken.csv sftp: the manifest has faults", "changed.csv sftp: the file's SHA-256", "alone.csv sftp: the manifest is there" })
            Assert.Contains(words, told, StringComparison.Ordinal);
        CollectionAssert.AreEqual(new[] { "wages-good.csv", "wages-good.csv.manifest.json" }, Dropped());
    }

    private static SftpSource Source() => new("127.0.0.1", _server!.Port, "root", _server.Out, "", _server.HostKey, "sftp", 60);

    private SftpFetched Fetch(SftpSource? source = null, string key = "ours", bool known = false) =>
        new SftpFolder(source ?? Source(), new SftpPlaces(Path.Combine(_site, "landing"), Path.Combine(_site, "drop"), _server!.At(key)), "tax", "wages")
            .Fetch(_ => known, CancellationToken.None).GetAwaiter().GetResult();

    private static void Told(string words, SftpFetched fetched)
    {
        Assert.IsEmpty(fetched.Brought);
        Assert.Contains(words, fetched.Refusals.Single().Reason, StringComparison.Ordinal);
    }

    private string[] Dropped() => Directory.Exists(Path.Combine(_site, "drop")) ? [.. Directory.GetFiles(Path.Combine(_site, "drop")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)] : [];

    private static void Offer(string name, string content, Func<string, string>? bend = null)
    {
        File.WriteAllText(Path.Combine(_server!.Out, name), content);
        File.WriteAllText(Path.Combine(_server.Out, name + ".manifest.json"), bend is null ? Manifest(content) : bend(Manifest(content)));
    }

    private static string Manifest(string content) =>
        $$"""{"registry":"tax","dataset":"wages","scope":"440000","asOf":"2026-09-30","from":"2026-04","to":"2026-09","mode":"full","encoding":"utf-8","rows":1,"sha256":"{{Sha(content)}}"}""";

    private static string Sha(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Text(int length)
    {
        var text = new StringBuilder(length + 20);
        for (var i = 0; text.Length < length; i++) text.Append(CultureInfo.InvariantCulture, $"{i},{i * 31L}\n");
        return text.ToString(0, length);
    }
}
