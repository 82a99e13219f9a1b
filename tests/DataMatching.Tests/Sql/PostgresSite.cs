using System.Text.Json.Nodes;
using DataMatching.Tests.App;
using DataMatching.Tests.Reports;
using Npgsql;

namespace DataMatching.Tests.Sql;

/// <summary>A site whose data lie in a new database of a PostgreSQL.</summary>
internal static class PostgresSite
{
    /// <summary>The site that <c>init</c> made keeps nothing in a file from now on.</summary>
    public static void Use(CommandLine line, PostgresServer server)
    {
        Directory.CreateDirectory(line.At("site", "secrets"));
        SecretFile.Write(line.At("site", "secrets", "database"), server.Connection(server.NewDatabase(), pooled: 30));
        File.Delete(line.At("site", "data", "datamatching.db"));
        var settings = line.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["database"] = new JsonObject { ["kind"] = "postgresql", ["connection"] = "file:secrets/database" };
        File.WriteAllText(settings, json.ToJsonString());
        Assert.AreEqual(0, line.Run("init").Code);
    }

    /// <summary>Every row of every table of a schema, as text.</summary>
    public static string Text(string connection, string schema)
    {
        using var opened = new NpgsqlConnection(connection);
        opened.Open();
        List<string> tables = [];
        using (var names = new NpgsqlCommand($"SELECT table_name FROM information_schema.tables WHERE table_schema = '{schema}'", opened))
        using (var reader = names.ExecuteReader())
            while (reader.Read()) tables.Add(reader.GetString(0));
        return string.Join('\n', tables.Select(t =>
        {
            using var rows = new NpgsqlCommand($"SELECT COALESCE(string_agg(t::text, E'\\n'), '') FROM {schema}.\"{t}\" t", opened);
            return (string)rows.ExecuteScalar()!;
        }));
    }
}
