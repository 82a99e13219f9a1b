using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DataMatching.Storage;
using DataMatching.Tests.App;
using DataMatching.Tests.Reports;
using DataMatching.Tests.Sql;

namespace DataMatching.Tests.Jobs;

/// <summary>A site whose data are copied into another database.</summary>
internal static class MovedSite
{
    /// <summary>A site that is moved to a server and back against one that stayed where it was.</summary>
    /// <param name="kind">As site.json calls it.</param>
    public static void WritesTheSame(string kind, string connection)
    {
        using NightSite stayed = new(), moved = new();
        Both("night --date 2026-06-30");
        Both("night --date 2026-09-30");
        var before = Sums(moved.Line);

        To(moved.Line, kind, connection, "new-database");
        Assert.AreEqual(before, Sums(moved.Line));
        File.Move(moved.Line.At("site", "data", "datamatching.db"), moved.Line.At("old.db"));
        Both("quarter run 2026Q3 --date 2026-10-20");
        Both("night --date 2026-10-20");
        Assert.IsFalse(File.Exists(moved.Line.At("site", "data", "datamatching.db")));

        var there = Sums(moved.Line);
        Assert.AreNotEqual(before, there);
        ToSqlite(moved.Line);
        ServerSite.Set(moved.Line, null);
        Assert.AreEqual(there, Sums(moved.Line));
        Both("night --date 2026-10-21");
        Both("quarter run 2026Q3 --date 2026-10-21");

        void Both(string command)
        {
            stayed.Run(command.Split(' '));
            moved.Run(command.Split(' '));
            CollectionAssert.AreEqual(Lists(stayed.Line), Lists(moved.Line), command);
        }
    }

    /// <summary>Neither end of a copy may be one on which a node works.</summary>
    public static void WaitsForNodes(string kind, string connection)
    {
        using var line = new CommandLine();
        line.Init();
        Directory.CreateDirectory(line.At("site", "secrets"));
        SecretFile.Write(line.At("site", "secrets", "database"), connection);
        var server = Database.At(new DatabasePlace(DatabaseKinds.Find(kind)!.Value, connection));
        Refused(() => line.Run("db", "copy", "--kind", kind, "--to", "file:secrets/database"), "working on the new database");
        To(line, kind, connection, "database");
        File.Delete(line.At("site", "data", "datamatching.db"));
        Refused(() => line.Run("db", "copy", "--kind", "sqlite"), "working on this site's database");
        Assert.IsFalse(File.Exists(line.At("site", "data", "datamatching.db")));
        ToSqlite(line);

        void Refused(Func<CommandLine.Outcome> copy, string told)
        {
            using var right = server.TakeWorkRight();
            Assert.IsNotNull(right);
            var refused = copy();
            Assert.AreEqual(1, refused.Code, refused.Output);
            Assert.Contains(told, refused.Errors, StringComparison.Ordinal);
            Assert.IsTrue(right.IsHeld());
        }
    }

    /// <summary>Copies the site's data into a database of a server, and has the site work there.</summary>
    public static void To(CommandLine line, string kind, string connection, string secret)
    {
        Directory.CreateDirectory(line.At("site", "secrets"));
        SecretFile.Write(line.At("site", "secrets", secret), connection);
        var settings = File.ReadAllText(line.At("site", "config", "site.json"));
        var copied = line.Run("db", "copy", "--kind", kind, "--to", $"file:secrets/{secret}", "--json");
        Assert.AreEqual(0, copied.Code, copied.Errors);
        Assert.AreEqual(settings, File.ReadAllText(line.At("site", "config", "site.json")), "whoever runs the site decides when it moves");
        ServerSite.Set(line, JsonNode.Parse("{" + copied.Json.GetProperty("setting").GetString() + "}")!["database"]);
    }

    /// <summary>Copies the site's data into the file of a SQLite; the site stays where it is.</summary>
    public static void ToSqlite(CommandLine line)
    {
        var back = line.Run("db", "copy", "--kind", "sqlite", "--json");
        Assert.AreEqual(0, back.Code, back.Errors);
        Assert.AreEqual("\"database\": null", back.Json.GetProperty("setting").GetString());
    }

    /// <summary>Rows and hash of each table of a database in which nothing is found.</summary>
    public static string Sums(CommandLine line) => Sums(line.Run("db", "check", "--all", "--json"));

    public static string Sums(CommandLine.Outcome outcome)
    {
        Assert.AreEqual(0, outcome.Code, outcome.Output + outcome.Errors);
        return outcome.Json.GetProperty("tables").GetRawText();
    }

    /// <summary>Every list and its SHA-256.</summary>
    public static string[] Lists(CommandLine line) =>
        [.. Directory.EnumerateFiles(line.At("site", "lists"), "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(line.At("site", "lists"), f)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}")];
}
