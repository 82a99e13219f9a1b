using DataMatching.Tests.App;
using Npgsql;

namespace DataMatching.Tests.Sql;

/// <summary>A site whose data lie in a new database of a PostgreSQL.</summary>
internal static class PostgresSite
{
    /// <summary>The site that <c>init</c> made keeps nothing in a file from now on.</summary>
    public static void Use(CommandLine line, PostgresServer server) => ServerSite.Use(line, "postgresql", server.Connection(server.NewDatabase(), pooled: 30));

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
