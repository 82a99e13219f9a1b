using System.Data;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace DataMatching.Benchmarks.Agencies;

/// <summary>Makes the view v_wages in an empty database, six months a person; once, then it is kept.</summary>
internal static class FillView
{
    public static void Postgres(string connection, int rows)
    {
        using var database = new NpgsqlConnection(connection);
        database.Open();
        using (var there = new NpgsqlCommand("SELECT to_regclass('wages') IS NOT NULL AND (SELECT count(*) FROM pg_class WHERE relname = 'v_wages') = 1", database))
        {
            if ((bool)there.ExecuteScalar()!) return;
        }

        using (var make = new NpgsqlCommand("CREATE TABLE wages (xm varchar(50), sfzh varchar(18), ny varchar(6), je numeric(14,2), dz text)", database)) make.ExecuteNonQuery();
        using (var copy = database.BeginBinaryImport("COPY wages FROM STDIN (FORMAT BINARY)"))
        {
            for (var n = 0; n < rows; n++)
            {
                copy.StartRow();
                copy.Write("王伟");
                copy.Write(AskedPeople.Id(n / 6).Reveal());
                copy.Write($"20260{(n % 6) + 4}");
                copy.Write(3500.5m);
                copy.Write("a street that nobody agreed on");
            }

            copy.Complete();
        }

        using var end = new NpgsqlCommand("CREATE INDEX ON wages (sfzh); CREATE VIEW v_wages AS SELECT xm, sfzh, ny, je FROM wages; ANALYZE wages", database) { CommandTimeout = 600 };
        end.ExecuteNonQuery();
    }

    public static void SqlServer(string connection, int rows)
    {
        using var database = new SqlConnection(connection);
        database.Open();
        using (var there = new SqlCommand("SELECT COUNT(*) FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_NAME = 'v_wages'", database))
        {
            if ((int)there.ExecuteScalar() == 1) return;
        }

        Run(database, "CREATE TABLE wages (xm nvarchar(50), sfzh varchar(18), ny varchar(6), je numeric(14,2), dz varchar(100))");
        using (var table = new DataTable())
        using (var copy = new SqlBulkCopy(database) { DestinationTableName = "wages", BulkCopyTimeout = 600 })
        {
            foreach (var (name, type) in new[] { ("xm", typeof(string)), ("sfzh", typeof(string)), ("ny", typeof(string)), ("je", typeof(decimal)), ("dz", typeof(string)) }) table.Columns.Add(name, type);
            for (var n = 0; n < rows; n++)
            {
                table.Rows.Add("王伟", AskedPeople.Id(n / 6).Reveal(), $"20260{(n % 6) + 4}", 3500.5m, "a street that nobody agreed on");
                if (table.Rows.Count < 50_000 && n < rows - 1) continue;
                copy.WriteToServer(table);
                table.Clear();
            }
        }

        Run(database, "CREATE INDEX ix_wages ON wages (sfzh)");
        Run(database, "CREATE VIEW v_wages AS SELECT xm, sfzh, ny, je FROM wages");
    }

    private static void Run(SqlConnection database, string sql)
    {
        using var command = new SqlCommand(sql, database) { CommandTimeout = 600 };
        command.ExecuteNonQuery();
    }
}
