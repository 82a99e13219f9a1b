using System.Text.Json.Nodes;
using DataMatching.Batches;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.Files.Sftp;

/// <summary>A night whose settings say that an agency's files lie on its SFTP server, and with another separator.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SftpNightTests
{
    private const string Night = "2026-10-20";

    [TestMethod]
    public void What_lies_on_the_agency_s_server_is_fetched_and_comes_to_the_same_as_in_the_drop_folder()
    {
        if (!SshServer.IsThere) Assert.Inconclusive("needs sshd (openssh-server) and root");
        using var server = new SshServer();
        server.Start();
        using var dropped = new NightSite();
        dropped.Night(Night);
        using var fetched = new NightSite();
        foreach (var file in Directory.GetFiles(fetched.Line.At("site", "drop", "tax"), "wages-*")) File.Move(file, Path.Combine(server.Out, Path.GetFileName(file)));
        Directory.CreateDirectory(fetched.Line.At("site", "secrets"));
        File.Copy(server.At("ours"), fetched.Line.At("site", "secrets", "wages"));
        var settings = fetched.Line.At("site", "config", "registries", "tax.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["datasets"]!["wages"]!["source"] = new JsonObject
        {
            ["kind"] = "sftp",
            ["host"] = "127.0.0.1",
            ["port"] = server.Port,
            ["user"] = "root",
            ["folder"] = server.Out,
            ["key"] = "file:secrets/wages",
            ["hostKey"] = server.HostKey,
        };
        File.WriteAllText(settings, json.ToJsonString());
        fetched.Night(Night);
        CollectionAssert.AreEqual(Wages(dropped), Wages(fetched));
        Assert.IsNotEmpty(Wages(fetched));
        fetched.Night(Night);
        CollectionAssert.AreEqual(Wages(dropped), Wages(fetched), "fetched once");
        json["datasets"]!["wages"]!["source"]!["hostKey"] = server.OtherKey;
        File.WriteAllText(settings, json.ToJsonString());
        var other = fetched.Line.Run("night", "--date", "2026-10-21");
        Assert.Contains("host key", other.Output + other.Errors + fetched.Text("2026-10-21"), StringComparison.OrdinalIgnoreCase, "a server with another key is told of, and the night goes on");
    }

    private static string[] Wages(NightSite site) => site.Look(s => s.Store.Batches.All().Where(b => b is { State: BatchState.Accepted, Manifest: { Registry: "tax", Dataset: "wages" } })
        .OrderBy(b => b.Manifest.Sha256, StringComparer.Ordinal).Select(b => $"{b.Manifest.Sha256} {b.Counts.Rows} {b.Counts.Matched} {b.Counts.Quarantined}").ToArray());
}
