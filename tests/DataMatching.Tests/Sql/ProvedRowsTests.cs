using System.Data;
using System.Data.Common;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Sql;

/// <summary>A part counts only when as many rows came as the database counted, before and after; with a database whose counts are the test's.</summary>
[TestClass]
public sealed class ProvedRowsTests
{
    private static (MemoryLanding Landing, JumpingClock Clock, Counted Database) Bring(params (long Before, long Rows, long? After)[] times)
    {
        var settings = Orders.Source<SqlSettings>("""
            { "kind": "sqlserver", "scope": "440000", "connection": "env:PATH", "view": "v", "columns": { "姓名": "XM", "证件号码": "SFZH", "税款所属期": "NY", "收入额": "JE" } }
            """);
        var (landing, clock, database) = (new MemoryLanding(), new JumpingClock(TimeSpan.FromDays(1)), new Counted(times));
        try
        {
            new SqlSource(settings, ".", clock, (_, _) => database).Bring(Orders.Of(settings, 3), landing, CancellationToken.None);
        }
        catch (TransportException e)
        {
            database.Failure = e.Message;
        }

        return (landing, clock, database);
    }

    [TestMethod]
    public void Rows_that_moved_while_they_were_read_are_read_again_and_none_stands_twice()
    {
        var (landing, clock, database) = Bring((3, 2, 3), (3, 3, 2), (2, 3, 3), (3, 3, 3));
        Assert.IsNull(database.Failure);
        Assert.HasCount(3, landing.Committed);
        Assert.HasCount(3, clock.Waits);
        Assert.AreEqual(4, database.Closed, "each try is closed");
    }

    [TestMethod]
    public void One_state_of_the_database_needs_no_second_count()
    {
        var (landing, clock, _) = Bring((2, 2, null));
        Assert.HasCount(2, landing.Committed);
        Assert.IsEmpty(clock.Waits);
        Assert.AreEqual("H000001/1:Found H000002/1:Found H000003/1:NoRecord", landing.Answers);
    }

    [TestMethod]
    public void Counts_that_never_agree_land_nothing()
    {
        var (landing, clock, database) = Bring([.. Enumerable.Repeat((3L, 2L, (long?)3L), 6)]);
        StringAssert.Contains(database.Failure!, "2 rows came; the database counted 3 before and 3 after", StringComparison.Ordinal);
        Assert.HasCount(5, clock.Waits);
        Assert.IsEmpty(landing.Committed);
        Assert.IsFalse(landing.Finished);
        Assert.AreEqual("", landing.Answers);
    }

    /// <summary>Opens once for each of its times.</summary>
    private sealed class Counted((long Before, long Rows, long? After)[] times) : IAgencyDatabase
    {
        private int _opened;

        public int Closed { get; private set; }
        public string? Failure { get; set; }

        public IAgencySession Open(SqlQuestion question, CancellationToken cancel) => new Session(this, question, times[_opened++]);

        public (bool Transient, string Words)? Meaning(Exception failure) => null;

        private sealed class Session(Counted database, SqlQuestion question, (long Before, long Rows, long? After) counts) : IAgencySession
        {
            public long CountBefore() => 0;
            public long Count() => counts.Before;
            public long? CountAfter() => counts.After;

            public void Read(Action<DbDataReader> row)
            {
                using var table = new DataTable();
                foreach (var column in question.Columns.Selected) table.Columns.Add(column, typeof(string));
                for (var n = 1; n <= counts.Rows; n++) table.Rows.Add(Orders.Id(n), "王伟", "202604", "1");
                using var reader = table.CreateDataReader();
                while (reader.Read()) row(reader);
            }

            public void Dispose() => database.Closed++;
        }
    }
}
