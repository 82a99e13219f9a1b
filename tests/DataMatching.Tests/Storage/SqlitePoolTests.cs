using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Dapper;
using DataMatching.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.Storage;

[TestClass]
public sealed class SqlitePoolTests
{
    private string _folder = "";
    private SqliteDialect _dialect = null!;

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("datamatching-pool-").FullName;
        _dialect = new SqliteDialect(Path.Combine(_folder, "a.db"));
        _dialect.Prepare();
        using var connection = _dialect.Connect();
        connection.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, who INTEGER NOT NULL)");
    }

    [TestCleanup]
    public void End()
    {
        _dialect.Release();
        Directory.Delete(_folder, true);
    }

    /// <summary>With the driver's own pool, emptied as often, some 60 in a million were lent twice, and 20 were closed under their owner.</summary>
    [TestMethod]
    public void No_connection_has_two_owners()
    {
        var owned = new ConcurrentDictionary<IntPtr, int>();
        var twice = 0;
        Parallel.For(0, 40_000, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.CancellationToken }, i =>
        {
            using var connection = _dialect.Connect();
            var handle = SqlitePool.Driver(connection).Handle!.DangerousGetHandle();
            if (!owned.TryAdd(handle, i)) Interlocked.Increment(ref twice);
            if (i % 16 == 0) _dialect.Release();
            owned.TryRemove(handle, out _);
        });
        Assert.AreEqual(0, twice);
    }

    [TestMethod]
    public void What_is_written_at_once_is_all_there()
    {
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.CancellationToken }, i =>
        {
            using var connection = _dialect.Connect();
            using var transaction = _dialect.Write(connection);
            connection.Execute("INSERT INTO t (who) VALUES (@i)", new { i }, transaction);
            if (i % 4 == 0) return;
            transaction.Commit();
        });
        using var reading = _dialect.Connect();
        Assert.AreEqual(300, reading.ExecuteScalar<long>("SELECT COUNT(DISTINCT who) FROM t WHERE who % 4 <> 0"));
        Assert.AreEqual(300, reading.ExecuteScalar<long>("SELECT COUNT(*) FROM t"));
    }

    [TestMethod]
    public void One_that_came_back_is_lent_again_and_closing_it_twice_takes_it_from_nobody()
    {
        var first = _dialect.Connect();
        var handle = Handle(first);
        first.Dispose();
        using var second = _dialect.Connect();
        Assert.AreEqual(handle, Handle(second));
        first.Dispose();
        using var third = _dialect.Connect();
        Assert.AreNotEqual(handle, Handle(third));
        Assert.AreEqual(ConnectionState.Closed, first.State);
        Assert.ThrowsExactly<ObjectDisposedException>(first.Open);
        Assert.ThrowsExactly<ObjectDisposedException>(() => first.ExecuteScalar<long>("SELECT 1"));
        Assert.AreEqual(1, second.ExecuteScalar<long>("SELECT 1"));
    }

    [TestMethod]
    public void What_an_owner_left_open_is_ended()
    {
        var forgetful = _dialect.Connect();
        var left = Driver(forgetful);
        var transaction = _dialect.Write(forgetful);
        forgetful.Execute("INSERT INTO t (who) VALUES (1)", transaction: transaction);
        forgetful.Dispose();
        Assert.AreEqual(ConnectionState.Closed, left.State);

        var reading = _dialect.Connect();
        left = Driver(reading);
        var reader = reading.ExecuteReader("SELECT 1 UNION ALL SELECT 2");
        Assert.IsTrue(reader.Read());
        reading.Dispose();
        Assert.AreEqual(ConnectionState.Closed, left.State);

        using var next = _dialect.Connect();
        Assert.AreEqual(0, next.ExecuteScalar<long>("SELECT COUNT(*) FROM t"));
    }

    [TestMethod]
    public void After_a_release_none_is_open_and_those_that_come_back_are_closed()
    {
        var lent = _dialect.Connect();
        SqliteConnection idle;
        using (var other = _dialect.Connect()) idle = Driver(other);
        Assert.AreEqual(ConnectionState.Open, idle.State);
        _dialect.Release();
        Assert.AreEqual(ConnectionState.Closed, idle.State);
        var inner = Driver(lent);
        Assert.AreEqual(1, lent.ExecuteScalar<long>("SELECT 1"));
        lent.Dispose();
        Assert.AreEqual(ConnectionState.Closed, inner.State);
        File.Delete(Path.Combine(_folder, "a.db"));
    }

    [TestMethod]
    public void No_more_are_kept_than_are_told()
    {
        var lent = Enumerable.Range(0, SqlitePool.MostIdle + 3).Select(_ => _dialect.Connect()).ToList();
        var inner = lent.ConvertAll(Driver);
        lent.ForEach(c => c.Dispose());
        Assert.AreEqual(SqlitePool.MostIdle, inner.Count(c => c.State == ConnectionState.Open));
    }

    private static SqliteConnection Driver(DbConnection connection) => SqlitePool.Driver(connection);

    private static IntPtr Handle(DbConnection connection) => Driver(connection).Handle!.DangerousGetHandle();
}
