using Dapper;
using DataMatching.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.Storage;

/// <summary>Rows that SQLite is given by its own prepared statement are there as they were given.</summary>
[TestClass]
public sealed class SqliteInsertTests
{
    private static SqliteConnection Table()
    {
        var connection = (SqliteConnection)SqliteDialect.InMemory();
        connection.Execute("CREATE TABLE t (k TEXT NOT NULL PRIMARY KEY, \"file\" TEXT, n INTEGER, b BLOB)");
        return connection;
    }

    [TestMethod]
    public void Nothing_and_empty_are_told_apart_and_every_kind_of_value_comes_back()
    {
        using var connection = Table();
        var lengthy = new string('界', 5000) + "𠮷";
        using (var insert = new SqliteInsert(connection, "t", "k", "file", "n", "b"))
        {
            insert.Add("empty", "", 0, Array.Empty<byte>());
            insert.Add("nothing", null, null, null);
            insert.Add("values", lengthy, long.MinValue, new byte[] { 0, 1, 255 });
            insert.Add("", "a\0b", true, new byte[70_000]);
        }

        CollectionAssert.AreEqual(
            new[] { ":text:integer:blob", "empty:text:integer:blob", "nothing:null:null:null", "values:text:integer:blob" },
            connection.Query<string>("SELECT k || ':' || typeof(\"file\") || ':' || typeof(n) || ':' || typeof(b) FROM t ORDER BY k").ToArray());
        Assert.AreEqual(lengthy, connection.ExecuteScalar<string>("SELECT \"file\" FROM t WHERE k = 'values'"));
        Assert.AreEqual(long.MinValue, connection.ExecuteScalar<long>("SELECT n FROM t WHERE k = 'values'"));
        Assert.AreEqual("0001FF", connection.ExecuteScalar<string>("SELECT hex(b) FROM t WHERE k = 'values'"));
        Assert.AreEqual((3L, 70_000L, 1L), connection.QuerySingle<(long, long, long)>("SELECT length(CAST(\"file\" AS BLOB)), length(b), n FROM t WHERE k = ''"));
        Assert.AreEqual((0L, 0L), connection.QuerySingle<(long, long)>("SELECT length(\"file\"), length(b) FROM t WHERE k = 'empty'"));
    }

    [TestMethod]
    public void A_row_that_is_refused_is_told_by_its_error_and_the_next_one_goes_in()
    {
        using var connection = Table();
        using var insert = new SqliteInsert(connection, "t", "k", "n");
        insert.Add("a", 1);
        var twice = Assert.ThrowsExactly<SqliteException>(() => insert.Add("a", 2));
        Assert.AreEqual(1555, twice.SqliteExtendedErrorCode, "a key that is there");
        Assert.AreEqual(1299, Assert.ThrowsExactly<SqliteException>(() => insert.Add(null, 2)).SqliteExtendedErrorCode, "NOT NULL");
        Assert.ThrowsExactly<ArgumentException>(() => insert.Add("c", 1.5));
        insert.Add("b", 3);
        Assert.AreEqual("a1b3", connection.ExecuteScalar<string>("SELECT group_concat(k || n, '') FROM (SELECT * FROM t ORDER BY k)"));
        Assert.ThrowsExactly<SqliteException>(() => new SqliteInsert(connection, "t", "no such column"));
    }
}
