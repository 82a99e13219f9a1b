using DataMatching.Batches;
using DataMatching.Connectors.Transports;
using DataMatching.Tests.Transports;

namespace DataMatching.Tests.Sql;

/// <summary>Against a real PostgreSQL, with an account as an agency gives it.</summary>
[TestClass]
public sealed class PostgresTests
{
    private static PostgresServer? _server;

    [ClassInitialize]
    public static void Start(TestContext context) => _server = PostgresServer.TryStart();

    [ClassCleanup]
    public static void Stop() => _server?.Dispose();

    private static AgencyView Agency() => new(PostgresServer.Needed(_server));

    [TestMethod]
    [DataRow("table")]
    [DataRow("array")]
    [DataRow("none")]
    public void Only_our_people_s_rows_come_back_and_only_agreed_columns(string keys)
    {
        using var agency = Agency();
        agency.Bring(agency.Settings(keys));
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
        Assert.IsTrue(agency.Landing.Finished);
        Assert.AreEqual(2L * AgencyView.People, agency.Landing.Promised);
        StringAssert.Contains(agency.Landing.Place!, keys == "none" ? "\"Seen\":800" : "\"Seen\":500", StringComparison.Ordinal);
        Assert.IsTrue(agency.Landing.Answers.Split(' ').All(a => a.EndsWith(":Found", StringComparison.Ordinal)));
        Assert.IsEmpty(agency.Clock.Waits);
    }

    [TestMethod]
    public void Somebody_who_is_not_there_is_known_absent()
    {
        using var agency = Agency();
        agency.Execute($"DELETE FROM wages WHERE id = 7; UPDATE wages SET sfzh = substr(sfzh, 1, 6) || substr(sfzh, 9, 9) WHERE id = 8");
        agency.Bring(agency.Settings(), people: 9);
        Assert.AreEqual("H000007/1:NoRecord", agency.Landing.Answers.Split(' ').Single(a => !a.EndsWith(":Found", StringComparison.Ordinal)), "the old 15 digits are found");
    }

    [TestMethod]
    public void Months_are_asked_for_where_the_view_has_others()
    {
        using var agency = Agency();
        agency.Execute("UPDATE wages SET ny = '202603' WHERE ny = '202604'");
        agency.Bring(agency.Settings(more: """, "month": { "column": "ny", "format": "yyyyMM" } """));
        Assert.AreEqual(AgencyView.Expected(AgencyView.People, "202605"), agency.Rows);
    }

    [TestMethod]
    public void The_last_moment_of_the_last_day_is_of_the_month_and_the_first_of_the_next_is_not()
    {
        using var agency = Agency();
        agency.Execute($"""
            CREATE VIEW v_days AS SELECT xm, sfzh, to_timestamp('2026-09-30 23:59:59.9', 'YYYY-MM-DD HH24:MI:SS.MS')::timestamp + CASE ny WHEN '202604' THEN interval '0' ELSE interval '0.1 s' END AS ny, je, dz, changed FROM wages;
            GRANT SELECT ON v_days TO {agency.User}
            """);
        agency.Bring(agency.Settings(view: "v_days", more: """, "month": { "column": "ny", "format": "date" } """));
        Assert.AreEqual(AgencyView.Expected(AgencyView.People, "2026-09-30 23:59:59"), agency.Rows);
    }

    [TestMethod]
    public async Task A_value_that_cannot_be_read_ends_it_before_the_other_rows_have_come()
    {
        using var agency = Agency();
        agency.Execute($"""
            CREATE FUNCTION raw(n integer) RETURNS bytea LANGUAGE plpgsql STABLE AS $$ BEGIN IF n = 390 THEN PERFORM pg_advisory_xact_lock_shared(42); END IF; RETURN repeat('x', 200)::bytea; END $$;
            CREATE VIEW v_raw AS SELECT xm, sfzh, ny, raw(id) AS je, dz, changed FROM wages; GRANT SELECT ON v_raw TO {agency.User}
            """);
        await using var other = agency.Open();
        AgencyView.Ask(other, "SELECT pg_advisory_lock(42)");
        var failure = await Task.Run(() => agency.Fails(agency.Settings("none", "v_raw"))).WaitAsync(TimeSpan.FromSeconds(60));
        StringAssert.Contains(failure.Message, "have it cast in the view", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("timestamp", "'2026-10-01 12:00'::timestamp + make_interval(secs => (id / 3) * 0.000001)")]
    [DataRow("timestamptz", "'2026-10-01 12:00+08'::timestamptz + make_interval(secs => id / 3)")]
    [DataRow("date", "'2026-10-01'::date + id / 3")]
    [DataRow("bigint", "id / 3")]
    public async Task A_stream_that_is_cut_and_killed_goes_on_behind_its_watermark(string type, string values)
    {
        using var agency = Agency();
        agency.Execute($"DROP VIEW v_wages, v_held; ALTER TABLE wages DROP COLUMN changed; ALTER TABLE wages ADD COLUMN changed {type}; UPDATE wages SET changed = {values}; CREATE VIEW v_wages AS SELECT xm, sfzh, ny, je, dz, changed FROM wages; CREATE VIEW v_held AS SELECT xm, sfzh, ny, held(id, je) AS je, dz, changed FROM wages ORDER BY changed OFFSET 0; GRANT SELECT ON v_wages, v_held TO {agency.User}");
        var settings = agency.Settings("none", "v_held", """, "watermark": "changed" """);
        agency.Landing.BeforeCommit = n => { if (n == 3) throw new InvalidOperationException("killed"); };
        await using var other = agency.Open();
        AgencyView.Ask(other, "SELECT pg_advisory_lock(42)");
        var bring = Task.Run(() => agency.Bring(settings, rowsOfCommit: 50));
        AgencyView.Ask(other, $"SELECT pg_terminate_backend({agency.UntilHeld(other)})");
        AgencyView.Ask(other, "SELECT pg_advisory_unlock(42)");
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => bring);
        Assert.HasCount(1, agency.Clock.Waits, "the cut line was met again");
        Assert.IsGreaterThan(100, agency.Landing.Committed.Count);
        agency.Landing.OpenAgain();
        agency.Bring(settings, rowsOfCommit: 50);
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
        Assert.IsTrue(agency.Landing.Answers.Split(' ').All(a => a.EndsWith(":Found", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("table", "")]
    [DataRow("none", "")]
    [DataRow("none", """, "watermark": "changed" """)]
    public void Killed_when_all_had_come_nothing_is_read_twice(string keys, string more)
    {
        using var agency = Agency();
        agency.Landing.BeforeFinish = () => throw new InvalidOperationException("killed");
        Assert.ThrowsExactly<InvalidOperationException>(() => agency.Bring(agency.Settings(keys, more: more)));
        Assert.HasCount(2 * AgencyView.People, agency.Landing.Committed);
        agency.Landing.OpenAgain();
        agency.Bring(agency.Settings(keys, more: more));
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
        Assert.IsTrue(agency.Landing.Finished);
    }

    [TestMethod]
    public void A_stream_whose_rows_have_changed_since_it_was_killed_begins_anew()
    {
        using var agency = Agency();
        agency.Execute("UPDATE wages SET changed = '2026-10-01'::date + id");
        var settings = agency.Settings("none", more: """, "watermark": "changed" """);
        agency.Landing.BeforeCommit = n => { if (n == 2) throw new InvalidOperationException("killed"); };
        Assert.ThrowsExactly<InvalidOperationException>(() => agency.Bring(settings, rowsOfCommit: 50));
        agency.Landing.OpenAgain();
        agency.Execute("UPDATE wages SET changed = '2099-01-01', je = 1 WHERE id = 3");
        Assert.IsTrue(agency.Fails(settings).Final);
        agency.Landing = new MemoryLanding { BeforeCommit = n => { if (n == 2) throw new InvalidOperationException("killed"); } };
        Assert.ThrowsExactly<InvalidOperationException>(() => agency.Bring(settings, rowsOfCommit: 50));
        agency.Landing.OpenAgain();
        agency.Execute("INSERT INTO wages SELECT id, xm, sfzh, '202606', je, dz, NULL FROM wages WHERE id = 5 AND ny = '202604'");
        StringAssert.Contains(agency.Fails(settings).Message, "begins anew", StringComparison.Ordinal);
        agency.Execute("DELETE FROM wages WHERE ny = '202606'");
        agency.Landing = new MemoryLanding();
        agency.Execute("UPDATE wages SET changed = NULL WHERE id = 5");
        StringAssert.Contains(agency.Fails(settings).Message, "empty", StringComparison.Ordinal);
        agency.Execute("UPDATE wages SET changed = '2026-01-01' WHERE id = 5");
        agency.Landing = new MemoryLanding();
        agency.Bring(settings, rowsOfCommit: 50);
        Assert.HasCount(2 * AgencyView.People, agency.Landing.Committed);
    }

    [TestMethod]
    public void A_killed_night_goes_on_with_those_who_have_no_answer()
    {
        using var agency = Agency();
        agency.Landing.BeforeCommit = n => { if (n == 1) throw new InvalidOperationException("killed"); };
        Assert.ThrowsExactly<InvalidOperationException>(() => agency.Bring(agency.Settings()));
        Assert.HasCount(200, agency.Landing.Committed);
        agency.Landing.OpenAgain();
        agency.Execute("DELETE FROM wages WHERE id <= 100");
        agency.Bring(agency.Settings());
        Assert.AreEqual(AgencyView.Expected(), agency.Rows, "the first hundred were not asked again");
    }

    [TestMethod]
    public async Task A_connection_cut_in_the_middle_of_the_rows_costs_no_row_and_doubles_none()
    {
        using var agency = Agency();
        await using var other = agency.Open();
        AgencyView.Ask(other, "SELECT pg_advisory_lock(42)");
        var bring = Task.Run(() => agency.Bring(agency.Settings(view: "v_held")));
        AgencyView.Ask(other, $"SELECT pg_terminate_backend({agency.UntilHeld(other)})");
        AgencyView.Ask(other, "SELECT pg_advisory_unlock(42)");
        await bring;
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
        Assert.HasCount(1, agency.Clock.Waits);
    }

    [TestMethod]
    public async Task A_time_limit_of_the_agency_s_is_met_again_later()
    {
        using var agency = Agency();
        agency.Execute($"ALTER ROLE {agency.User} SET statement_timeout = '1s'");
        await using var other = agency.Open();
        AgencyView.Ask(other, "SELECT pg_advisory_lock(42)");
        var bring = Task.Run(() => agency.Bring(agency.Settings("array", "v_held")));
        while (agency.Clock.Waits.Count == 0 && !bring.IsCompleted) await Task.Delay(10, CancellationToken.None);
        AgencyView.Ask(other, "SELECT pg_advisory_unlock(42)");
        await bring;
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
    }

    [TestMethod]
    public async Task A_deadlock_at_the_agency_s_is_met_again_later()
    {
        using var agency = Agency();
        agency.Execute($"ALTER ROLE {agency.User} SET deadlock_timeout = '3s'");
        await using var other = agency.Open();
        AgencyView.Ask(other, "SELECT pg_advisory_lock(42)");
        var bring = Task.Run(() => agency.Bring(agency.Settings(view: "v_held")));
        agency.UntilHeld(other);
        AgencyView.Ask(other, "SELECT pg_advisory_lock(43)");
        AgencyView.Ask(other, "SELECT pg_advisory_unlock_all()");
        await bring;
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
        Assert.HasCount(1, agency.Clock.Waits, "the reader was the victim, 40P01");
    }

    [TestMethod]
    public void A_lasting_failure_stops_after_its_tries_and_the_next_time_goes_on()
    {
        using var agency = Agency();
        agency.Execute($"ALTER ROLE {agency.User} SET statement_timeout = '1ms'");
        StringAssert.Contains(agency.Fails(agency.Settings()).Message, "57014", StringComparison.Ordinal);
        Assert.HasCount(5, agency.Clock.Waits);
        agency.Execute($"ALTER ROLE {agency.User} RESET statement_timeout");
        agency.Bring(agency.Settings());
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
    }

    [TestMethod]
    [DataRow("wages", "42501", DisplayName = "the table itself")]
    [DataRow("v_none", "42P01", DisplayName = "no such view")]
    [DataRow("v_short", "42703", DisplayName = "a column is gone")]
    [DataRow("v_odd", "22P02", DisplayName = "a failure whose text has a number in it")]
    public void A_failure_that_no_patience_helps_is_told_at_once(string view, string state)
    {
        using var agency = Agency();
        agency.Execute($"CREATE VIEW v_short AS SELECT xm, sfzh, ny FROM wages; CREATE VIEW v_odd AS SELECT xm, sfzh, ny, ('x' || sfzh)::numeric AS je, dz, changed FROM wages; GRANT SELECT ON v_short, v_odd TO {agency.User}");
        StringAssert.Contains(agency.Fails(agency.Settings(view: view)).Message, state, StringComparison.Ordinal);
        Assert.IsEmpty(agency.Clock.Waits);
    }

    [TestMethod]
    public void Where_no_temporary_table_is_allowed_it_says_so_and_an_array_does()
    {
        using var agency = Agency();
        agency.Execute($"REVOKE TEMPORARY ON DATABASE {agency.Database} FROM PUBLIC");
        StringAssert.Contains(agency.Fails(agency.Settings()).Message, "\"array\"", StringComparison.Ordinal);
        agency.Bring(agency.Settings("array"));
        Assert.AreEqual(AgencyView.Expected(), agency.Rows);
    }

    [TestMethod]
    public void Nothing_can_be_written_at_the_agency_s_even_with_the_right_to()
    {
        using var agency = Agency();
        agency.Execute($"""
            CREATE TABLE seen (n integer); GRANT INSERT ON seen TO {agency.User};
            CREATE FUNCTION spoil(amount numeric) RETURNS numeric LANGUAGE sql VOLATILE AS 'INSERT INTO seen VALUES (1); SELECT $1';
            CREATE VIEW v_writes AS SELECT xm, sfzh, ny, spoil(je) AS je, dz, changed FROM wages; GRANT SELECT ON v_writes TO {agency.User}
            """);
        StringAssert.Contains(agency.Fails(agency.Settings(view: "v_writes")).Message, "25006", StringComparison.Ordinal);
        using var connection = agency.Open();
        Assert.AreEqual(0L, AgencyView.Ask(connection, "SELECT count(*) FROM seen"));
    }

    [TestMethod]
    public async Task A_night_that_is_told_to_stop_stops_in_the_middle_of_a_statement()
    {
        using var agency = Agency();
        await using var other = agency.Open();
        AgencyView.Ask(other, "SELECT pg_advisory_lock(42)");
        for (var night = 0; night < 20; night++)
        {
            // Asking to stop and closing the line once met in the client; it took more than one night.
            using var stop = new CancellationTokenSource();
            var bring = Task.Run(() => agency.Bring(agency.Settings(view: "v_held"), cancel: stop.Token), CancellationToken.None);
            agency.UntilHeld(other);
            await stop.CancelAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(() => bring);
            Assert.IsEmpty(agency.Landing.Committed);
        }
    }
}
